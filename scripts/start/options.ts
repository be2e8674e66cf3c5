import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_PORT } from '../../server/config.ts';

export interface StartOptions {
  readonly dataFolder: string;
  readonly reset: boolean;
  readonly agents: number;
  readonly port: number;
  readonly headless: boolean;
  readonly help: boolean;
}

export const START_HELP = `npm start -- [options]

  Starts everything on this machine: server, phone engine and one client for each demo agent.

  --data DIR     where it keeps its data (default: .offhook in this folder)
  --reset        forget all data of an earlier start first
  --agents N     how many clients to open, 0 to 8 (default: 2)
  --port PORT    port of the server and console (default: ${DEFAULT_PORT})
  --headless     draw without a display and save screenshots
`;

/** Throws an Error with one sentence for people. */
export function parseStartOptions(args: readonly string[], root: string): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      reset: { type: 'boolean', default: false },
      agents: { type: 'string', default: '2' },
      port: { type: 'string', default: String(DEFAULT_PORT) },
      headless: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    dataFolder: values.data === undefined ? join(root, '.offhook') : resolve(values.data),
    reset: values.reset,
    agents: wholeNumber('--agents', values.agents, 0, 8),
    port: wholeNumber('--port', values.port, 1, 65_535),
    headless: values.headless,
    help: values.help,
  };
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max)
    throw new Error(`${name} takes a whole number from ${min} to ${max}, not “${text}”.`);
  return value;
}
