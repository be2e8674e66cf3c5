import { request } from 'node:https';
import { connectChecked, type VerifyProc } from './certificates.ts';
import { bodyOf, type Paused } from './paused.ts';

interface Fulfilment {
  readonly responseCode: number;
  readonly responseHeaders: { name: string; value: string }[];
  readonly body: string;
}

/** Headers that belong to one connection (RFC 9110 §7.6.1), or that Node has already undone. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'content-length',
  'proxy-connection',
]);

/**
 * Asks the product's verify procedure about the certificate before anything is sent. Chromium carries what it would
 * accept by itself; what only the procedure accepts goes through the very connection that it was asked about.
 */
export async function carryRequest(
  verify: VerifyProc,
  paused: Paused,
): Promise<'refused' | 'by-chromium' | Fulfilment> {
  const url = new URL(paused.request.url);
  let connection: Awaited<ReturnType<typeof connectChecked>>;
  try {
    connection = await connectChecked(url, verify);
  } catch (error) {
    // Nobody there: Chromium says so in its own words.
    return error instanceof Error && 'syscall' in error ? 'by-chromium' : 'refused';
  }
  if (connection.authorised) {
    connection.socket.destroy();
    return 'by-chromium';
  }
  const { socket } = connection;
  return await new Promise<Fulfilment>((resolve, reject) => {
    const body = bodyOf(paused);
    const headers = {
      ...paused.request.headers,
      'accept-encoding': 'identity',
      ...(body === null ? {} : { 'content-length': body.length }),
    };
    const sent = request(url, { method: paused.request.method, headers, createConnection: () => socket }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('error', reject);
      answer.once('end', () => {
        const raw = answer.rawHeaders;
        const responseHeaders = raw.flatMap((name, index) => {
          const kept = index % 2 === 0 && !HOP_BY_HOP.has(name.toLowerCase());
          return kept ? [{ name, value: raw[index + 1] ?? '' }] : [];
        });
        socket.destroy();
        resolve({
          responseCode: answer.statusCode ?? 502,
          responseHeaders,
          body: Buffer.concat(chunks).toString('base64'),
        });
      });
    });
    sent.once('error', reject);
    sent.end(body ?? undefined);
  });
}
