import { cleanup, configure, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { act } from 'react';
import { afterEach } from 'vitest';
import type { LiveEvent } from '../../../core/wire/console.ts';
import { createApiClient } from '../../../renderer/console/api/client.ts';
import type { EventSourceLike } from '../../../renderer/console/api/live.ts';
import { App } from '../../../renderer/console/app/App.tsx';
import { createConsoleQueryClient } from '../../../renderer/console/app/query-client.ts';
import { createPolicyDrafts } from '../../../renderer/console/policies/policy-draft.ts';
import { createConsoleText } from '../../../renderer/console/use-text.ts';
import { createToasts } from '../../../renderer/ui/toasts.ts';
import { createFakeApi } from './fake-api.ts';
import type { FakeWorld } from './fake-world.ts';

/** jsdom has no layout; the table of the floor needs some height to have rows in sight. */
for (const [name, size] of [
  ['clientHeight', 800],
  ['clientWidth', 1200],
] as const)
  Object.defineProperty(Element.prototype, name, { configurable: true, get: () => size });
globalThis.ResizeObserver ??= class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};

// Patience for a machine that does other things, too; what is there is found at once all the same.
// What is hidden is found, too: asking jsdom for the style of every ancestor of every element takes most of a run.
configure({ asyncUtilTimeout: 10_000, defaultHidden: true });

afterEach(() => {
  cleanup();
  history.replaceState(null, '', '/');
});

interface Line extends EventSourceLike {
  emit(type: string, data?: string): void;
  readyState: number;
}

function fakeLine(): Line {
  const listeners = new Map<string, ((event: MessageEvent<string>) => void)[]>();
  return {
    readyState: 1,
    addEventListener: (type, listener) => void listeners.set(type, [...(listeners.get(type) ?? []), listener]),
    close() {},
    emit(type, data = '') {
      for (const listener of listeners.get(type) ?? []) listener(new MessageEvent(type, { data }));
    },
  };
}

/** The whole console in jsdom, with the network played by a FakeWorld: everything above `fetch` and EventSource is real. */
export function renderConsole(world: FakeWorld, path = '/') {
  history.replaceState(null, '', path);
  const line = fakeLine();
  let isOnline = true;
  const tell = (event: LiveEvent): void => act(() => line.emit('message', JSON.stringify(event)));
  const api = createFakeApi(world, tell);
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    if (!isOnline) throw new TypeError('Failed to fetch');
    const { method = 'GET', body } = init;
    const csrf = new Headers(init.headers).get('x-csrf-token');
    const reply = api.handle({
      method,
      path: url,
      csrf,
      body: typeof body === 'string' ? (JSON.parse(body) as unknown) : undefined,
    });
    return new Response(reply.status === 204 ? null : JSON.stringify(reply.body), { status: reply.status });
  };
  const view = render(
    <App
      api={createApiClient(fetch)}
      live={{
        open: () => line,
        later: (run) => {
          const timer = setTimeout(() => act(run), 0);
          return () => clearTimeout(timer);
        },
      }}
      text={createConsoleText('en')}
      queryClient={createConsoleQueryClient()}
      toasts={createToasts()}
      drafts={createPolicyDrafts()}
    />,
  );
  return {
    ...view,
    user: userEvent.setup(),
    requests: api.requests,
    tell,
    line,
    setOnline: (online: boolean) => {
      isOnline = online;
    },
  };
}
