import { vpnDownFinding } from '../../core/sample-finding.ts';
import { randomUUID } from 'node:crypto';
import type { DeviceId, PersonId } from '../../../core/ids.ts';
import type { Finding } from '../../../core/verdict/schema.ts';
import type { DeviceRecord, PersonRecord } from '../../../server/store/records.ts';

export const NOW = Date.UTC(2026, 0, 5);
let extensions = 1000;

export function person(changes: Partial<PersonRecord> = {}): PersonRecord {
  extensions += 1;
  return {
    id: randomUUID() as PersonId,
    name: `Agent ${extensions}`,
    email: `agent${extensions}@demo.example`,
    role: 'agent',
    extension: String(extensions),
    group: null,
    passwordHash: 'x',
    mustChangePassword: true,
    signedInAt: null,
    ...changes,
  };
}

export function device(personId: PersonId, changes: Partial<DeviceRecord> = {}): DeviceRecord {
  return {
    id: randomUUID() as DeviceId,
    personId,
    publicKey: randomUUID(),
    platform: 'linux',
    keyStorage: 'memory',
    enrolledAt: NOW,
    epoch: 0,
    counter: 0,
    bootId: null,
    policyVersion: 0,
    facts: null,
    verdict: null,
    phone: null,
    onShift: false,
    held: false,
    displacedBootId: null,
    leaseEndsAt: null,
    lastSeenAt: null,
    reportedAt: null,
    display: 'off-shift',
    sinceAt: NOW,
    ...changes,
  };
}

export const finding: Finding = vpnDownFinding;
export const event = (action: string) => ({
  at: NOW,
  actor: 'test',
  action,
  subject: 's',
  details: { b: 1, a: [null, 'ü'] },
});
