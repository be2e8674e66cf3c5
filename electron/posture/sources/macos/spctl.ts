import { refusalReason } from '../format/refusal.ts';
import { integrityReading } from '../integrity.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/** `spctl --status`, not translated; it ends with 1 when assessments are off. */
export const spctl = defineSource({
  id: 'macos/spctl',
  platform: 'macos',
  family: 'gatekeeper',
  fact: 'systemIntegrity',
  pace: 'hourly',
  gather: { via: 'command', tool: ['/usr/sbin/spctl'], args: ['--status'], okExit: [0, 1] },
  parse: (output) => {
    const states = new Set([...output.matchAll(/^\s*assessments (enabled|disabled)\s*$/gm)].map((line) => line[1]));
    if (states.has('disabled')) return integrityReading('gatekeeper', false);
    return states.has('enabled')
      ? integrityReading('gatekeeper', true)
      : unknownReading.gatekeeper(refusalReason(output));
  },
});
