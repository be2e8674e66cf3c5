import type { CheckId } from '../../../../core/checks/catalogue.ts';
import type { DeviceId } from '../../../../core/ids.ts';
import { leaseSchema, type ReportReply } from '../../../../core/wire/device.ts';
import type { PolicyDocument } from '../../../../core/policy/schema.ts';
import type { State } from './memory-store.ts';

/** The two checks that the schedules play with. */
export const PLAYED = ['vpn', 'diskEncryption'] as const satisfies readonly CheckId[];
export type Health = Readonly<Record<(typeof PLAYED)[number], boolean>>;

/** A credential ends with its lease; the server itself may take so much longer to cut it (phone-line.ts), plus a second of rounding. */
const TOLERATED_MS = 2500;
const MOST_CREDENTIAL_SECONDS = 900;

interface Out {
  readonly deviceId: DeviceId;
  readonly extension: string;
  readonly epoch: number;
  readonly bootId: string;
  readonly expiresAtUnix: number;
}

/**
 * Who may have a phone, said a second time and in another way than the server says it: by what each laptop last reported, since
 * when, the newest policy and the exceptions. Where it can’t know exactly it is the more lenient of the two.
 */
export class Oracle {
  readonly #health = new Map<DeviceId, Health>();
  readonly #since = new Map<string, number>();
  readonly #out: Out[] = [];

  /** A report that was committed. */
  heard(deviceId: DeviceId, health: Health, document: PolicyDocument, now: number): void {
    this.#health.set(deviceId, health);
    for (const check of PLAYED) {
      const key = `${deviceId} ${check}`;
      if (health[check] || document.checks[check] === undefined) this.#since.delete(key);
      else if (!this.#since.has(key)) this.#since.set(key, now);
    }
  }

  /** What no longer is asked for counts from anew when it is asked for again. */
  published(document: PolicyDocument): void {
    for (const key of this.#since.keys()) {
      const check = PLAYED.find((one) => key.endsWith(` ${one}`));
      if (check !== undefined && document.checks[check] === undefined) this.#since.delete(key);
    }
  }

  /** How long this laptop may have a phone from `now` on; 0: not at all. */
  allowedMs(state: State, deviceId: DeviceId, document: PolicyDocument, now: number): number {
    const device = state.devices.get(deviceId);
    const health = this.#health.get(deviceId);
    if (device === undefined || health === undefined || device.held) return 0;
    const group = state.people.get(device.personId)?.group ?? null;
    let allowed = Infinity;
    for (const check of PLAYED) {
      const rule = document.checks[check];
      if (rule === undefined || rule.level !== 'block' || health[check]) continue;
      const since = this.#since.get(`${deviceId} ${check}`) ?? now;
      const graceLeft = rule.graceSeconds * 1000 - (now - since);
      const waiverLeft = [...state.waivers.values()]
        .filter((waiver) => waiver.check === check && waiver.state === 'approved')
        .filter(({ scope }) => ('deviceId' in scope ? scope.deviceId === deviceId : scope.group === group))
        .map(({ endsAt }) => endsAt - now);
      allowed = Math.min(allowed, Math.max(0, graceLeft, ...waiverLeft));
    }
    return allowed;
  }

  /** What is wrong with a lease and credential as they were committed; null: nothing. */
  wrongWith(
    reply: Pick<ReportReply, 'lease' | 'credential'>,
    state: State,
    document: PolicyDocument,
    now: number,
  ): string | null {
    if (reply.lease === null) return reply.credential === null ? null : 'a credential without a lease';
    const lease = leaseSchema.parse(JSON.parse(reply.lease.lease));
    const device = state.devices.get(lease.deviceId);
    const extension = state.people.get(device?.personId ?? ('' as never))?.extension ?? '';
    const line = state.lines.get(extension);
    if (device === undefined || line === undefined) return 'for nobody';
    const allowed = this.allowedMs(state, device.id, document, now);
    if (allowed <= 0) return 'for a laptop that must have none';
    if (lease.durationMs > Math.min(allowed, document.phone.leaseSeconds * 1000)) return 'for too long';
    if (lease.epoch !== device.epoch) return 'of another epoch';
    if (lease.policyVersion !== state.policies.size) return 'under another policy';
    if (line.holder !== device.id) return 'for a line that it does not hold';
    const { credential } = reply;
    if (credential === null) return null;
    const expiresAtUnix = Number(credential.username.split(':')[0]);
    if (credential.extension !== extension) return 'for another extension';
    if (expiresAtUnix <= line.revokedThrough) return 'already revoked';
    if (expiresAtUnix > line.issuedThrough) return 'that the server will not know of';
    if (expiresAtUnix > now / 1000 + MOST_CREDENTIAL_SECONDS) return 'that lasts for too long';
    this.#out.push({ deviceId: device.id, extension, epoch: lease.epoch, bootId: device.bootId ?? '', expiresAtUnix });
    return null;
  }

  /** Of all that is out, what could still be used and must not be; null: nothing. */
  wrongNow(
    state: State,
    revokedThrough: ReadonlyMap<string, number>,
    document: PolicyDocument,
    now: number,
  ): string | null {
    const live = this.#out.filter(
      ({ extension, expiresAtUnix }) =>
        expiresAtUnix * 1000 > now && expiresAtUnix > (revokedThrough.get(extension) ?? 0),
    );
    const holders = new Map<string, string>();
    for (const { deviceId, extension, epoch, bootId } of live) {
      const device = state.devices.get(deviceId);
      if (device?.epoch !== epoch) return 'a credential of an epoch that was revoked';
      const other = holders.get(extension);
      if (other !== undefined && other !== bootId) return 'two laptops, or two starts of one, with one extension';
      holders.set(extension, bootId);
      if (this.allowedMs(state, deviceId, document, now - TOLERATED_MS) <= 0)
        return 'a laptop that must have none, with one';
      if (now > (device.leaseEndsAt ?? 0) + TOLERATED_MS) return 'a credential that outlives its lease';
    }
    return null;
  }
}
