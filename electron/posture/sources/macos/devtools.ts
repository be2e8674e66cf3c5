import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/** `DevToolsSecurity -status`, not translated: whether debuggers may take hold of other programs without asking. */
export const devtools = defineSource({
  id: 'macos/devtools',
  platform: 'macos',
  family: 'developer',
  fact: 'developerMode',
  pace: 'hourly',
  gather: { via: 'command', tool: ['/usr/sbin/DevToolsSecurity'], args: ['-status'] },
  parse: (output) => {
    const states = new Set(
      [...output.matchAll(/Developer mode is (?:currently |already )?(enabled|disabled)\b/gi)].map((word) =>
        word[1]?.toLowerCase(),
      ),
    );
    if (states.has('enabled')) return { developerMode: true, testSigning: null, reason: null };
    if (states.has('disabled')) return { developerMode: false, testSigning: null, reason: null };
    return unknownReading.developer(refusalReason(output));
  },
});
