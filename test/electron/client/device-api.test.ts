import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createDeviceApi, statusOf, type DeviceApi } from '../../../electron/client/device-api.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function apiTo(listener: RequestListener, timeoutMs = 2_000): Promise<DeviceApi> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return createDeviceApi({ origin, fetch: globalThis.fetch, timeoutMs });
}

const ask = (api: DeviceApi) => api.challenge('0b9d2c7e-6d3e-4d7f-8f5c-1d2e3f405162', new AbortController().signal);

describe('the requests of a device', () => {
  it.each([
    ['as the server says it', { code: 'NONCE_SPENT', message: 'Ask again.' }],
    ['also when it is wrapped', { error: { code: 'NONCE_SPENT', message: 'Ask again.' } }],
  ])('pass a refusal on %s', async (_how, body) => {
    const api = await apiTo((_request, response) => response.writeHead(409).end(JSON.stringify(body)));
    await expect(ask(api)).rejects.toMatchObject({ code: 'NONCE_SPENT', message: 'Ask again.' });
  });

  it('say what to do when the server speaks a newer version', async () => {
    const api = await apiTo((_request, response) => response.writeHead(426).end('{}'));
    const error = await ask(api).catch((thrown: unknown) => thrown);
    expect(statusOf(error)).toBe(426);
  });

  it.each([
    [500, 'UNAVAILABLE'],
    [429, 'TOO_MANY_REQUESTS'],
  ])('make an error of status %i that shows nothing of its body', async (status, code) => {
    const api = await apiTo((_request, response) => response.writeHead(status).end('<html>stack trace</html>'));
    const error = await ask(api).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code });
    expect(String(error)).not.toContain('stack');
  });

  it('do not follow a redirect', async () => {
    let followed = false;
    const api = await apiTo((request, response) => {
      if (request.url === '/elsewhere') followed = true;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    await expect(ask(api)).rejects.toMatchObject({ code: 'OFFLINE' });
    expect(followed).toBe(false);
  });

  it('give up on a server that does not answer in time', async () => {
    const api = await apiTo(() => undefined, 100);
    await expect(ask(api)).rejects.toMatchObject({ code: 'OFFLINE' });
  });

  it('give up on an answer without end', async () => {
    const api = await apiTo((_request, response) => {
      const part = Buffer.alloc(1_000_000, ' ');
      const more = (): void => void response.write(part, () => more());
      more();
    }, 10_000);
    await expect(ask(api)).rejects.toMatchObject({ code: 'OFFLINE' });
  });
});
