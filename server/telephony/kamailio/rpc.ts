import { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import { describeIssues } from '../../../core/parse.ts';

const replySchema = z.union([
  z.object({ id: z.int(), error: z.object({ code: z.int(), message: z.string().max(1000) }) }),
  z.object({ id: z.int(), result: z.unknown() }),
]);

/** The engine answered, and said no. Codes are like those of HTTP: 404 is "no such thing". */
export class RpcRefusal extends AppError {
  readonly rpcCode: number;

  constructor(method: string, rpcCode: number, message: string) {
    super('UNAVAILABLE', `The phone engine refused ${method}: ${rpcCode} ${message}`);
    this.name = 'RpcRefusal';
    this.rpcCode = rpcCode;
  }
}

export interface EngineRpc {
  /**
   * Rejects with RpcRefusal when the engine says no, and with AppError UNAVAILABLE when it does not answer, in time, in
   * JSON of the expected form.
   */
  call<S extends z.ZodType>(method: string, params: readonly (string | number)[], result: S): Promise<z.output<S>>;
}

export interface RpcOptions {
  readonly port: number;
  readonly key: string;
  readonly timeoutMs: number;
  readonly fetch: typeof globalThis.fetch;
}

/** JSON-RPC 2.0 over HTTP on loopback (Kamailio's modules jsonrpcs and xhttp). */
export function createEngineRpc({ port, key, timeoutMs, fetch }: RpcOptions): EngineRpc {
  let lastId = 0;
  const url = `http://127.0.0.1:${port}/RPC`;

  async function ask(method: string, params: readonly (string | number)[]): Promise<unknown> {
    lastId += 1;
    const id = lastId;
    let text: string;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': key },
        body: JSON.stringify({ jsonrpc: '2.0', method, params, id }),
        signal: AbortSignal.timeout(timeoutMs),
        redirect: 'error',
      });
      if (response.status === 403) throw new AppError('UNAVAILABLE', 'The phone engine does not know our key.');
      text = await response.text();
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw new AppError('UNAVAILABLE', `The phone engine does not answer (${method}).`, { cause: error });
    }
    const reply = replySchema.safeParse(jsonOrUndefined(text));
    if (!reply.success || reply.data.id !== id)
      throw new AppError('UNAVAILABLE', `The phone engine answered ${method} with something else than JSON-RPC.`);
    if ('error' in reply.data) throw new RpcRefusal(method, reply.data.error.code, reply.data.error.message);
    return reply.data.result;
  }

  return {
    async call(method, params, result) {
      const parsed = result.safeParse(await ask(method, params));
      if (parsed.success) return parsed.data;
      throw new AppError('UNAVAILABLE', `The phone engine's answer to ${method}: ${describeIssues(parsed.error)}`);
    },
  };
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
