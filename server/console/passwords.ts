import { argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { RandomBytes } from '../random.ts';

/** OWASP Password Storage Cheat Sheet, argon2id: m = 19456 KiB (19 MiB), t = 2, p = 1. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const TAG_BYTES = 32;
const SALT_BYTES = 16;

const derive = promisify(argon2);

/** PHC string format (https://github.com/P-H-C/phc-string-format), so that the cost can rise without a migration. */
export async function hashPassword(password: string, randomBytes: RandomBytes): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await argon2id(password, salt, { ...COST, tagLength: TAG_BYTES });
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${b64(salt)}$${b64(tag)}`;
}

/** With null, for an account that does not exist, it works as long and then says no. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const parsed = stored === null ? null : parsePhc(stored);
  if (parsed === null) {
    await argon2id(password, Buffer.alloc(SALT_BYTES), { ...COST, tagLength: TAG_BYTES });
    return false;
  }
  const { salt, tag, ...cost } = parsed;
  const derived = await argon2id(password, salt, { ...cost, tagLength: tag.length });
  return timingSafeEqual(derived, tag);
}

interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly tagLength: number;
}

function argon2id(password: string, nonce: Buffer, cost: Cost): Promise<Buffer> {
  // NFC, so that one password typed on two systems is one password (RFC 8265 §4).
  return derive('argon2id', { message: password.normalize('NFC'), nonce, ...cost });
}

function parsePhc(text: string) {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(text);
  if (match === null) return null;
  const [, memory, passes, parallelism, salt = '', tag = ''] = match;
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

function b64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
