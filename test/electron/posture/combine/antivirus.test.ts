import { describe, expect, it } from 'vitest';
import type { Platform } from '../../../../core/ids.ts';
import type { UnknownReason } from '../../../../core/facts/fact.ts';
import { combineAntivirus } from '../../../../electron/posture/combine/antivirus.ts';
import type { Aged } from '../../../../electron/posture/combine/results.ts';
import { unknownReading, type AntivirusReading } from '../../../../electron/posture/sources/reading.ts';

function says(source: string, reading: Partial<AntivirusReading> | UnknownReason): Aged {
  const whole =
    typeof reading === 'string'
      ? unknownReading.antivirus(reading)
      : { ...unknownReading.antivirus('unreadable'), reason: null, ...reading };
  return { source, family: 'antivirus', reading: whole, ageMs: 1 };
}
const on = (source: string, product: string, upToDate: boolean | null = true): Aged =>
  says(source, { active: true, upToDate, products: [product] });
const off = (source: string): Aged => says(source, { active: false });
const fact = (platform: Platform, ...results: readonly Aged[]) => combineAntivirus(results, platform);

describe('virus protection, from several sources', () => {
  it('is on by one product, named once', () => {
    expect(
      fact(
        'windows',
        on('windows/defender-status', 'Microsoft Defender Antivirus'),
        on('windows/security-center', 'Windows Defender'),
      ),
    ).toMatchObject({ value: { active: true, upToDate: true, products: ['Microsoft Defender Antivirus'] } });
  });

  it('is on by another product while Defender is passive', () => {
    expect(
      fact('windows', off('windows/defender-status'), on('windows/security-center', 'ESET Security')),
    ).toMatchObject({
      value: { active: true, products: ['ESET Security'] },
    });
  });

  it('is not on because a list calls Defender on that calls itself off', () => {
    expect(
      fact('windows', off('windows/defender-status'), on('windows/security-center', 'Windows Defender')),
    ).toMatchObject({
      value: { active: false },
    });
  });

  it('is contradictory when Windows knows of nothing that is on and Defender says that it is', () => {
    expect(
      fact('windows', on('windows/defender-status', 'Microsoft Defender Antivirus'), off('windows/security-center')),
    ).toMatchObject({
      status: 'unknown',
      reason: 'contradictory',
    });
  });

  it('is as old as the oldest of what is on', () => {
    expect(fact('linux', on('linux/mdatp-health', 'A', true), on('linux/edr-units', 'B', null))).toMatchObject({
      value: { upToDate: null },
    });
    expect(fact('linux', on('linux/mdatp-health', 'A', false), on('linux/edr-units', 'B', null))).toMatchObject({
      value: { upToDate: false },
    });
  });

  it('takes the age of ClamAV’s definitions from their files', () => {
    const clam = on('linux/clamav', 'ClamAV', null);
    expect(fact('linux', clam, says('linux/clamav-definitions-age', { upToDate: false }))).toMatchObject({
      value: { upToDate: false },
    });
    expect(fact('linux', clam, says('linux/clamav-definitions-age', 'not-installed'))).toMatchObject({
      value: { upToDate: null },
    });
  });

  it('is XProtect only where nothing else is on', () => {
    const own = on('macos/xprotect', 'XProtect', null);
    const age = says('macos/xprotect-age', { upToDate: true });
    expect(fact('macos', own, age)).toMatchObject({ value: { products: ['XProtect'], upToDate: true } });
    expect(fact('macos', own, age, on('macos/system-extensions', 'ESET', null))).toMatchObject({
      value: { products: ['ESET'], upToDate: null },
    });
  });

  it('does not count an extension of Defender that is passive', () => {
    expect(
      fact('macos', on('macos/system-extensions', 'Microsoft Defender for Endpoint', null), off('macos/mdatp-health')),
    ).toMatchObject({ value: { active: false } });
  });

  it('is off only when somebody said no and nobody kept silent', () => {
    expect(
      fact('linux', off('linux/edr-units'), off('linux/clamav'), says('linux/mdatp-health', 'not-installed')),
    ).toMatchObject({
      status: 'known',
      value: { active: false, products: [] },
    });
    expect(fact('linux', off('linux/edr-units'), says('linux/mdatp-health', 'timed-out'))).toMatchObject({
      status: 'unknown',
      reason: 'timed-out',
    });
    expect(
      fact('linux', says('linux/edr-units', 'not-installed'), says('linux/mdatp-health', 'not-installed')),
    ).toMatchObject({
      status: 'unknown',
    });
    expect(fact('linux')).toMatchObject({ status: 'unknown', reason: 'not-measured' });
  });
});
