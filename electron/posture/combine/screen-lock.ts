import type { Facts } from '../../../core/facts/catalogue.ts';
import type { UnknownReason } from '../../../core/facts/fact.ts';
import type { Platform } from '../../../core/ids.ts';
import type { Desktop, ScreenLockReading } from '../sources/reading.ts';
import { knownFact, mostTelling, ofFamily, unknownFact, type Aged, type ResultOf } from './results.ts';

type LockResult = Aged<ResultOf<'screenLock'>>;
type Value = Pick<ScreenLockReading, 'locks' | 'lockOnWake' | 'delaySeconds'>;

/** Nobody waits a third of a year; the fact's schema holds no more. */
const MOST_SECONDS = 10_000_000;

/**
 * macOS: the wait is the shorter of screen saver and display sleep, plus what the password is put off by. Windows: the first of screen saver and inactivity limit
 * locks; every word on waking must be yes. Linux: only the settings of the desktop that runs count, because GNOME's are installed beside every other one.
 */
export function combineScreenLock(results: readonly Aged[], platform: Platform): Facts['screenLock'] {
  const all = ofFamily(results, 'screenLock');
  const used = platform === 'linux' ? ofDesktop(all) : all.filter(({ reading }) => saysSomething(reading));
  const value = used.length === 0 ? null : valueOf(used, platform);
  if (value === null || Object.values(value).every((part) => part === null))
    return unknownFact(platform === 'linux' ? whyNotLinux(all) : mostTelling(reasonsOf(all)), all);
  const { locks, lockOnWake, delaySeconds } = value;
  const isLate = delaySeconds !== null && delaySeconds > MOST_SECONDS;
  return knownFact(
    { locks, lockOnWake, delaySeconds: isLate || delaySeconds === null ? null : Math.round(delaySeconds) },
    used,
  );
}

function valueOf(used: readonly LockResult[], platform: Platform): Value {
  switch (platform) {
    case 'macos':
      return onMacos(used);
    case 'windows':
      return onWindows(used);
    case 'linux':
      return together(used.map(({ reading }) => reading));
  }
}

function saysSomething({ locks, lockOnWake, delaySeconds }: ScreenLockReading): boolean {
  return locks !== null || lockOnWake !== null || delaySeconds !== null;
}

function onMacos(used: readonly LockResult[]): Value {
  const password = used.find(({ source }) => source === 'macos/screen-lock')?.reading;
  const idle = used.filter(({ source }) => source !== 'macos/screen-lock').map(({ reading }) => reading);
  const starts = idle.flatMap(({ delaySeconds }) => delaySeconds ?? []);
  const lockOnWake = password?.lockOnWake ?? null;
  const never = lockOnWake === false || (idle.length > 0 && idle.every(({ locks }) => locks === false));
  const begins = starts.length > 0 && lockOnWake === true;
  const delaySeconds = begins ? Math.min(...starts) + (password?.delaySeconds ?? 0) : null;
  return { locks: never ? false : begins ? true : null, lockOnWake, delaySeconds };
}

function onWindows(used: readonly LockResult[]): Value {
  const readings = used.map(({ reading }) => reading);
  const delays = readings.flatMap(({ locks, delaySeconds }) => (locks === true ? (delaySeconds ?? []) : []));
  return {
    locks: delays.length > 0 ? true : readings.some(({ locks }) => locks === false) ? false : null,
    lockOnWake: weaker(readings.map(({ lockOnWake }) => lockOnWake)),
    delaySeconds: delays.length > 0 ? Math.min(...delays) : null,
  };
}

/** Two halves of one desktop's settings: the screen goes dark, then it locks. */
function together(readings: readonly ScreenLockReading[]): Value {
  const lockOnWake = weaker(readings.map((reading) => reading.lockOnWake));
  const delays = readings.flatMap(({ delaySeconds }) => delaySeconds ?? []);
  const never = readings.some(({ locks }) => locks === false);
  const isWhole = readings.some(({ locks }) => locks === true) || (readings.length > 1 && delays.length > 1);
  const locks = never ? false : isWhole && lockOnWake !== null ? true : null;
  return { locks, lockOnWake, delaySeconds: locks === true ? delays.reduce((sum, delay) => sum + delay, 0) : null };
}

/** Those who know: one no is a no. */
function weaker(states: readonly (boolean | null)[]): boolean | null {
  return states.includes(false) ? false : states.includes(true) ? true : null;
}

/** Whose settings count on each desktop, and the program that must run for them to have an effect. */
const DESKTOPS: {
  readonly [D in Desktop]: {
    readonly all: readonly string[];
    readonly also?: readonly string[];
    readonly runs?: string;
  };
} = {
  gnome: { all: ['linux/gsettings', 'linux/gsettings-idle'], also: ['linux/gsettings-lockdown'] },
  cinnamon: { all: ['linux/gsettings-cinnamon', 'linux/gsettings-cinnamon-idle'] },
  mate: { all: ['linux/gsettings-mate', 'linux/gsettings-mate-idle'], runs: 'mate-screensave' },
  kde: { all: ['linux/kscreenlocker'] },
  xfce: { all: ['linux/xfce'], runs: 'xfce4-screensav' },
  sway: { all: ['linux/swayidle'], runs: 'swayidle' },
  hyprland: { all: ['linux/hypridle'], runs: 'hypridle' },
};

/** Empty: nobody knows which desktop it is, or a half of its settings is missing, or the program that acts on them does not run. */
function ofDesktop(all: readonly LockResult[]): readonly LockResult[] {
  const desktop = desktopOf(all);
  if (desktop === null) return [];
  const programs = all.find(({ reading }) => reading.lockers !== undefined);
  // swayidle run with everything in its arguments needs no file.
  if (desktop === 'sway' && programs !== undefined && saysSomething(programs.reading)) return [programs];
  const { all: needed, also = [], runs } = DESKTOPS[desktop];
  const found = needed.flatMap((source) => all.find((result) => result.source === source) ?? []);
  if (found.length < needed.length || !found.every(({ reading }) => saysSomething(reading))) return [];
  if (runs !== undefined && programs?.reading.lockers?.includes(runs) !== true) return [];
  return [...found, ...all.filter(({ source, reading }) => also.includes(source) && saysSomething(reading))];
}

function desktopOf(all: readonly LockResult[]): Desktop | null {
  return all.map(({ reading }) => reading.desktop).find((desktop) => desktop !== undefined && desktop !== null) ?? null;
}

/** A desktop that we don't know has no settings that we could ask; of one that we know, its own settings say why. */
function whyNotLinux(all: readonly LockResult[]): UnknownReason {
  const desktop = desktopOf(all);
  if (desktop === null) return all.length === 0 ? 'not-measured' : 'unsupported';
  const own = all.filter(({ source }) => DESKTOPS[desktop].all.includes(source));
  const reason = mostTelling(reasonsOf(own));
  return reason === 'not-measured' ? 'unreadable' : reason;
}

function reasonsOf(all: readonly LockResult[]): readonly (UnknownReason | null)[] {
  return all.map(({ reading }) => reading.reason);
}
