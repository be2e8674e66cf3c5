import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { whenKnown } from '../known.ts';
import { remoteServiceSchema, type RemoteService } from './fact.ts';

/** As people know them; short, because a sentence names all that are on. */
const NAMES: { readonly [S in RemoteService]: string } = {
  ssh: 'Remote Login (SSH)',
  rdp: 'Remote Desktop',
  vnc: 'Screen Sharing (VNC)',
  winrm: 'Windows Remote Management',
  'file-sharing': 'File Sharing',
  'remote-management': 'Remote Management',
  telnet: 'Telnet',
};

/** Nobody on the network can log in to this laptop or fetch its files. */
export const remoteAccess = defineCheck({
  id: 'remoteAccess',
  facts: ['remoteAccess'],
  maxAgeMs: 20 * 60_000,
  parameters: z.strictObject({
    allow: z
      .array(remoteServiceSchema)
      .max(8)
      .default([])
      .describe(
        'Services that may be on: ssh, rdp, vnc, winrm, file-sharing, remote-management (for instance the company’s own device management) or telnet.',
      ),
  }),
  settingsPage: 'sharing',
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    pciDss: ['2.2.4'],
    hipaa: ['164.312(a)(1)'],
    gdpr: ['Art. 32(1)(b)'],
    ccpa: [],
    iso27001: ['A.8.9', 'A.8.20'],
    nist800171: ['3.1.12', '3.4.6', '3.4.7'],
  },
  judge: (facts, { allow }) =>
    whenKnown(facts, 'remoteAccess', ({ services }) => {
      const on = services.filter((service) => !allow.includes(service));
      if (on.length > 0)
        return {
          status: 'fail',
          evidence: {
            key: 'evidence.remoteAccess.on',
            values: { services: on.map((service) => NAMES[service]).join(', ') },
          },
        };
      return {
        status: 'pass',
        evidence: { key: services.length > 0 ? 'evidence.remoteAccess.allowed' : 'evidence.remoteAccess.off' },
      };
    }),
});
