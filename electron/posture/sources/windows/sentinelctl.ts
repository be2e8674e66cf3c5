import { readSentinelctl } from '../agents.ts';
import { defineSource } from '../source.ts';

/** It answers to administrators only; what they recorded is read all the same. */
export const windowsSentinelctl = defineSource({
  id: 'windows/sentinelctl',
  platform: 'windows',
  family: 'antivirus',
  fact: 'antivirus',
  pace: 'settings',
  gather: null,
  parse: readSentinelctl,
});
