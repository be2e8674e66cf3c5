import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

export interface Claim {
  release(): Promise<void>;
}

export type Outcome =
  | { readonly kind: 'first'; readonly claim: Claim }
  /** `told` settles when the first instance has heard of this one's arguments. */
  | { readonly kind: 'second'; readonly told: Promise<void> };

type Announce = (argv: string[], workingDirectory: string, additionalData: unknown) => void;

const ownerSchema = z.strictObject({ pid: z.int().min(1), startedAt: z.string() });
const messageSchema = z.strictObject({
  argv: z.array(z.string()),
  workingDirectory: z.string(),
  additionalData: z.unknown(),
});

/** Tells two processes with one number apart, where the OS makes that easy (proc(5): field 22 of stat). */
function startOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive(owner: z.infer<typeof ownerSchema>): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return startOf(owner.pid) === owner.startedAt;
}

function readOwner(path: string): z.infer<typeof ownerSchema> | null {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/** Short, whatever the folder's length: a socket's path may have some 100 bytes. */
function addressOf(userData: string): string {
  const name = `offhook-stand-in-${createHash('sha256').update(userData).digest('hex').slice(0, 20)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

/** The lock is a file in userData that names its owner's process; one whose owner is gone counts for nothing. */
export function claimSingleInstance(userData: string, additionalData: unknown, announce: Announce): Outcome {
  const path = join(userData, 'SingletonStandIn');
  const mine = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) });
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(path, mine, { flag: 'wx' });
      return { kind: 'first', claim: listen(path, addressOf(userData), announce) };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const owner = readOwner(path);
    if (owner !== null && isAlive(owner)) return { kind: 'second', told: tell(addressOf(userData), additionalData) };
    rmSync(path, { force: true });
  }
  throw new Error(`The lock ${path} can't be taken`);
}

function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

function listen(path: string, address: string, announce: Announce): Claim {
  if (process.platform !== 'win32') rmSync(address, { force: true });
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.on('error', () => undefined);
    socket.on('end', () => {
      const message = z.preprocess(parseJson, messageSchema).safeParse(text);
      if (message.success) announce(message.data.argv, message.data.workingDirectory, message.data.additionalData);
      socket.end('heard');
    });
  });
  server.listen(address).unref();
  process.once('exit', () => rmSync(path, { force: true }));
  return {
    release: async () => {
      rmSync(path, { force: true });
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function tell(address: string, additionalData: unknown): Promise<void> {
  await new Promise<void>((resolve) => {
    const socket = connect({ path: address });
    socket.setTimeout(2000, () => socket.destroy());
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
    socket.resume().end(JSON.stringify({ argv: process.argv, workingDirectory: process.cwd(), additionalData }));
  });
}
