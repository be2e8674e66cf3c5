import { createHash } from 'node:crypto';
import { AppError } from '../../core/errors.ts';
import { parseJsonOrThrow, parseOrThrow } from '../../core/parse.ts';
import { policyReleaseSchema, signedPolicySchema } from '../../core/policy/schema.ts';
import { openSignedPolicy } from '../../core/policy/signed-policy.ts';
import { fingerprint, verifyEd25519 } from '../../server/keys.ts';
import { UsageError, type CommandIo, type ExitCode } from '../command.ts';
import { parseOptions } from '../parse-options.ts';
import { readInput } from '../read-input.ts';

/** Whether a signed policy is what the organisation signed. */
export async function verify(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values, positionals } = parseOptions(
    'policy',
    args,
    { key: { type: 'string' }, json: { type: 'boolean', default: false } },
    1,
  );
  const [file] = positionals;
  const { key } = values;
  if (file === undefined || key === undefined)
    throw new UsageError(
      '“offhook policy verify” needs FILE and --key PUBLIC_KEY (base64url). See: offhook policy --help',
    );
  const text = new TextDecoder().decode(await readInput(file, 'signed policy', io));
  const result = judged(text, key);
  if (values.json) io.out(`${JSON.stringify(result, null, 2)}\n`);
  io.err(
    result.ok
      ? `Version ${result.version} of “${result.name}” is signed by the key ${result.key}. Its SHA-256: ${result.sha256}\n`
      : `${result.problem}\n`,
  );
  return result.ok ? 0 : 1;
}

type Verified =
  | {
      readonly ok: true;
      readonly version: number;
      readonly name: string;
      readonly key: string;
      readonly sha256: string;
    }
  | { readonly ok: false; readonly problem: string };

function judged(text: string, key: string): Verified {
  try {
    const signed = parseOrThrow(signedPolicySchema, parseJsonOrThrow(text, 'signed policy'), 'signed policy');
    const said = parseOrThrow(policyReleaseSchema, parseJsonOrThrow(signed.release, 'policy'), 'policy');
    const release = openSignedPolicy(
      signed,
      { organisationId: said.organisationId, minimumVersion: 1 },
      (bytes, signature) => verifyEd25519(key, bytes, signature),
    );
    const sha256 = createHash('sha256').update(signed.release).digest('hex');
    return { ok: true, version: release.version, name: release.document.name, key: fingerprint(key), sha256 };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ok: false, problem: error.message };
  }
}
