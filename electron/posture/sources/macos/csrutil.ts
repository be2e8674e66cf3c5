import { refusalReason } from '../format/refusal.ts';
import { integrityReading } from '../integrity.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/** csrutil(8) is not translated. Only `enabled.` with nothing behind it is on: a custom configuration lists many that are. */
export const csrutil = defineSource({
  id: 'macos/csrutil',
  platform: 'macos',
  family: 'sip',
  fact: 'systemIntegrity',
  pace: 'hourly',
  gather: { via: 'command', tool: ['/usr/bin/csrutil'], args: ['status'] },
  parse: (output) => {
    const states = [...output.matchAll(/System Integrity Protection status:\s*(.*?)\s*$/gm)].map(
      (line) => line[1] ?? '',
    );
    const isCustom = /custom configuration|apple internal:\s*enabled|^\s*[\w ]+:\s*disabled\b/im.test(output);
    if (states.some((state) => /^disabled\b|\(.*\)/i.test(state)) || (states.length > 0 && isCustom))
      return integrityReading('sip', false);
    return states.length > 0 && states.every((state) => state === 'enabled.')
      ? integrityReading('sip', true)
      : unknownReading.sip(refusalReason(output));
  },
});
