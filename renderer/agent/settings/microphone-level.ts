/** How loud it is now, 0 to 1. */
export interface MicrophoneLevel {
  read(): number;
  stop(): void;
}

/** Opens the microphone and measures its loudness; nothing is kept or sent. Rejects when the system does not let us. */
export async function openMicrophoneLevel(): Promise<MicrophoneLevel> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    read() {
      analyser.getFloatTimeDomainData(samples);
      let sum = 0;
      for (const sample of samples) sum += sample * sample;
      const decibels = 20 * Math.log10(Math.sqrt(sum / samples.length) || 1e-6);
      // From a quiet room (-60 dBFS) to speech close by (-10 dBFS).
      return Math.min(1, Math.max(0, (decibels + 60) / 50));
    },
    stop() {
      for (const track of stream.getTracks()) track.stop();
      void context.close();
    },
  };
}
