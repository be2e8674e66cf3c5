import { readFalconctl } from '../agents.ts';
import { defineSource } from '../source.ts';

/** It answers to administrators only; what they recorded is read all the same. */
export const macosFalconctl = defineSource({
  id: 'macos/falconctl',
  platform: 'macos',
  family: 'antivirus',
  fact: 'antivirus',
  pace: 'settings',
  gather: null,
  parse: readFalconctl,
});
