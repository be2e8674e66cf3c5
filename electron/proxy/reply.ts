import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import { framingOf, pairs } from './header-fields.ts';
import { pageFields, type Page } from './pages.ts';

/** Answers with one of our own pages. A body that was not read yet ends the connection with it. */
export function sendPage(request: IncomingMessage, response: ServerResponse, page: Page): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  if (!request.complete && framingOf(request.rawHeaders).kind !== 'none') response.shouldKeepAlive = false;
  response.sendDate = false;
  response.writeHead(page.status, pageFields(page));
  response.end(request.method === 'HEAD' ? undefined : page.html);
  request.resume();
}

/** The same on a bare socket, where a tunnel or an upgrade was asked for. The connection ends with it. */
export function sendPageRaw(socket: Socket, page: Page): void {
  writeHead(socket, page.status, [...pageFields(page), 'Connection', 'close']);
  socket.end(page.html);
  // Whoever was refused has nothing more to say that we would read.
  socket.resume();
}

/** A status and nothing else: for programs that broke the rules, and for pages that may learn nothing. */
export function sendStatusRaw(socket: Socket, status: number): void {
  writeHead(socket, status, ['Content-Length', '0', 'Connection', 'close']);
  socket.end();
  socket.resume();
}

export function writeHead(
  socket: Socket,
  status: number,
  fields: readonly string[],
  reason = STATUS_CODES[status],
): void {
  const lines = pairs(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${status} ${reason ?? ''}\r\n${lines.join('')}\r\n`, 'latin1');
}
