import { describe, expect, it } from 'vitest';
import { sessionSchema } from '../../../core/wire/console.ts';
import { hashPassword, verifyPassword } from '../../../server/console/passwords.ts';
import { randomBytes } from 'node:crypto';
import { codeOf } from '../support/routes.ts';
import { createWorld, ORIGIN, PASSWORD, visit } from '../support/world.ts';

const HEADERS = { host: '127.0.0.1:8460', origin: ORIGIN };

describe('signing in', () => {
  it('gives a cookie that pages can’t read and other sites can’t send, and a session that says who it is', async () => {
    const world = await createWorld();
    await world.signIn('it');
    const payload = { email: 'IT@demo.example', password: PASSWORD };
    const response = await world.app.inject({ method: 'POST', url: '/api/session', headers: HEADERS, payload });
    expect(response.headers['set-cookie']).toMatch(
      /^offhook=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const visitor = await visit(world.app, 'it@demo.example', PASSWORD);
    const session = sessionSchema.parse((await visitor.get('/api/session')).json());
    expect(session).toMatchObject({
      organisation: 'Demo organisation',
      mustChangePassword: false,
      person: { role: 'it' },
    });
  });

  it('keeps neither the token nor the password where the database could give them away', async () => {
    const world = await createWorld();
    const visitor = await world.signIn('it');
    const token = visitor.cookie.split('=')[1] ?? '';
    const dump = await world.store.read(async (tx) =>
      JSON.stringify([await tx.people.all(), await tx.audit.page(null, 100)]),
    );
    expect(dump).not.toContain(PASSWORD);
    expect(dump).not.toContain(token);
    expect(await world.store.read((tx) => tx.sessions.byHash(token))).toBeNull();
  });

  it('says the same for a wrong password and an unknown account, and slows guessing of either', async () => {
    const world = await createWorld();
    await world.signIn('it');
    for (const email of ['it@demo.example', 'nobody@demo.example']) {
      const attempt = (password: string) =>
        world.app.inject({ method: 'POST', url: '/api/session', headers: HEADERS, payload: { email, password } });
      const answers = await Promise.all(Array.from({ length: 12 }, () => attempt('wrong')));
      expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(10);
      expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(2);
      expect(new Set(answers.filter(({ statusCode }) => statusCode === 401).map(({ body }) => body)).size).toBe(1);
      expect(codeOf(await attempt(PASSWORD))).toBe('TOO_MANY_REQUESTS');
    }
    world.clock.advance(5 * 60_000);
    await visit(world.app, 'it@demo.example', PASSWORD);
  });

  it('keeps nobody out by others’ guesses from elsewhere, however many', async () => {
    const world = await createWorld();
    await world.signIn('it');
    const attempt = (remoteAddress: string, password: string) =>
      world.app.inject({
        method: 'POST',
        url: '/api/session',
        remoteAddress,
        headers: HEADERS,
        payload: { email: 'it@demo.example', password },
      });
    for (let nth = 0; nth < 10; nth += 1) await attempt('203.0.113.1', 'wrong');
    expect((await attempt('203.0.113.1', PASSWORD)).statusCode).toBe(429);
    expect((await attempt('198.51.100.7', PASSWORD)).statusCode).toBe(204);
    const crowd = Array.from({ length: 99 }, (_, nth) => attempt(`203.0.113.${nth + 2}`, 'wrong'));
    expect((await Promise.all(crowd)).at(-1)?.statusCode).toBe(429);
    expect((await attempt('192.0.2.99', PASSWORD)).statusCode).toBe(429);
    expect((await attempt('198.51.100.7', PASSWORD)).statusCode).toBe(204);
    world.clock.advance(60_000);
    expect((await attempt('192.0.2.99', PASSWORD)).statusCode).toBe(204);
  });

  it('names the field of what is malformed', async () => {
    const world = await createWorld();
    const ask = (payload: string, type = 'application/json') =>
      world.app.inject({ method: 'POST', url: '/api/session', headers: { ...HEADERS, 'content-type': type }, payload });
    expect((await ask('{"email":"x","password":"y"}')).body).toContain('email');
    expect((await ask('{nonsense')).statusCode).toBe(400);
    expect((await ask('email=x', 'application/x-www-form-urlencoded')).statusCode).toBe(415);
    expect((await ask('{}', 'text/plain')).statusCode).toBe(415);
    expect((await ask(JSON.stringify({ email: 'a'.repeat(300_000) }))).statusCode).toBe(413);
  });
});

describe('a session', () => {
  it('ends after an hour without use, and after twelve hours with it', async () => {
    const world = await createWorld();
    const idle = await world.signIn('it');
    world.clock.advance(59 * 60_000);
    expect((await idle.get('/api/session')).statusCode).toBe(200);
    world.clock.advance(60 * 60_000);
    expect((await idle.get('/api/session')).statusCode).toBe(401);
    const busy = await world.signIn('it');
    for (let minutes = 0; minutes < 12 * 60 - 30; minutes += 30) {
      world.clock.advance(30 * 60_000);
      expect((await busy.get('/api/session')).statusCode).toBe(200);
    }
    world.clock.advance(30 * 60_000);
    expect((await busy.get('/api/session')).statusCode).toBe(401);
  });

  it('ends when its owner signs out, and every other one when the password changes', async () => {
    const world = await createWorld();
    const [first, second] = [await world.signIn('it'), await world.signIn('it')];
    expect((await first.send('DELETE', '/api/session')).statusCode).toBe(204);
    expect((await first.get('/api/session')).statusCode).toBe(401);
    const third = await visit(world.app, 'it@demo.example', PASSWORD);
    await third.send('POST', '/api/session/password', { current: PASSWORD, next: `${PASSWORD} 2` });
    expect((await second.get('/api/session')).statusCode).toBe(401);
  });
});

describe('a password', () => {
  it('is kept as argon2id with OWASP’s cost, salted, and recognised however it was typed', async () => {
    const [one, two] = [
      await hashPassword('caf\u00e9 and more', randomBytes),
      await hashPassword('caf\u00e9 and more', randomBytes),
    ];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword('cafe\u0301 and more', one)).toBe(true);
    expect(await verifyPassword('cafe and more', one)).toBe(false);
    expect(await verifyPassword('anything', null)).toBe(false);
    expect(await verifyPassword('anything', 'not a hash')).toBe(false);
  });
});
