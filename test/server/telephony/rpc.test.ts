import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createEngineRpc, RpcRefusal } from '../../../server/telephony/kamailio/rpc.ts';

let server: Server | null = null;
afterEach(async () => {
  const running = server;
  server = null;
  running?.closeAllConnections();
  if (running !== null) await new Promise((resolve) => running.close(resolve));
});

/** An engine that answers each request with this text. */
async function engineThatSays(answer: string | null, status = 200) {
  const running = createServer((_request, response) => {
    response.statusCode = status;
    if (answer !== null) response.end(answer);
  });
  server = running;
  await new Promise<void>((resolve) => running.listen(0, '127.0.0.1', resolve));
  const { port } = running.address() as AddressInfo;
  return createEngineRpc({ port, key: 'key', timeoutMs: answer === null ? 200 : 10_000, fetch });
}

describe("talking to the engine's control port", () => {
  it('gives the result when it has the expected form', async () => {
    const rpc = await engineThatSays('{"jsonrpc":"2.0","id":1,"result":{"uptime":3}}');
    expect(await rpc.call('core.uptime', [], z.object({ uptime: z.int() }))).toEqual({ uptime: 3 });
  });

  it.each([
    ['what is no JSON', '<html>', /something else than JSON-RPC/],
    ['an answer to another question', '{"id":7,"result":{}}', /something else than JSON-RPC/],
    ['a result of another form', '{"id":1,"result":{"uptime":"long"}}', /uptime: /],
    ['nothing', null, /does not answer/],
  ])('rejects %s', async (_what, answer, message) => {
    const rpc = await engineThatSays(answer);
    await expect(rpc.call('core.uptime', [], z.object({ uptime: z.int() }))).rejects.toThrow(message);
  });

  it('tells a refusal from silence', async () => {
    const rpc = await engineThatSays('{"id":1,"error":{"code":404,"message":"AOR not found"}}');
    await expect(rpc.call('ul.rm', ['location', '1001'], z.unknown())).rejects.toThrow(RpcRefusal);
  });

  it('says so when the key is not known', async () => {
    const rpc = await engineThatSays('', 403);
    await expect(rpc.call('core.uptime', [], z.unknown())).rejects.toThrow('does not know our key');
  });
});
