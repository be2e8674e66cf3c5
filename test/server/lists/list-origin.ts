import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** Somebody who publishes a list, on loopback. */
export interface ListOrigin {
  readonly url: string;
  /** null: it answers with 500. */
  text: string | null;
  /** The status of each answer so far. */
  readonly answers: number[];
}

export const names = (count: number, prefix = 'evil'): string =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}.test\n`).join('');

export async function listOrigin(text: string): Promise<ListOrigin> {
  const server = createServer((request, response) => {
    const etag = `"${createHash('sha256')
      .update(origin.text ?? '')
      .digest('hex')}"`;
    const status = origin.text === null ? 500 : request.headers['if-none-match'] === etag ? 304 : 200;
    origin.answers.push(status);
    response.writeHead(status, { etag, 'content-type': 'text/plain' }).end(status === 200 ? origin.text : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin: ListOrigin = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/list.txt`,
    text,
    answers: [],
  };
  return origin;
}
