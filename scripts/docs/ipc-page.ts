import type { z } from 'zod';
import { events, invokes } from '../../core/ipc/contract.ts';
import { fieldsOf, inputSchemaOf, outputSchemaOf, type Field } from './fields.ts';
import { code, pageHead, table } from './markdown.ts';

/** Lists of what is documented elsewhere are cut at this depth; the schema itself is in the code. */
const MAX_DEPTH = 2;

function fieldTable(fields: Iterable<Field>): string {
  const seen = new Set<string>();
  const rows = [...fields]
    .filter(({ path }) => path.split('.').length <= MAX_DEPTH && !seen.has(path) && seen.add(path))
    .map(({ path, type }) => [code(path), type]);
  return rows.length === 0 ? 'Nothing.' : table(['field', 'value'], rows);
}

function invoke([channel, { args, result }]: [
  string,
  { readonly args: z.ZodType; readonly result: z.ZodType },
]): string {
  return `### \`${channel}\`

Takes:

${fieldTable(fieldsOf(inputSchemaOf(args)))}

Answers:

${fieldTable(fieldsOf(outputSchemaOf(result)))}
`;
}

function pushed([channel, payload]: [string, z.ZodType]): string {
  return `### \`${channel}\`\n\n${fieldTable(fieldsOf(outputSchemaOf(payload)))}\n`;
}

export function ipcPage(): string {
  return `${pageHead('Channels between the window and the client', 'core/ipc/contract.ts')}
Everything that the agent's window may ask of the client's main process, and everything that it is told. There is no other way
from a page to the system.

Who may call: the main frame of \`app://ui\`, in the agent's own window. No other frame, no other window, and no page of the work
browser has any channel. Arguments and answers are both checked against these fields; an unknown field is refused, and a
refusal is an answer with a code, never silence.

## Asked by the window

${Object.entries(invokes).map(invoke).join('\n')}
## Told to the window

${Object.entries(events).map(pushed).join('\n')}`;
}
