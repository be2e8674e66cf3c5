import { createHash } from 'node:crypto';
import { equalSecrets, hashSecret } from '../keys.ts';
import { randomToken } from '../random.ts';
import type { Services } from '../services.ts';
import type { PersonRecord, SessionRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';

/** However active, a session ends 12 h after sign-in; unused, after one. */
const ABSOLUTE_MS = 12 * 3_600_000;
const IDLE_MS = 3_600_000;
/** Writing each use down would be a disk write for each click. */
const TOUCH_EVERY_MS = 60_000;

export interface SignedIn {
  readonly session: SessionRecord;
  readonly person: PersonRecord;
  readonly csrfToken: string;
}

/** `__Host-` needs Secure, no Domain and Path=/ (RFC 6265bis §4.1.3.2), which plain http on loopback can't give. */
export function cookieName(isHttps: boolean): string {
  return isHttps ? '__Host-offhook' : 'offhook';
}

export function cookieOptions(isHttps: boolean) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: isHttps, maxAge: ABSOLUTE_MS / 1000 } as const;
}

/** Bound to the session by derivation: whoever can't read the cookie can't know it, and nothing more is stored. */
export function csrfTokenOf(token: string): string {
  return createHash('sha256').update(`offhook-csrf-v1\n${token}`).digest('base64url');
}

export function isCsrfToken(signedIn: SignedIn, header: unknown): boolean {
  return typeof header === 'string' && equalSecrets(header, signedIn.csrfToken);
}

/** Starts a session in the caller's transaction; returns the token for the cookie, which is kept nowhere. */
export async function startSession(
  services: Pick<Services, 'clock' | 'randomBytes'>,
  tx: StoreTx,
  person: PersonRecord,
): Promise<string> {
  const token = randomToken(services.randomBytes);
  const now = services.clock.nowMs();
  await tx.sessions.removeBefore(now - ABSOLUTE_MS, now - IDLE_MS);
  await tx.sessions.insert({ tokenHash: hashSecret(token), personId: person.id, createdAt: now, lastSeenAt: now });
  return token;
}

/** Who the cookie says is there; null when the session is unknown, over or idle for too long. */
export async function findSession(
  services: Pick<Services, 'store' | 'clock'>,
  token: string | undefined,
): Promise<SignedIn | null> {
  if (token === undefined || token.length > 128) return null;
  const found = await services.store.read(async (tx) => {
    const session = await tx.sessions.byHash(hashSecret(token));
    const person = session === null ? null : await tx.people.byId(session.personId);
    return session === null || person === null ? null : { session, person };
  });
  const now = services.clock.nowMs();
  if (found === null || !isLive(found.session, now)) return null;
  if (now - found.session.lastSeenAt >= TOUCH_EVERY_MS)
    await services.store.write((tx) => tx.sessions.touch(found.session.tokenHash, now));
  return { ...found, csrfToken: csrfTokenOf(token) };
}

function isLive(session: SessionRecord, now: number): boolean {
  return now - session.createdAt < ABSOLUTE_MS && now - session.lastSeenAt < IDLE_MS;
}

/** Whether a session goes on, without counting as a use of it. */
export async function isSessionLive(services: Pick<Services, 'store' | 'clock'>, tokenHash: string): Promise<boolean> {
  const session = await services.store.read((tx) => tx.sessions.byHash(tokenHash));
  return session !== null && isLive(session, services.clock.nowMs());
}
