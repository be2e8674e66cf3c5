import { readMdatpHealth } from '../mdatp-health.ts';
import { defineSource, linuxTool } from '../source.ts';

/** Microsoft Defender for Endpoint, asked by its own tool, which needs no rights for this. */
export const linuxMdatpHealth = defineSource({
  id: 'linux/mdatp-health',
  platform: 'linux',
  family: 'antivirus',
  fact: 'antivirus',
  pace: 'settings',
  gather: { via: 'command', tool: linuxTool('mdatp'), args: ['health', '--output', 'json'], olderArgs: ['health'] },
  parse: readMdatpHealth,
});
