import { z } from 'zod';
import table from '../data/interceptors.json' with { type: 'json' };
import type { RootCertificatesReading } from './reading.ts';

export const interceptorsSchema = z.strictObject({
  asOf: z.iso.date(),
  interceptors: z.array(
    z.strictObject({
      name: z.string().min(1).max(64),
      /** Words in the name of a certificate or of its file, lower case; whole words only. */
      words: z.array(z.string().min(3).max(80)).min(1),
    }),
  ),
});

const PATTERNS = interceptorsSchema.parse(table).interceptors.map(({ name, words }) => ({
  name,
  pattern: new RegExp(`(?<![a-z0-9])(?:${words.map(escape).join('|')})(?![a-z])`, 'i'),
}));

/** Known tools that read encrypted traffic, by the names of certificates. */
export function interceptorsIn(names: readonly string[]): readonly string[] {
  return PATTERNS.filter(({ pattern }) => names.some((name) => pattern.test(name)))
    .map(({ name }) => name)
    .slice(0, 16);
}

export function rootCertificates(names: readonly string[]): RootCertificatesReading {
  return { added: Math.min(names.length, 10_000), interceptors: interceptorsIn(names), reason: null };
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** What a recording keeps instead of names, which may be a person's or a company's: how many, and which of our own list. */
export function keptRoots({ added, interceptors }: RootCertificatesReading): string {
  return JSON.stringify({ added, interceptors });
}

const keptSchema = z.strictObject({
  added: z.int().min(0).max(10_000),
  interceptors: z.array(z.string().max(64)).max(16),
});

export function readKeptRoots(output: string): RootCertificatesReading | null {
  if (!output.trimStart().startsWith('{"added":')) return null;
  try {
    const kept = keptSchema.safeParse(JSON.parse(output));
    return kept.success ? { ...kept.data, reason: null } : null;
  } catch {
    return null;
  }
}
