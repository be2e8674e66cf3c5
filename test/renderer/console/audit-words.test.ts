import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { verdictStateSchema } from '../../../core/verdict/schema.ts';
import { consoleEn } from '../../../renderer/i18n/console-en.ts';

const SERVER = join(import.meta.dirname, '..', '..', '..', 'server');

/** The acts that the server writes into its log, as its source names them. */
function actions(): readonly string[] {
  const files = readdirSync(SERVER, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const text = files.map((file) => readFileSync(join(SERVER, file), 'utf8')).join('\n');
  const named = [...text.matchAll(/\baction: '([a-z-]+\.[a-z.-]+)'/g)].flatMap(([, action]) => action ?? []);
  return [...new Set([...named, ...verdictStateSchema.options.map((state) => `device.${state}`)])];
}

it('has words for every act that the audit log can hold', () => {
  const found = actions();
  expect(found.length).toBeGreaterThan(15);
  expect(found.filter((action) => !Object.hasOwn(consoleEn, `audit.action.${action}`))).toEqual([]);
});
