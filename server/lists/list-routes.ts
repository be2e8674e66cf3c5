import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import { parseOrThrow } from '../../core/parse.ts';
import {
  addWebListSchema,
  changeWebListSchema,
  testUrlSchema,
  MAX_UPLOAD,
  type ChangeWebList,
  type testUrlReplySchema,
  type WebList,
  type webListsSchema,
} from '../../core/wire/lists.ts';
import { signedInOf } from '../http/guard.ts';
import { randomUuid } from '../random.ts';
import type { Services } from '../services.ts';
import type { StoreTx } from '../store/store.ts';
import { testUrl } from './test-url.ts';

/** More than any organisation has; each is fetched every hour. */
const MAX_LISTS = 100;
const WEEK_MS = 7 * 86_400_000;
const paramsSchema = z.object({ id: z.uuid() });

/** The lists, for the console. */
export function registerListRoutes(app: FastifyInstance, services: Services): void {
  const { store, clock, webLists } = services;

  app.get('/api/web-lists', async (): Promise<z.infer<typeof webListsSchema>> => {
    const lists = await store.read((tx) => tx.webLists.all());
    const held = await webLists.current();
    const refused = await store.read((tx) => refusedSince(tx, dayOf(clock.nowMs() - WEEK_MS)));
    if (held === null) return { lists: [...lists], refused, release: null };
    const { version, names, expiresAt } = held.manifest;
    return { lists: [...lists], refused, release: { version, names, expiresAt } };
  });

  // Letters may be four bytes each.
  app.post('/api/web-lists', { bodyLimit: 4 * MAX_UPLOAD }, async (request, reply) => {
    const { person } = signedInOf(request);
    const { text, ...asked } = parseOrThrow(addWebListSchema, request.body, 'list');
    const list = newList(randomUuid(services.randomBytes), asked);
    await store.write(async (tx) => {
      const others = await tx.webLists.all();
      if (others.length >= MAX_LISTS)
        throw new AppError('CONFLICT', `There are ${MAX_LISTS} lists already. Remove one first.`);
      if (others.some(({ name }) => name === list.name))
        throw new AppError('CONFLICT', `There is a list called “${list.name}” already. Choose another name.`);
      await tx.webLists.put(list);
      const details = { category: list.category, from: list.url === null ? 'upload' : new URL(list.url).host };
      await tx.audit.append({
        at: clock.nowMs(),
        actor: person.email,
        action: 'lists.added',
        subject: list.name,
        details,
      });
    });
    await webLists.refresh({ only: list.id, ...(text === null ? {} : { text: Buffer.from(text) }) });
    return reply.code(201).send(await one(services, list.id));
  });

  app.post('/api/web-lists/test', async (request): Promise<z.infer<typeof testUrlReplySchema>> => {
    const { url } = parseOrThrow(testUrlSchema, request.body, 'address');
    const { web } = (await store.read(services.policies)).newest.release.document;
    const address = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`;
    const decision = await testUrl(address, web, await webLists.current());
    if (decision.action === 'block') return decision;
    return { action: 'allow', host: '', list: null, rule: null, category: null, why: '' };
  });

  app.post('/api/web-lists/:id', async (request): Promise<WebList> => {
    const { person } = signedInOf(request);
    const { id } = parseOrThrow(paramsSchema, request.params, 'list');
    const change = parseOrThrow(changeWebListSchema, request.body, 'change');
    await store.write(async (tx) => {
      const list = await find(tx, id);
      await tx.webLists.put(change.act === 'fetch' ? list : { ...list, isEnabled: change.act === 'enable' });
      await tx.audit.append({ at: clock.nowMs(), actor: person.email, ...auditOf(change), subject: list.name });
    });
    await webLists.refresh({ only: id, takeAnyway: change.act === 'fetch' && change.takeAnyway });
    return one(services, id);
  });

  app.delete('/api/web-lists/:id', async (request, reply) => {
    const { person } = signedInOf(request);
    const { id } = parseOrThrow(paramsSchema, request.params, 'list');
    await store.write(async (tx) => {
      const { name } = await find(tx, id);
      await tx.webLists.remove(id);
      await tx.audit.append({
        at: clock.nowMs(),
        actor: person.email,
        action: 'lists.removed',
        subject: name,
        details: {},
      });
    });
    await webLists.refresh();
    return reply.code(204).send();
  });
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

async function refusedSince(tx: StoreTx, day: string): Promise<{ category: string; count: number }[]> {
  const counts = new Map<string, number>();
  for (const { category, count } of await tx.blockedSites.since(day))
    counts.set(category, (counts.get(category) ?? 0) + count);
  return [...counts].map(([category, count]) => ({ category, count })).toSorted((a, b) => b.count - a.count);
}

function newList(id: string, asked: Pick<WebList, 'name' | 'category' | 'format' | 'url'>): WebList {
  return {
    ...asked,
    id,
    isEnabled: true,
    etag: null,
    askedAt: null,
    changedAt: null,
    bytes: 0,
    rules: null,
    report: null,
    problem: null,
  };
}

function auditOf(change: ChangeWebList) {
  switch (change.act) {
    case 'enable':
      return { action: 'lists.enabled', details: {} };
    case 'disable':
      return { action: 'lists.disabled', details: {} };
    case 'fetch':
      return { action: 'lists.fetched', details: { takeAnyway: change.takeAnyway } };
  }
}

async function find(tx: StoreTx, id: string): Promise<WebList> {
  const list = (await tx.webLists.all()).find((candidate) => candidate.id === id);
  if (list === undefined) throw new AppError('NOT_FOUND', 'There is no such list.');
  return list;
}

function one({ store }: Services, id: string): Promise<WebList> {
  return store.read((tx) => find(tx, id));
}
