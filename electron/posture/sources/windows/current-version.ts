import { windowsEndOfLife, type WindowsServicing } from '../end-of-life.ts';
import { readFormatList } from '../format/format-list.ts';
import { asObjects, field, readJson } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { readRegistry } from '../format/registry.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/** ProductName says Windows 10 on Windows 11: only the build tells (https://learn.microsoft.com/windows/release-health/windows11-release-information). */
const FIRST_WINDOWS_11 = 22_000;

export const currentVersion = defineSource({
  id: 'windows/current-version',
  platform: 'windows',
  family: 'os',
  fact: 'os',
  pace: 'hourly',
  gather: {
    via: 'command',
    tool: ['C:\\Windows\\System32\\reg.exe'],
    args: ['query', 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion', '/reg:64'],
  },
  parse: (output, { asOf }) => {
    const value = reader(output);
    // `ver` prints the build in brackets and nothing else.
    const [, shortBuild = null, shortRevision = null] = /\[[^\]\d]*10\.0\.(\d{5})\.(\d+)\]/.exec(output) ?? [];
    const build = wholeNumber(value('CurrentBuild') ?? value('CurrentBuildNumber') ?? shortBuild);
    if (build === null) return unknownReading.os(refusalReason(output));
    const revision = wholeNumber(value('UBR') ?? shortRevision);
    const edition = value('EditionID');
    const servicing = servicingOf(edition, value('InstallationType'), value('ProductName'));
    const server = servicing === 'server';
    const { eol, reason } = windowsEndOfLife(build, servicing, asOf);
    return {
      id: server ? 'windows-server' : 'windows',
      name: nameOf(value('ProductName'), build, server),
      version: value('DisplayVersion') ?? value('ReleaseId'),
      build: revision === null ? String(build) : `${build}.${revision}`,
      eol,
      judgedOn: asOf,
      reason,
    };
  },
});

function reader(output: string): (name: string) => string | null {
  const json = asObjects(readJson(output))[0];
  if (json !== undefined) return (name) => text(field(json, name));
  const registry = readRegistry(output);
  if ([...registry.values()].some((values) => values.size > 0)) {
    return (name) => {
      for (const values of registry.values())
        if (values.has(name.toLowerCase())) return text(values.get(name.toLowerCase()));
      return null;
    };
  }
  const block = Object.assign({}, ...readFormatList(output)) as Record<string, string>;
  return (name) => text(field(block, name));
}

function text(value: unknown): string | null {
  const string = typeof value === 'number' ? String(value) : value;
  return typeof string === 'string' && string.trim() !== '' ? string.trim() : null;
}

function wholeNumber(value: string | null): number | null {
  return value !== null && /^\d{1,7}$/.test(value) ? Number(value) : null;
}

/** EditionID is never translated (https://learn.microsoft.com/windows-hardware/manufacture/desktop/windows-setup-edition-configuration-and-product-id-files--eicfg-and-pidtxt-). */
function servicingOf(
  edition: string | null,
  installation: string | null,
  product: string | null,
): WindowsServicing | null {
  if (/^server/i.test(installation ?? '') || /^server/i.test(edition ?? '') || / server /i.test(product ?? ''))
    return 'server';
  if (edition === null) return null;
  if (/^IoTEnterpriseS/i.test(edition)) return 'iot-ltsc';
  if (/^EnterpriseS/i.test(edition)) return 'ltsc';
  if (/^(Enterprise|Education|IoTEnterprise|ServerRdsh)/i.test(edition)) return 'enterprise';
  return /^(Core|Professional|Cloud|Home|Starter|Ultimate|HomeBasic|HomePremium)/i.test(edition) ? 'home' : null;
}

function nameOf(product: string | null, build: number, server: boolean): string {
  const name = product ?? (server ? 'Windows Server' : 'Windows');
  return !server && build >= FIRST_WINDOWS_11 ? name.replace('Windows 10', 'Windows 11') : name;
}
