import { vpnDownFinding } from '../../core/sample-finding.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import { INVOKE_CHANNELS } from '../../../core/ipc/channels.ts';
import { invokes } from '../../../core/ipc/contract.ts';
import type { Handlers } from '../../../core/ipc/define.ts';
import { registerHandlers } from '../../../electron/ipc/register.ts';
import type { SenderOf } from '../../../electron/ipc/trusted-sender.ts';

const handled = vi.hoisted(() => new Map<string, (event: unknown, raw: unknown) => Promise<unknown>>());
vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, handler: (event: unknown, raw: unknown) => Promise<unknown>) =>
      handled.set(channel, handler),
    removeHandler: (channel: string) => handled.delete(channel),
  },
}));

const OWN_ID = 7;
const GOOD: SenderOf = {
  sender: { id: OWN_ID, mainFrame: {} },
  senderFrame: { url: 'app://ui/index.html', parent: null },
};
const frame = (url: string, parent: unknown = null): SenderOf => ({ ...GOOD, senderFrame: { url, parent } });

const asked: string[] = [];
let answers: Partial<Record<string, () => Promise<unknown>>> = {};
/** Notes that it was reached; answers what the test says. */
const handlers = Object.fromEntries(
  INVOKE_CHANNELS.map((channel) => [
    channel,
    () => {
      asked.push(channel);
      return answers[channel]?.() ?? Promise.resolve({});
    },
  ]),
) as unknown as Handlers<typeof invokes>;

function call(channel: string, event: unknown, args: unknown): Promise<unknown> {
  return handled.get(channel)?.(event, args) ?? Promise.reject(new Error(`nobody handles ${channel}`));
}

/** For each channel, arguments that its schema takes. */
const ARGUMENTS: Record<keyof typeof invokes, unknown> = {
  'client:read': {},
  'enrolment:join': { link: null },
  'enrolment:leave': {},
  'shift:set': { on: true },
  'posture:recheck': {},
  'phone:breakGlass': { code: '4x7kq-9mw2d-h8rtz' },
  'help:ask': {
    check: 'vpn',
    message: '',
    evidence: vpnDownFinding,
    report: null,
  },
  'support:make': {},
  'support:save': { report: '3f1c2a9e-8f3a-4d7b-9c55-0d7a52f0c001' },
  'settings:open': { page: 'vpn' },
  'privacy:read': {},
  'phone:reportStatus': { registered: false, inCall: false },
  'web:read': {},
  'web:open': { url: 'example.com' },
  'web:go': { where: 'back' },
  'web:place': { bounds: null },
  'web:askAccess': { host: 'example.com', reason: 'because' },
};
const STRANGERS: readonly (readonly [string, unknown])[] = [
  ['another window', { ...GOOD, sender: { id: OWN_ID + 1, mainFrame: {} } }],
  ['a frame inside the page', frame('app://ui/index.html', {})],
  ['a frame that is gone', { ...GOOD, senderFrame: null }],
  ['an empty address', frame('')],
  ['about:blank', frame('about:blank')],
  ['a web page', frame('https://ui/index.html')],
  ['another host of our scheme', frame('app://ui.evil/index.html')],
  ['a host that only ends like ours', frame('app://evil-ui/')],
  ['a file', frame('file:///ui/index.html')],
];

beforeEach(() => {
  asked.length = 0;
  answers = {};
  handled.clear();
  registerHandlers(handlers, { ownContentsId: () => OWN_ID, log: { info: () => undefined, warn: () => undefined } });
});

describe('the channels of the main process', () => {
  it('are exactly those of the contract', () => {
    expect([...handled.keys()].sort()).toEqual(Object.keys(invokes).sort());
    expect([...INVOKE_CHANNELS].sort()).toEqual(Object.keys(ARGUMENTS).sort());
  });

  describe.each([...INVOKE_CHANNELS])('%s', (channel) => {
    it.each(STRANGERS)('refuses %s and reaches no handler', async (_who, event) => {
      expect(await call(channel, event, ARGUMENTS[channel])).toMatchObject({
        ok: false,
        error: { code: 'UNTRUSTED_SENDER' },
      });
      expect(asked).toEqual([]);
    });

    it('refuses a key that the contract does not have, nothing, and what is not an object', async () => {
      const withExtra = { ...(ARGUMENTS[channel] as object), extra: 1 };
      for (const wrong of [withExtra, undefined, null, 'text', 7, [], () => undefined])
        expect(await call(channel, GOOD, wrong)).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
      expect(asked).toEqual([]);
    });

    it('reaches its handler with good arguments from our own page', async () => {
      await call(channel, GOOD, ARGUMENTS[channel]);
      expect(asked).toEqual([channel]);
    });

    it('tells nothing of what went wrong inside', async () => {
      answers[channel] = () => Promise.reject(new Error('password=hunter2'));
      const reply = await call(channel, GOOD, ARGUMENTS[channel]);
      expect(reply).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
      expect(JSON.stringify(reply)).not.toContain('hunter2');
    });
  });

  it('name the field of a wrong argument, never its value', async () => {
    const reply = await call('shift:set', GOOD, { on: 'hunter2' });
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'INVALID_INPUT', message: expect.stringContaining('on:') },
    });
    expect(JSON.stringify(reply)).not.toContain('hunter2');
  });

  it('pass on what an expected failure says', async () => {
    answers['shift:set'] = () => Promise.reject(new AppError('NOT_ENROLLED', 'Join first.'));
    expect(await call('shift:set', GOOD, { on: true })).toEqual({
      ok: false,
      error: { code: 'NOT_ENROLLED', message: 'Join first.' },
    });
  });

  it('refuse to pass on an answer with more in it than the contract has', async () => {
    answers['settings:open'] = () => Promise.resolve({ opened: true, secret: 'hunter2' });
    const reply = await call('settings:open', GOOD, { page: 'vpn' });
    expect(reply).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    expect(JSON.stringify(reply)).not.toContain('hunter2');
  });

  it('trust nobody while there is no window', async () => {
    handled.clear();
    registerHandlers(handlers, { ownContentsId: () => null, log: { info: () => undefined, warn: () => undefined } });
    expect(await call('client:read', GOOD, {})).toMatchObject({ ok: false, error: { code: 'UNTRUSTED_SENDER' } });
  });

  it('are gone when they are taken away', () => {
    const remove = registerHandlers(handlers, {
      ownContentsId: () => OWN_ID,
      log: { info: () => undefined, warn: () => undefined },
    });
    remove();
    expect(handled.size).toBe(0);
  });
});
