import { readMdatpHealth } from '../mdatp-health.ts';
import { defineSource } from '../source.ts';

/** Microsoft Defender for Endpoint, asked by its own tool, which needs no rights for this. */
export const macosMdatpHealth = defineSource({
  id: 'macos/mdatp-health',
  platform: 'macos',
  family: 'antivirus',
  fact: 'antivirus',
  pace: 'settings',
  gather: {
    via: 'command',
    tool: ['/usr/local/bin/mdatp'],
    args: ['health', '--output', 'json'],
    olderArgs: ['health'],
  },
  parse: readMdatpHealth,
});
