import { endOfLifeOn, linuxEndOfLife, versionOfCodename, type EndOfLife } from '../end-of-life.ts';
import { unknownReading, type OsReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/** https://www.freedesktop.org/software/systemd/man/latest/os-release.html */
export const osRelease = defineSource({
  id: 'linux/os-release',
  platform: 'linux',
  family: 'os',
  fact: 'os',
  pace: 'hourly',
  gather: { via: 'file', paths: ['/etc/os-release', '/usr/lib/os-release'], take: 'first' },
  parse: (output, { asOf }) => {
    const fields = readFields(output);
    const id = fields.get('ID')?.toLowerCase() ?? null;
    if (id === null) return unknownReading.os('unreadable');
    const version = fields.get('VERSION_ID') ?? null;
    const { eol, reason } = endOfLife(id, version, fields, asOf);
    const reading: OsReading = {
      id,
      name: fields.get('PRETTY_NAME') ?? fields.get('NAME') ?? id,
      version,
      build: fields.get('BUILD_ID') ?? null,
      eol,
      judgedOn: asOf,
      reason,
    };
    return reading;
  },
});

function endOfLife(id: string, version: string | null, fields: ReadonlyMap<string, string>, asOf: string): EndOfLife {
  // A release that is still being made is none: it has the number of a table's row without its support.
  if (
    /rawhide|prerelease|development branch|\bsid\b|\bbeta\b/i.test(
      `${fields.get('VERSION') ?? ''} ${fields.get('PRETTY_NAME') ?? ''}`,
    )
  )
    return { eol: null, reason: 'unsupported' };
  const supportEnd = fields.get('SUPPORT_END');
  if (supportEnd !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(supportEnd)) return endOfLifeOn(supportEnd, asOf);
  const listed = linuxEndOfLife(id, version, asOf);
  if (listed.reason !== 'unsupported') return listed;
  // A derivative lives no longer than what it is built on.
  for (const [base, key] of [
    ['ubuntu', 'UBUNTU_CODENAME'],
    ['debian', 'DEBIAN_CODENAME'],
  ] as const) {
    const codename = fields.get(key);
    const baseVersion = codename === undefined || id === base ? null : versionOfCodename(base, codename);
    if (baseVersion !== null) return linuxEndOfLife(base, baseVersion, asOf);
  }
  return listed;
}

function readFields(output: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const lines = output.split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    const match = /^\s*([A-Z][A-Z0-9_]*)=(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^"'\s]*))\s*$/.exec(line);
    if (match === null) continue;
    const [, key = '', double, single, bare] = match;
    // The last line of a text that was cut off: VERSION_ID=4 may have been 42.
    if (
      bare !== undefined &&
      index === lines.length - 1 &&
      (key === 'VERSION_ID' || key === 'SUPPORT_END' || key === 'ID')
    )
      continue;
    const value = double?.replace(/\\(["\\$`])/g, '$1') ?? single ?? bare ?? '';
    if (value !== '') fields.set(key, value);
  }
  return fields;
}
