import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineFacts } from '../../../../electron/posture/combine/facts.ts';
import type { Aged } from '../../../../electron/posture/combine/results.ts';
import { unknownReading, type Family, type Readings } from '../../../../electron/posture/sources/reading.ts';
import type { UnknownReason } from '../../../../core/facts/fact.ts';

function answer<F extends Family>(family: F, source: string, reading: Partial<Readings[F]> | UnknownReason): Aged {
  const none = unknownReading[family](typeof reading === 'string' ? reading : 'unreadable');
  const full = typeof reading === 'string' ? none : { ...none, reason: null, ...reading };
  return { source, family, reading: full, ageMs: 1 } as unknown as Aged;
}

const facts = (...results: readonly Aged[]) => combineFacts(results, 'linux');

describe('automatic login, from several display managers', () => {
  it('is on as soon as one of them signs somebody in', () => {
    const on = answer('autoLogin', 'linux/sddm', { autoLogin: true });
    expect(facts(answer('autoLogin', 'linux/gdm-autologin', { autoLogin: false }), on).autoLogin).toMatchObject({
      value: { enabled: true },
      sources: ['linux/sddm'],
    });
  });

  it('is off only when every one that is there says so', () => {
    const off = answer('autoLogin', 'linux/gdm-autologin', { autoLogin: false });
    expect(facts(off, answer('autoLogin', 'linux/sddm', 'not-installed')).autoLogin).toMatchObject({
      value: { enabled: false },
    });
    expect(facts(off, answer('autoLogin', 'linux/sddm', 'needs-rights')).autoLogin).toMatchObject({
      status: 'unknown',
      reason: 'needs-rights',
    });
    expect(facts(answer('autoLogin', 'linux/sddm', 'not-installed')).autoLogin).toMatchObject({
      status: 'unknown',
      reason: 'not-installed',
    });
  });
});

describe('facts of one switch', () => {
  it('take the answer of whoever has one, and the reason of whoever has a reason', () => {
    expect(facts(answer('admin', 'linux/id', { admin: true })).localAdmin).toMatchObject({ value: { admin: true } });
    expect(facts(answer('guest', 'linux/guest', { guestEnabled: false })).guestAccount).toMatchObject({
      value: { enabled: false },
    });
    expect(facts(answer('guest', 'linux/guest', 'timed-out')).guestAccount).toMatchObject({ reason: 'timed-out' });
  });

  it('never get better by another source that is worse', () => {
    const state = fc.constantFrom(true, false, null);
    fc.assert(
      fc.property(fc.array(state, { minLength: 1, maxLength: 4 }), (states) => {
        const clock = facts(...states.map((synced, n) => answer('clock', `c${n}`, { synced }))).clockSync;
        const synced = clock.status === 'known' ? clock.value.synced : null;
        expect(synced).toBe(states.includes(false) ? false : states.includes(true) ? true : null);
      }),
    );
  });
});

describe('virtual machines', () => {
  it('are recognised as soon as one source does, by the name that people know', () => {
    const none = answer('virtualMachine', 'linux/detect-virt', { vm: false });
    const some = answer('virtualMachine', 'linux/dmi', { vm: true, hypervisor: 'oracle' });
    expect(facts(none, some).virtualMachine).toMatchObject({ value: { vm: true, hypervisor: 'VirtualBox' } });
    expect(facts(none).virtualMachine).toMatchObject({ value: { vm: false, hypervisor: null } });
    expect(facts(answer('virtualMachine', 'linux/dmi', 'unsupported')).virtualMachine.status).toBe('unknown');
  });
});

describe('the system’s own guards', () => {
  it('are off as soon as one says so of the same guard, and each by itself', () => {
    const yes = answer('secureBoot', 'linux/secure-boot-efivar', { enabled: true });
    const shim = answer('secureBoot', 'linux/mok-state', { enabled: false });
    expect(facts(yes).systemIntegrity).toMatchObject({ value: { secureBoot: true, sip: null, gatekeeper: null } });
    expect(facts(yes, shim).systemIntegrity).toMatchObject({ value: { secureBoot: false } });
    const mac = [answer('sip', 'macos/csrutil', { enabled: true }), answer('gatekeeper', 'macos/spctl', 'timed-out')];
    expect(facts(...mac).systemIntegrity).toMatchObject({ value: { secureBoot: null, sip: true, gatekeeper: null } });
    expect(facts(answer('sip', 'macos/csrutil', 'timed-out')).systemIntegrity).toMatchObject({ reason: 'timed-out' });
  });
});

describe('developer settings', () => {
  it('count unsigned drivers as refused when the kernel is told to, whatever the lockdown is', () => {
    const open = answer('developer', 'linux/lockdown', { testSigning: true });
    const told = answer('developer', 'linux/module-signatures', { testSigning: false });
    expect(facts(open).developerMode).toMatchObject({ value: { developerMode: null, testSigning: true } });
    expect(facts(open, told).developerMode).toMatchObject({ value: { testSigning: false } });
    expect(facts(answer('developer', 'linux/lockdown', 'needs-rights')).developerMode.status).toBe('unknown');
  });
});

describe('the security chip', () => {
  it('is there when one source finds it', () => {
    const no = answer('securityChip', 'macos/apple-silicon', 'unsupported');
    const t2 = answer('securityChip', 'macos/secure-enclave', { present: true, kind: 'secure-enclave', version: 'T2' });
    expect(facts(no, t2).securityChip).toMatchObject({ value: { present: true, version: 'T2' } });
    expect(facts(no).securityChip).toMatchObject({ status: 'unknown' });
    const none = answer('securityChip', 'linux/tpm', { present: false });
    expect(facts(none).securityChip).toMatchObject({ value: { present: false, kind: null } });
  });
});

describe('Offhook itself', () => {
  it('is unknown with proof that could not be read, unless something is plainly wrong', () => {
    const read = { signed: true, archiveIntact: true, debugger: false };
    expect(facts(answer('appIntegrity', 'a', read)).appIntegrity).toMatchObject({ status: 'known', value: read });
    const unread = { signed: null, archiveIntact: true, debugger: false, reason: 'unreadable' } as const;
    expect(facts(answer('appIntegrity', 'a', unread)).appIntegrity).toMatchObject({ status: 'unknown' });
    expect(facts(answer('appIntegrity', 'a', { ...unread, debugger: true })).appIntegrity).toMatchObject({
      status: 'known',
      value: { debugger: true },
    });
  });
});
