import { connect } from 'node:net';

/** Sends a request and gives back the answer's status, or 0. */
export function exchangeAlone(port: number, text: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.once('data', (data) => {
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(String(data))?.[1] ?? 0));
      socket.destroy();
    });
    socket.once('close', () => resolve(0));
    socket.once('error', () => resolve(0));
  });
}
