import { readSentinelctl } from '../agents.ts';
import { defineSource } from '../source.ts';

/** It answers to administrators only; what they recorded is read all the same. */
export const linuxSentinelctl = defineSource({
  id: 'linux/sentinelctl',
  platform: 'linux',
  family: 'antivirus',
  fact: 'antivirus',
  pace: 'settings',
  gather: null,
  parse: readSentinelctl,
});
