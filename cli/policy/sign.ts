import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { canonicalJson } from '../../core/canonical-json.ts';
import { organisationIdSchema, sha256HexSchema } from '../../core/ids.ts';
import { parseOrThrow } from '../../core/parse.ts';
import { policyReleaseSchema, type SignedPolicy } from '../../core/policy/schema.ts';
import { policySigningBytes } from '../../core/policy/signed-policy.ts';
import { readEd25519Pem, signEd25519 } from '../../server/keys.ts';
import { UsageError, type CommandIo, type ExitCode } from '../command.ts';
import { parseOptions } from '../parse-options.ts';
import { readInput, reasonOf } from '../read-input.ts';
import { readPolicy } from './read-policy.ts';

const OPTIONS = {
  key: { type: 'string' },
  organisation: { type: 'string' },
  version: { type: 'string' },
  previous: { type: 'string' },
  out: { type: 'string' },
} as const;

async function writeNew(file: string, text: string, io: CommandIo): Promise<void> {
  try {
    await writeFile(resolve(io.cwd, file), text, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`The release can’t be written to “${file}”: ${reasonOf(error)}.`, { cause: error });
  }
}

/** Makes the next release where the organisation's key is, so that the key never has to be on the server. */
export async function sign(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values, positionals } = parseOptions('policy', args, OPTIONS, 1);
  const [file] = positionals;
  const { key, organisation, version } = values;
  if (file === undefined || key === undefined || organisation === undefined || version === undefined)
    throw new UsageError(
      '“offhook policy sign” needs FILE, --key, --organisation and --version. See: offhook policy --help',
    );
  const number = Number(version);
  if (!Number.isInteger(number) || number < 1)
    throw new UsageError(`--version must be a whole number from 1 on, not “${version}”.`);
  if (number > 1 && values.previous === undefined)
    throw new UsageError('A version after the first needs --previous, the SHA-256 of the release before it.');
  const document = await readPolicy(file, io);
  const release = parseOrThrow(
    policyReleaseSchema,
    {
      organisationId: parseOrThrow(organisationIdSchema, organisation, 'organisation'),
      version: number,
      issuedAt: new Date().toISOString(),
      previous: values.previous === undefined ? null : parseOrThrow(sha256HexSchema, values.previous, 'previous'),
      document,
    },
    'release',
  );
  const text = canonicalJson(release);
  const pem = new TextDecoder().decode(await readInput(key, 'key', io));
  const signed: SignedPolicy = {
    release: text,
    signature: signEd25519(readEd25519Pem(pem, key), policySigningBytes(text)),
  };
  const json = `${JSON.stringify(signed)}\n`;
  if (values.out === undefined) io.out(json);
  // Never over something that is there: a signed release is not made twice.
  else await writeNew(values.out, json, io);
  io.err(`Version ${number} of “${document.name}” is signed.\n`);
  return 0;
}
