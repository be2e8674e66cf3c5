import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { whenKnown } from '../known.ts';

/** This is a laptop, not a system inside another one that could watch it. */
export const virtualMachine = defineCheck({
  id: 'virtualMachine',
  facts: ['virtualMachine'],
  maxAgeMs: 2 * 60 * 60_000,
  parameters: z.strictObject({
    allowed: z
      .array(z.string().trim().min(1).max(64))
      .max(20)
      .default([])
      .describe(
        'Kinds of virtual machines that are yours, as Offhook names them: “Hyper-V” for Windows 365, “VMware” …',
      ),
  }),
  settingsPage: null,
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    pciDss: [],
    hipaa: [],
    gdpr: [],
    ccpa: [],
    iso27001: ['A.8.1'],
    nist800171: [],
  },
  judge: (facts, { allowed }) =>
    whenKnown(facts, 'virtualMachine', ({ vm, hypervisor }) => {
      if (!vm) return { status: 'pass', evidence: { key: 'evidence.virtualMachine.real' } };
      if (hypervisor === null) return { status: 'fail', evidence: { key: 'evidence.virtualMachine.virtual' } };
      const values = { hypervisor };
      const isAllowed = allowed.some((name) => name.toLowerCase() === hypervisor.toLowerCase());
      return isAllowed
        ? { status: 'pass', evidence: { key: 'evidence.virtualMachine.allowed', values } }
        : { status: 'fail', evidence: { key: 'evidence.virtualMachine.virtualBy', values } };
    }),
});
