import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { CHECK_IDS, type CheckId } from '../../core/checks/catalogue.ts';
import { factsRead } from '../../core/checks/facts-read.ts';
import { AppError } from '../../core/errors.ts';
import { deviceIdSchema } from '../../core/ids.ts';
import { rulesFor } from '../../core/policy/rules-for.ts';
import { evaluate, type EvaluationInput } from '../../core/verdict/evaluate.ts';
import { failingFor } from '../../core/verdict/failing-since.ts';
import { dataFiles } from '../../server/data-folder.ts';
import { activeWaivers } from '../../server/device/active-waivers.ts';
import { createPolicies } from '../../server/policy/current-policy.ts';
import { openSqliteStore } from '../../server/store/sqlite-store.ts';
import { UsageError, type CommandIo, type ExitCode } from '../command.ts';
import { didYouMean } from '../did-you-mean.ts';
import { parseOptions } from '../parse-options.ts';
import { sentence } from '../sentence.ts';
import { readLaptops } from './laptop.ts';
import { readPolicy } from './read-policy.ts';

const OPTIONS = {
  device: { type: 'string' },
  check: { type: 'string' },
  data: { type: 'string' },
  policy: { type: 'string' },
  group: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** Which rule, waiver and fact decided about one check of one laptop: of a server's data folder, or of a recording under a policy file. */
export async function explain(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values } = parseOptions('policy', args, OPTIONS, 0);
  if (values.device === undefined || values.check === undefined)
    throw new UsageError('“offhook policy explain” needs --device and --check. See: offhook policy --help');
  const check = checkOf(values.check);
  const input =
    values.policy === undefined
      ? await fromServer(values.device, resolve(io.cwd, values.data ?? '.offhook'))
      : await fromRecording(values.device, values.policy, values.group ?? null, io);
  const verdict = evaluate(input);
  const rule = rulesFor(input.policy.document, input.who).find((one) => one.check === check);
  const finding = verdict.findings.find((one) => one.check === check);
  if (rule === undefined || finding === undefined) {
    if (values.json) io.out(`${JSON.stringify({ check, rule: null }, null, 2)}\n`);
    io.err(`The policy does not ask this laptop for “${check}”.\n`);
    return 0;
  }
  const facts = Object.fromEntries(factsRead(check, rule.parameters).map((key) => [key, input.facts[key]]));
  const waiver = input.waivers.find(({ id }) => id === finding.decidedBy.waiver) ?? null;
  if (values.json) io.out(`${JSON.stringify({ check, finding, rule, waiver, facts }, null, 2)}\n`);
  io.err(
    [
      `${sentence({ key: `check.${check}.name` })}: ${sentence(finding.evidence)}`,
      `  found    ${finding.status}${finding.reason === null ? '' : ` (${finding.reason})`}, ${Math.round(finding.ageMs / 1000)} s old`,
      `  effect   ${finding.effect}${finding.graceLeftMs === null ? '' : `, ${Math.round(finding.graceLeftMs / 1000)} s left`}`,
      `  rule     version ${input.policy.version}, ${rule.audience === null ? 'for everyone' : `for “${rule.audience}”`}: ${rule.level}, grace ${rule.graceSeconds} s, unknown → ${rule.whenUnknown}, unsupported → ${rule.whenUnsupported}`,
      `  asks for ${JSON.stringify(rule.parameters)}`,
      `  waiver   ${waiver === null ? 'none' : `${waiver.id} by ${waiver.approvedBy}, ${Math.round(waiver.leftMs / 1000)} s left: ${waiver.reason}`}`,
      `  facts    ${JSON.stringify(facts)}`,
      '',
    ].join('\n'),
  );
  return finding.effect === 'closes' ? 1 : 0;
}

function checkOf(text: string): CheckId {
  const found = CHECK_IDS.find((id) => id === text);
  if (found === undefined) throw new UsageError(`There is no check “${text}”.${didYouMean(text, CHECK_IDS)}`);
  return found;
}

async function fromRecording(
  recording: string,
  policy: string,
  group: string | null,
  io: CommandIo,
): Promise<EvaluationInput> {
  const document = await readPolicy(policy, io);
  const [laptop] = await readLaptops([recording], io);
  if (laptop === undefined) throw new UsageError(`There is no recording in “${recording}”.`);
  return {
    facts: laptop.facts,
    policy: { version: 0, document },
    who: { group, platform: laptop.platform },
    waivers: [],
    failingForMs: {},
  };
}

async function fromServer(id: string, data: string): Promise<EvaluationInput> {
  const { database } = dataFiles(data);
  if (!existsSync(database))
    throw new AppError('NOT_FOUND', `There is no ${database}. Name the server’s data folder with --data.`);
  const deviceId = deviceIdSchema.safeParse(id);
  if (!deviceId.success) throw new UsageError(`“${id}” is no laptop’s id. The console shows it in the laptop’s panel.`);
  const store = openSqliteStore(database, { readOnly: true });
  try {
    return await store.read(async (tx) => {
      const device = await tx.devices.byId(deviceId.data);
      const person = device === null ? null : await tx.people.byId(device.personId);
      if (device === null || person === null) throw new AppError('NOT_FOUND', 'There is no such laptop.');
      if (device.facts === null) throw new AppError('NOT_FOUND', 'This laptop has not reported anything yet.');
      const now = Date.now();
      const { release } = await (await createPolicies(null)(tx)).of(device);
      return {
        facts: device.facts,
        policy: { version: release.version, document: release.document },
        who: { group: person.group, platform: device.platform },
        waivers: await activeWaivers(tx, device, person, now),
        failingForMs: failingFor(await tx.failing.of(device.id), now),
      };
    });
  } finally {
    await store.close();
  }
}
