import { describe, expect, it } from 'vitest';
import type { UnknownReason } from '../../../../core/facts/fact.ts';
import { combineFacts } from '../../../../electron/posture/combine/facts.ts';
import type { Aged } from '../../../../electron/posture/combine/results.ts';
import { unknownReading, type BrowserReading } from '../../../../electron/posture/sources/reading.ts';

const volumes = (...encrypted: readonly (boolean | null)[]): Aged => ({
  source: 'linux/volumes',
  family: 'volumes',
  reading: { volumes: encrypted.map((one) => ({ encrypted: one })), reason: null },
  ageMs: 0,
});

describe('fixed volumes', () => {
  it('are counted, never named', () => {
    expect(combineFacts([volumes(true, false, null)], 'linux').fixedVolumes).toMatchObject({
      value: { total: 3, encrypted: 1, unclear: 1 },
    });
  });

  it('are as the source says that sees the most in the open', () => {
    expect(combineFacts([volumes(true, true), volumes(true, false)], 'linux').fixedVolumes).toMatchObject({
      value: { total: 2, encrypted: 1 },
    });
    expect(combineFacts([volumes(true, null), volumes(true, false)], 'linux').fixedVolumes).toMatchObject({
      value: { encrypted: 1, unclear: 0 },
    });
  });

  it('are unknown with the reason', () => {
    const failed: Aged = { source: 'x', family: 'volumes', reading: unknownReading.volumes('timed-out'), ageMs: 0 };
    expect(combineFacts([failed], 'linux').fixedVolumes).toMatchObject({ status: 'unknown', reason: 'timed-out' });
  });
});

describe('removable drives and disk space', () => {
  it('are as the worst of the sources says', () => {
    const mounted = (count: number | null): Aged => ({
      source: 'x',
      family: 'removable',
      reading: { mounted: count, reason: count === null ? 'unreadable' : null },
      ageMs: 0,
    });
    const free = (megabytes: number): Aged => ({
      source: 'x',
      family: 'diskSpace',
      reading: { freeMegabytes: megabytes, totalMegabytes: 1000, reason: null },
      ageMs: 0,
    });
    const facts = combineFacts([mounted(0), mounted(2), mounted(null), free(500), free(20)], 'linux');
    expect(facts.removableStorage).toMatchObject({ value: { mounted: 2 } });
    expect(facts.diskSpace).toMatchObject({ value: { freeMegabytes: 20 } });
    expect(combineFacts([mounted(null)], 'linux').removableStorage).toMatchObject({ reason: 'unreadable' });
  });
});

function browsers(source: string, found: BrowserReading['browsers'] | UnknownReason): Aged {
  const reading = typeof found === 'string' ? unknownReading.browser(found) : { browsers: found, reason: null };
  return { source, family: 'browser', reading, ageMs: 0 };
}

describe('browsers', () => {
  it('are all that any place has, each with its oldest version', () => {
    const facts = combineFacts(
      [
        browsers('linux/browser-dpkg', [{ name: 'firefox', version: '153.2' }]),
        browsers('linux/browser-flatpak', [
          { name: 'firefox', version: '140.1' },
          { name: 'chrome', version: '157.0' },
        ]),
        browsers('linux/browser-snap', 'not-installed'),
      ],
      'linux',
    );
    expect(facts.browsers).toMatchObject({
      value: {
        browsers: [
          { name: 'chrome', version: '157.0' },
          { name: 'firefox', version: '140.1' },
        ],
      },
    });
  });

  it('are unknown when a place that is there did not answer, or there is no place to look', () => {
    const dpkg = browsers('linux/browser-dpkg', []);
    expect(combineFacts([dpkg, browsers('linux/browser-snap', 'timed-out')], 'linux').browsers).toMatchObject({
      reason: 'timed-out',
    });
    expect(combineFacts([browsers('linux/browser-dpkg', 'not-installed')], 'linux').browsers.status).toBe('unknown');
    expect(combineFacts([dpkg], 'linux').browsers).toMatchObject({ value: { browsers: [] } });
  });
});

function automatic(source: string, answer: boolean | UnknownReason): Aged {
  const reading =
    typeof answer === 'string' ? unknownReading.automaticUpdates(answer) : { automatic: answer, reason: null };
  return { source, family: 'automaticUpdates', reading, ageMs: 0 };
}

describe('automatic updates', () => {
  const of = (...results: readonly Aged[]) => combineFacts(results, 'linux').automaticUpdates;

  it('are on when one way installs them', () => {
    expect(of(automatic('linux/apt-auto', true), automatic('linux/update-timers', false))).toMatchObject({
      value: { enabled: true },
    });
    expect(of(automatic('linux/update-timers', true), automatic('linux/dnf-automatic', false))).toMatchObject({
      value: { enabled: true },
    });
  });

  it('need both of dnf-automatic: that it runs, and that it installs', () => {
    const runs = automatic('linux/update-timers', 'unsupported');
    expect(of(runs, automatic('linux/dnf-automatic', true))).toMatchObject({ value: { enabled: true } });
    expect(of(runs, automatic('linux/dnf-automatic', false))).toMatchObject({ value: { enabled: false } });
    expect(of(runs, automatic('linux/dnf-automatic', 'not-installed')).status).toBe('unknown');
    expect(of(automatic('linux/update-timers', false), automatic('linux/dnf-automatic', true))).toMatchObject({
      value: { enabled: false },
    });
  });

  it('are unknown while a way that is there did not say', () => {
    expect(of(automatic('linux/apt-auto', 'timed-out'), automatic('linux/update-timers', false))).toMatchObject({
      reason: 'timed-out',
    });
    expect(of(automatic('linux/apt-auto', 'not-installed'), automatic('linux/update-timers', false))).toMatchObject({
      value: { enabled: false },
    });
  });
});
