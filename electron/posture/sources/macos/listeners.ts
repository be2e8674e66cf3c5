import { readListeners } from '../linux/listeners.ts';
import { defineSource } from '../source.ts';

/** launchd holds the ports of what is switched on, whether or not it runs yet. Connections are none of our business and are not kept. */
export const macosListeners = defineSource({
  id: 'macos/listeners',
  platform: 'macos',
  family: 'remoteAccess',
  fact: 'remoteAccess',
  pace: 'settings',
  gather: {
    via: 'command',
    tool: ['/usr/sbin/netstat'],
    args: ['-anp', 'tcp'],
    keepOnly: (output) => output.replace(/^(?!.*\bLISTEN\b).*\n?/gm, ''),
  },
  parse: (output) => readListeners(output, undefined),
});
