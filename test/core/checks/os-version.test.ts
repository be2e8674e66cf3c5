import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FactValues } from '../../../core/facts/catalogue.ts';
import { withValue } from '../sample-facts.ts';
import { expectEverySentence, judged } from './evidence-of.ts';

const on = (change: Partial<FactValues['os']>) => withValue('os', change);
const windows = (build: string | null) =>
  on({ platform: 'windows', id: 'windows', name: 'Windows 11 Pro', version: '23H2', build });
const macos = (version: string | null) => on({ platform: 'macos', id: 'macos', name: `macOS ${version}`, version });
const linux = (id: string, version: string | null) => on({ platform: 'linux', id, name: id, version });

describe('the lowest version', () => {
  const builds = { minimum: { windows: ['19045.5131', '22631.4460'] } };
  it.each([
    ['22631.4460', 'pass'],
    ['22631.4602', 'pass'],
    ['22631.4459', 'fail'],
    ['22621.9999', 'fail'],
    ['19045.5131', 'pass'],
    ['19045.5000', 'fail'],
    ['26100.1', 'pass'],
    ['22631', 'fail'],
    [null, 'unknown'],
    ['22631.x', 'unknown'],
  ] as const)('of each Windows release, on build %s: %s', (build, status) => {
    expect(judged('osVersion', windows(build), builds).status).toBe(status);
  });

  it.each([
    ['14.7.1', 'pass'],
    ['14.7', 'fail'],
    ['14.10', 'pass'],
    ['13.7.6', 'fail'],
    ['26.0', 'pass'],
    [null, 'unknown'],
  ] as const)('of macOS, on %s: %s', (version, status) => {
    expect(judged('osVersion', macos(version), { minimum: { macos: ['14.7.1'] } }).status).toBe(status);
  });

  it('of a distribution is asked of that distribution only', () => {
    const minimum = { linux: [{ id: 'ubuntu', version: '24.04' }] };
    expect(judged('osVersion', linux('ubuntu', '22.04'), { minimum }).status).toBe('fail');
    expect(judged('osVersion', linux('ubuntu', '24.04'), { minimum }).status).toBe('pass');
    expect(judged('osVersion', linux('debian', '12'), { minimum }).status).toBe('pass');
    expect(judged('osVersion', linux('ubuntu', null), { minimum }).status).toBe('unknown');
  });

  it('is held against systems whose support was bought, too', () => {
    const parameters = { allowEndOfLife: true, minimum: { macos: ['14.7.1'] } };
    expect(judged('osVersion', on({ ...macosValue('14.7'), endOfLife: true }), parameters).status).toBe('fail');
    expect(judged('osVersion', on({ ...macosValue('14.8'), endOfLife: true }), parameters).status).toBe('pass');
  });

  it('never makes an older system better off than a newer one of the same release', () => {
    const part = fc.nat({ max: 40 });
    fc.assert(
      fc.property(part, part, part, part, (release, line, a, b) => {
        const status = (minor: number) =>
          judged('osVersion', macos(`${release}.${minor}`), { minimum: { macos: [`14.${line}`] } }).status;
        const isPass = (minor: number) => Number(status(minor) === 'pass');
        expect(isPass(Math.max(a, b))).toBeGreaterThanOrEqual(isPass(Math.min(a, b)));
      }),
    );
  });
});

function macosValue(version: string): Partial<FactValues['os']> {
  return { platform: 'macos', id: 'macos', name: `macOS ${version}`, version };
}

describe('the end of support', () => {
  const until = (date: string, version = '19045', id = 'windows') => ({ endOfLife: [{ id, version, date }] });
  const ten = {
    platform: 'windows',
    id: 'windows',
    name: 'Windows 10 Pro',
    version: '22H2',
    build: '19045.6456',
  } as const;

  it('is what the client’s own table says, where the policy says nothing', () => {
    expect(judged('osVersion', on({ endOfLife: false })).status).toBe('pass');
    expect(judged('osVersion', on({ endOfLife: true })).status).toBe('fail');
    expect(judged('osVersion', on({ endOfLife: null })).status).toBe('unknown');
  });

  it('is what the policy’s date says, where it has one: for support that was bought, and for what the table does not know', () => {
    expect(judged('osVersion', on({ ...ten, endOfLife: true }), until('2027-10-12')).status).toBe('pass');
    expect(judged('osVersion', on({ ...ten, endOfLife: false }), until('2026-11-21')).status).toBe('fail');
    expect(judged('osVersion', on({ ...ten, endOfLife: null }), until('2026-11-22')).status).toBe('pass');
    expect(judged('osVersion', on({ ...ten, endOfLife: true }), until('2027-10-12', '22H2')).status).toBe('pass');
  });

  it('is not taken from another system’s date, nor from a version that only begins alike', () => {
    expect(judged('osVersion', on({ ...ten, endOfLife: true }), until('2027-10-12', '1904')).status).toBe('fail');
    expect(judged('osVersion', on({ ...ten, endOfLife: true }), until('2027-10-12', '19045', 'macos')).status).toBe(
      'fail',
    );
  });

  it('is the most exact date, and the earlier of two that are as exact', () => {
    const dates = [
      { id: 'ubuntu', version: '24', date: '2020-01-01' },
      { id: 'ubuntu', version: '24.04', date: '2029-01-01' },
    ];
    const noble = on({ platform: 'linux', id: 'ubuntu', version: '24.04', endOfLife: null });
    expect(judged('osVersion', noble, { endOfLife: dates }).status).toBe('pass');
    const twice = [...dates, { id: 'ubuntu', version: '24.04', date: '2026-01-01' }];
    expect(judged('osVersion', noble, { endOfLife: twice }).status).toBe('fail');
  });

  it('is not known on a day that is not known, unless it had come already', () => {
    const date = until('2027-10-12');
    expect(judged('osVersion', on({ ...ten, judgedOn: null, endOfLife: false }), date).status).toBe('unknown');
    expect(judged('osVersion', on({ ...ten, judgedOn: null, endOfLife: true }), date).status).toBe('fail');
  });
});

it('says all that it can say', () => {
  expectEverySentence('osVersion', [
    [on({ endOfLife: false })],
    [on({ endOfLife: true })],
    [on({ endOfLife: null })],
    [on({ endOfLife: true }), { allowEndOfLife: true }],
    [macos('13.0'), { minimum: { macos: ['14.7.1'] } }],
    [macos(null), { minimum: { macos: ['14.7.1'] } }],
  ]);
});
