import { readSentinelctl } from '../agents.ts';
import { defineSource } from '../source.ts';

/** It answers to administrators only; what they recorded is read all the same. */
export const macosSentinelctl = defineSource({
  id: 'macos/sentinelctl',
  platform: 'macos',
  family: 'antivirus',
  fact: 'antivirus',
  pace: 'settings',
  gather: null,
  parse: readSentinelctl,
});
