import type { z } from 'zod';
import { ApiError, refusalOf } from './api-error.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;
type Method = 'GET' | 'POST' | 'DELETE';

export interface RequestOptions {
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

export interface Requester {
  /** Sends, and parses the answer by `schema`. Throws ApiError, or the signal's reason when aborted. */
  readonly ask: <S extends z.ZodType>(
    method: Method,
    path: string,
    schema: S,
    options?: RequestOptions,
  ) => Promise<z.output<S>>;
  /** Sends; whatever comes back with a 2xx is fine. Throws ApiError. */
  readonly tell: (method: Method, path: string, options?: RequestOptions) => Promise<void>;
}

/** The one place where the console talks HTTP. `csrfToken` is read at each request, as it changes with the session. */
export function createRequester(fetch: Fetch, csrfToken: () => string | null): Requester {
  async function send(method: Method, path: string, { body, signal }: RequestOptions = {}): Promise<Response> {
    const token = csrfToken();
    const headers: Record<string, string> = { accept: 'application/json' };
    if (method !== 'GET' && token !== null) headers['x-csrf-token'] = token;
    if (body !== undefined) headers['content-type'] = 'application/json';
    const init: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store' };
    if (body !== undefined) init.body = JSON.stringify(body);
    if (signal !== undefined) init.signal = signal;
    const response = await fetch(path, init).catch((error: unknown) => {
      if (signal?.aborted === true) throw error;
      throw new ApiError('OFFLINE', '', { status: 0, cause: error });
    });
    if (!response.ok) throw refusalOf(response.status, await jsonOrNull(response));
    return response;
  }
  return {
    ask: async (method, path, schema, options) => {
      const response = await send(method, path, options);
      const parsed = schema.safeParse(await jsonOrNull(response));
      if (parsed.success) return parsed.data;
      throw new ApiError('UNREADABLE', '', { status: response.status, cause: parsed.error });
    },
    tell: async (method, path, options) => {
      await send(method, path, options);
    },
  };
}

async function jsonOrNull(response: Response): Promise<unknown> {
  try {
    return (await response.json()) as unknown;
  } catch {
    return null;
  }
}
