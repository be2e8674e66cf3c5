import { readFalconctl } from '../agents.ts';
import { defineSource } from '../source.ts';

/** It answers to administrators only; what they recorded is read all the same. */
export const linuxFalconctl = defineSource({
  id: 'linux/falconctl',
  platform: 'linux',
  family: 'antivirus',
  fact: 'antivirus',
  pace: 'settings',
  gather: null,
  parse: readFalconctl,
});
