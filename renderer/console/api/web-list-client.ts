import type { z } from 'zod';
import {
  testUrlReplySchema,
  webListSchema,
  webListsSchema,
  type addWebListSchema,
  type changeWebListSchema,
} from '../../../core/wire/lists.ts';
import type { createRequester } from './request.ts';

export function webListRequests({ ask, tell }: ReturnType<typeof createRequester>) {
  const of = (id: string) => `/api/web-lists/${encodeURIComponent(id)}`;
  return {
    webLists: (signal?: AbortSignal) => ask('GET', '/api/web-lists', webListsSchema, { signal }),
    addWebList: (list: z.input<typeof addWebListSchema>) =>
      ask('POST', '/api/web-lists', webListSchema, { body: list }),
    changeWebList: (id: string, change: z.input<typeof changeWebListSchema>) =>
      ask('POST', of(id), webListSchema, { body: change }),
    removeWebList: (id: string) => tell('DELETE', of(id)),
    testUrl: (url: string) => ask('POST', '/api/web-lists/test', testUrlReplySchema, { body: { url } }),
  };
}
