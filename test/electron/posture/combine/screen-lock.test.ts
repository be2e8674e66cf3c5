import { describe, expect, it } from 'vitest';
import type { Platform } from '../../../../core/ids.ts';
import { combineScreenLock } from '../../../../electron/posture/combine/screen-lock.ts';
import type { Aged } from '../../../../electron/posture/combine/results.ts';
import { unknownReading, type ScreenLockReading } from '../../../../electron/posture/sources/reading.ts';
import { findSource } from '../../../../electron/posture/sources/catalogue.ts';

function says(source: string, reading: Partial<ScreenLockReading>): Aged {
  return {
    source,
    family: 'screenLock',
    reading: { ...unknownReading.screenLock('unreadable'), reason: null, ...reading },
    ageMs: 1,
  };
}

function reads(source: string, output: string): Aged {
  const reading = findSource(source)?.parse(output, { asOf: '2026-11-22', exitCode: 0 });
  return { source, family: 'screenLock', reading: reading as ScreenLockReading, ageMs: 1 };
}

const of = (platform: Platform, ...results: readonly Aged[]) => combineScreenLock(results, platform);
const GNOME = reads('linux/desktop', 'ubuntu:GNOME');
const LOCKS = reads(
  'linux/gsettings',
  'org.gnome.desktop.screensaver lock-enabled true\norg.gnome.desktop.screensaver lock-delay uint32 30\n',
);
const idle = (seconds: number): Aged =>
  reads('linux/gsettings-idle', `org.gnome.desktop.session idle-delay uint32 ${seconds}\n`);

describe('the screen lock on Linux', () => {
  it('is the running desktop’s: dark first, locked then', () => {
    expect(of('linux', GNOME, LOCKS, idle(300))).toMatchObject({
      status: 'known',
      value: { locks: true, lockOnWake: true, delaySeconds: 330 },
    });
    expect(of('linux', GNOME, LOCKS, idle(0))).toMatchObject({ value: { locks: false, delaySeconds: null } });
  });

  it('does not believe GNOME’s settings, which lie beside every desktop, on another one', () => {
    const sway = reads('linux/desktop', 'sway');
    expect(of('linux', sway, LOCKS, idle(300))).toMatchObject({ status: 'unknown' });
    expect(of('linux', LOCKS, idle(300))).toMatchObject({ status: 'unknown' });
    expect(of('linux', reads('linux/desktop', 'LXQt'), LOCKS, idle(300))).toMatchObject({ status: 'unknown' });
  });

  it('is unknown with one half of the settings missing', () => {
    expect(of('linux', GNOME, LOCKS)).toMatchObject({ status: 'unknown' });
    expect(of('linux', GNOME, idle(300))).toMatchObject({ status: 'unknown' });
  });

  it('is off when a lockdown forbids the lock', () => {
    const forbidden = reads('linux/gsettings-lockdown', 'org.gnome.desktop.lockdown disable-lock-screen true\n');
    expect(of('linux', GNOME, LOCKS, idle(300), forbidden)).toMatchObject({
      value: { locks: false, lockOnWake: false },
    });
  });

  it('needs the program to run where it is a program of its own', () => {
    const xfce = reads('linux/desktop', 'XFCE');
    const settings = says('linux/xfce', { locks: true, lockOnWake: true, delaySeconds: 300 });
    expect(of('linux', xfce, settings)).toMatchObject({ status: 'unknown' });
    expect(of('linux', xfce, settings, says('linux/lock-programs', { lockers: [] }))).toMatchObject({
      status: 'unknown',
    });
    expect(of('linux', xfce, settings, says('linux/lock-programs', { lockers: ['xfce4-screensav'] }))).toMatchObject({
      value: { locks: true, delaySeconds: 300 },
    });
  });

  it('reads swayidle’s arguments when those are all it has', () => {
    const sway = reads('linux/desktop', 'sway');
    const programs = reads('linux/lock-programs', "swayidle        swayidle timeout 300 'swaylock -f'\n");
    expect(of('linux', sway, programs)).toMatchObject({ value: { locks: true, lockOnWake: false, delaySeconds: 300 } });
  });

  it('takes KDE’s defaults for its settings where it runs', () => {
    const kde = reads('linux/desktop', 'KDE');
    const missing = findSource('linux/kscreenlocker')?.whenMissing as ScreenLockReading;
    const settings: Aged = { source: 'linux/kscreenlocker', family: 'screenLock', reading: missing, ageMs: 1 };
    expect(of('linux', kde, settings)).toMatchObject({ value: { locks: true, delaySeconds: 305 } });
    expect(of('linux', GNOME, settings)).toMatchObject({ status: 'unknown' });
  });
});

describe('the screen lock on macOS', () => {
  const display = says('macos/display-sleep', { delaySeconds: 600 });

  it('is the first of screen saver and display, plus what the password is put off by', () => {
    const password = says('macos/screen-lock', { lockOnWake: true, delaySeconds: 60 });
    expect(of('macos', password, display)).toMatchObject({ value: { locks: true, delaySeconds: 660 } });
    expect(of('macos', password, display, says('macos/screen-saver', { delaySeconds: 120 }))).toMatchObject({
      value: { delaySeconds: 180 },
    });
  });

  it('never locks without a password, or without anything that begins it', () => {
    const password = says('macos/screen-lock', { lockOnWake: true, delaySeconds: 0 });
    expect(of('macos', says('macos/screen-lock', { lockOnWake: false }), display)).toMatchObject({
      value: { locks: false, lockOnWake: false, delaySeconds: null },
    });
    expect(of('macos', password, says('macos/display-sleep', { locks: false }))).toMatchObject({
      value: { locks: false },
    });
    expect(of('macos', password)).toMatchObject({ value: { locks: null, delaySeconds: null } });
  });
});

describe('the screen lock on Windows', () => {
  it('is the first of the ways to lock, and asks on waking only when nothing says otherwise', () => {
    const plan = says('windows/power-lock', { lockOnWake: true });
    const saver = says('windows/lock-settings', { locks: true, delaySeconds: 600 });
    expect(of('windows', plan, saver)).toMatchObject({
      value: { locks: true, lockOnWake: true, delaySeconds: 600 },
    });
    const never = says('windows/lock-settings', { locks: false, lockOnWake: false });
    expect(of('windows', plan, never)).toMatchObject({ value: { locks: false, lockOnWake: false } });
  });

  it('is unknown when nobody says anything', () => {
    const refused: Aged = {
      source: 'windows/power-lock',
      family: 'screenLock',
      reading: unknownReading.screenLock('needs-rights'),
      ageMs: 1,
    };
    expect(of('windows', refused)).toMatchObject({ status: 'unknown', reason: 'needs-rights' });
  });
});
