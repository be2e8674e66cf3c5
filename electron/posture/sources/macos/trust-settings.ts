import { refusalReason } from '../format/refusal.ts';
import { keptRoots, readKeptRoots, rootCertificates } from '../interceptors.ts';
import { unknownReading, type RootCertificatesReading } from '../reading.ts';
import { defineSource } from '../source.ts';

const SECURITY = ['/usr/bin/security'];

/** `security dump-trust-settings`: roots that this person was made to trust. 1 is what it ends with when there are none. */
export const trustSettings = defineSource({
  id: 'macos/trust-settings',
  platform: 'macos',
  family: 'rootCertificates',
  fact: 'rootCertificates',
  pace: 'settings',
  gather: { via: 'command', tool: SECURITY, args: ['dump-trust-settings'], okExit: [0, 1], keepOnly },
  parse,
});

/** The same for everybody on this Mac, as administrators and profiles set it. */
export const trustSettingsAdmin = defineSource({
  id: 'macos/trust-settings-admin',
  platform: 'macos',
  family: 'rootCertificates',
  fact: 'rootCertificates',
  pace: 'settings',
  gather: { via: 'command', tool: SECURITY, args: ['dump-trust-settings', '-d'], okExit: [0, 1], keepOnly },
  parse,
});

function keepOnly(output: string): string {
  const reading = parse(output);
  return reading.added === null ? output : keptRoots(reading);
}

function parse(output: string): RootCertificatesReading {
  const kept = readKeptRoots(output);
  if (kept !== null) return kept;
  if (/No Trust Settings were found/.test(output)) return rootCertificates([]);
  const count = /^Number of trusted certs = (\d+)\s*$/m.exec(output)?.[1];
  const blocks = output.split(/^(?=Cert \d+: )/m).filter((block) => /^Cert \d+: /.test(block));
  if (count === undefined || blocks.length !== Number(count))
    return unknownReading.rootCertificates(refusalReason(output.slice(0, 1000)));
  // Somebody may also have said that a certificate is never to be trusted.
  const trusted = blocks.filter((block) => {
    const results = [...block.matchAll(/Result Type\s*:\s*(\w+)/g)].map((match) => match[1]);
    return results.length === 0 || !results.every((result) => result === 'kSecTrustSettingsResultDeny');
  });
  return rootCertificates(trusted.map((block) => /^Cert \d+: (.*)$/m.exec(block)?.[1] ?? ''));
}
