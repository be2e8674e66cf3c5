import type { Socket } from 'node:net';
import type { Connected } from './race-connect.ts';

/** RFC 5382 REQ-5: an established connection may be idle for 2 h 4 min before anybody in the middle may forget it. */
export const IDLE_TUNNEL_MS = 7_440_000;
/** RFC 5382 REQ-5: four minutes for a connection that one end has closed. */
const HALF_CLOSED_MS = 240_000;

/**
 * Carries bytes both ways until both ends are done. Each end's close, half-close and back-pressure reach the other.
 * What the far end says flows at once; what the client says flows when the returned function is given its first bytes.
 */
export function relay(client: Socket, connected: Connected, idleMs: number): (first: Buffer) => void {
  const far = connected.socket;
  client.removeAllListeners('timeout');
  client.setTimeout(idleMs);
  client.once('timeout', () => client.destroy());
  for (const socket of [client, far]) {
    // A laptop that changes networks leaves connections behind that nobody will ever close.
    socket.setKeepAlive(true, 60_000);
    socket.once('end', () => client.setTimeout(Math.min(idleMs, HALF_CLOSED_MS)));
  }
  far.once('end', () => client.end());
  connected.attach((chunk) => {
    let held = false;
    client.write(chunk, () => {
      if (held) far.resume();
    });
    // Nothing held back: the kernel has the bytes, and the one buffer is free again.
    held = client.writableLength > 0;
    return !held;
  });
  return (first) => {
    if (first.length > 0) far.write(first);
    pour(client, far);
  };
}

/** One direction between ordinary sockets. */
export function pour(from: Socket, to: Socket): void {
  if (from.readableEnded) {
    to.end();
    return;
  }
  from.on('data', (chunk: Buffer) => {
    if (to.write(chunk)) return;
    from.pause();
    to.once('drain', () => from.resume());
  });
  from.once('end', () => to.end());
  from.resume();
}
