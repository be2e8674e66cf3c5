import { refusalReason } from '../format/refusal.ts';
import { keptRoots, readKeptRoots, rootCertificates } from '../interceptors.ts';
import { unknownReading, type RootCertificatesReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';

/** Where Debian, Fedora, Arch and openSUSE look for certificates that somebody added (update-ca-certificates(8), update-ca-trust(8)). */
const FOLDERS = [
  '/usr/local/share/ca-certificates',
  '/etc/pki/ca-trust/source/anchors',
  '/etc/ca-certificates/trust-source/anchors',
  '/etc/pki/trust/anchors',
];

/** A file there is a certificate (or several) that the whole system believes. Browsers' own stores are not seen here. */
export const caAnchors = defineSource({
  id: 'linux/ca-anchors',
  platform: 'linux',
  family: 'rootCertificates',
  fact: 'rootCertificates',
  pace: 'settings',
  gather: {
    via: 'command',
    tool: linuxTool('find'),
    args: ['-L', ...FOLDERS, '-type', 'f'],
    // 1: one of the folders is not there, as on every system.
    okExit: [0, 1],
    keepOnly: (output) => {
      const reading = read(output);
      return reading.added === null ? output : keptRoots(reading);
    },
  },
  parse: (output, { exitCode }) => {
    // All four folders are there, and nothing is in any of them.
    if (exitCode === 0 && output.trim() === '') return rootCertificates([]);
    return readKeptRoots(output) ?? read(output);
  },
});

function read(output: string): RootCertificatesReading {
  const lines = output.split(/\r?\n/).map((line) => line.trim());
  const files = lines.filter((line) => FOLDERS.some((folder) => line.startsWith(`${folder}/`)));
  if (/permission denied|keine berechtigung/i.test(output)) return unknownReading.rootCertificates('needs-rights');
  const names = files
    .map((line) => line.slice(line.lastIndexOf('/') + 1))
    .filter((name) => !/^(?:readme|\.)/i.test(name));
  if (names.length > 0) return rootCertificates(names);
  // `find` names each folder that it misses; those that it does not name are there, and empty.
  const missing = FOLDERS.filter((folder) => lines.some((line) => /^\S*find: /.test(line) && line.includes(folder)));
  if (missing.length > 0 && missing.length < FOLDERS.length) return rootCertificates([]);
  return unknownReading.rootCertificates(
    missing.length === FOLDERS.length ? 'unsupported' : refusalReason(output.slice(0, 1000)),
  );
}
