import type { FastifyInstance } from 'fastify';
import { AppError } from '../../core/errors.ts';
import { parseOrThrow } from '../../core/parse.ts';
import { changePasswordSchema, signInSchema, type Session } from '../../core/wire/console.ts';
import { signedInOf } from '../http/guard.ts';
import { hashSecret } from '../keys.ts';
import { createRateLimit } from '../rate-limit.ts';
import type { Services } from '../services.ts';
import type { PersonRecord } from '../store/records.ts';
import { personOf } from './people-routes.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { cookieName, cookieOptions, startSession } from './sessions.ts';

const MINUTE_MS = 60_000;
/** Whence somebody got in before; beyond so many the oldest are forgotten. */
const MAX_FAMILIAR = 10_000;

export function registerSessionRoutes(app: FastifyInstance, services: Services): void {
  // Nobody's guesses may keep the owner out for long: an account is limited tightly only against one address, and against
  // all of them together loosely and briefly. Passwords are long enough (15) that slow guessing is as good as none.
  const byPair = createRateLimit(services.clock, { max: 10, windowMs: 5 * MINUTE_MS });
  const byAccount = createRateLimit(services.clock, { max: 100, windowMs: MINUTE_MS });
  const byAddress = createRateLimit(services.clock, { max: 100, windowMs: 5 * MINUTE_MS });
  const familiar = new Set<string>();

  function remember(pair: string): void {
    familiar.delete(pair);
    for (const oldest of familiar) {
      if (familiar.size < MAX_FAMILIAR) break;
      familiar.delete(oldest);
    }
    familiar.add(pair);
  }

  /** Counts before the slow part: a hundred guesses at once must not all pass the check. */
  async function checkPassword(person: PersonRecord | null, account: string, address: string, password: string) {
    const pair = `${address} ${account}`;
    byPair.take(pair);
    // A flood of guesses from elsewhere does not reach whom we have seen here before.
    if (!familiar.has(pair)) byAccount.take(account);
    byAddress.take(address);
    const isRight = await verifyPassword(password, person?.passwordHash ?? null);
    if (isRight) {
      byPair.forget(pair);
      remember(pair);
      byAddress.giveBack(address);
    }
    return isRight;
  }

  app.post('/api/session', async (request, reply) => {
    const { email, password } = parseOrThrow(signInSchema, request.body, 'sign-in');
    const account = email.toLowerCase();
    const person = await services.store.read((tx) => tx.people.byEmail(account));
    const isRight = await checkPassword(person, account, request.ip, password);
    const at = services.clock.nowMs();
    if (person === null || !isRight) {
      const details = { address: request.ip };
      // An unknown name may be anything, even a password typed into the wrong box: it is not written down.
      const subject = person?.email ?? 'unknown account';
      await services.store.write((tx) =>
        tx.audit.append({ at, actor: 'nobody', action: 'session.refused', subject, details }),
      );
      throw new AppError('NOT_SIGNED_IN', 'The e-mail or the password is not right.');
    }
    const token = await services.store.write(async (tx) => {
      await tx.people.signedIn(person.id, at);
      await tx.audit.append({
        at,
        actor: person.email,
        action: 'session.started',
        subject: person.email,
        details: { address: request.ip },
      });
      return startSession(services, tx, person);
    });
    const isHttps = services.origins().isHttps();
    return reply.setCookie(cookieName(isHttps), token, cookieOptions(isHttps)).code(204).send();
  });

  app.get('/api/session', async (request): Promise<Session> => {
    const { person, csrfToken } = signedInOf(request);
    const organisation = await services.store.read((tx) => tx.organisation());
    return {
      person: personOf(person),
      organisation: organisation?.name ?? '',
      csrfToken,
      mustChangePassword: person.mustChangePassword,
    };
  });

  app.delete('/api/session', async (request, reply) => {
    const { session, person } = signedInOf(request);
    await services.store.write(async (tx) => {
      await tx.sessions.remove(session.tokenHash);
      await tx.audit.append({
        at: services.clock.nowMs(),
        actor: person.email,
        action: 'session.ended',
        subject: person.email,
        details: {},
      });
    });
    services.bus.publish({ type: 'session-ended', tokenHash: session.tokenHash });
    const isHttps = services.origins().isHttps();
    return reply.clearCookie(cookieName(isHttps), cookieOptions(isHttps)).code(204).send();
  });

  app.post('/api/session/password', async (request, reply) => {
    const { session, person } = signedInOf(request);
    const { current, next } = parseOrThrow(changePasswordSchema, request.body, 'password');
    if (!(await checkPassword(person, person.email, request.ip, current)))
      throw new AppError('INVALID_INPUT', 'The password was refused: current: is not your password');
    if (next === current || next.toLowerCase() === person.email)
      throw new AppError('INVALID_INPUT', 'The password was refused: next: must be a new one, and not your e-mail');
    const passwordHash = await hashPassword(next, services.randomBytes);
    // A new token for the new password, and the end of every other session: what was stolen before is worth nothing.
    const { token, ended } = await services.store.write(async (tx) => {
      await tx.people.setPassword(person.id, passwordHash, false);
      const token = await startSession(services, tx, person);
      const ended = await tx.sessions.removeOthers(person.id, hashSecret(token));
      await tx.audit.append({
        at: services.clock.nowMs(),
        actor: person.email,
        action: 'password.changed',
        subject: person.email,
        details: {},
      });
      return { token, ended };
    });
    for (const tokenHash of new Set([session.tokenHash, ...ended]))
      services.bus.publish({ type: 'session-ended', tokenHash });
    const isHttps = services.origins().isHttps();
    return reply.setCookie(cookieName(isHttps), token, cookieOptions(isHttps)).code(204).send();
  });
}
