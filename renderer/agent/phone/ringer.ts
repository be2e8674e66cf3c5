/** Something that can ring until it is told to stop. */
export interface Ringer {
  start(): void;
  stop(): void;
}

/** Two soft bell notes (E5, G sharp 5), every three seconds: heard across a room, and not a shock in a headset. */
const NOTES = [
  { hertz: 659.25, atSeconds: 0 },
  { hertz: 830.61, atSeconds: 0.18 },
  { hertz: 659.25, atSeconds: 0.5 },
  { hertz: 830.61, atSeconds: 0.68 },
] as const;
const EVERY_MS = 3000;
const LOUDNESS = 0.16;

/** Rings by synthesis, so that there is no sound file to load. `open` makes the audio context, at the first ring. */
export function createRinger(open: () => AudioContext): Ringer {
  let context: AudioContext | null = null;
  let timer: ReturnType<typeof setInterval> | null = null;
  const ringOnce = (): void => {
    context ??= open();
    const from = context.currentTime;
    for (const note of NOTES) strike(context, note.hertz, from + note.atSeconds);
  };
  return {
    start() {
      if (timer !== null) return;
      ringOnce();
      timer = setInterval(ringOnce, EVERY_MS);
    },
    stop() {
      if (timer !== null) clearInterval(timer);
      timer = null;
    },
  };
}

function strike(context: AudioContext, hertz: number, at: number): void {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.type = 'sine';
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0.0001, at);
  gain.gain.exponentialRampToValueAtTime(LOUDNESS, at + 0.015);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + 0.7);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + 0.75);
}
