import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/** kernel_lockdown(7): the state in brackets. With `integrity` and above the kernel loads signed modules only. */
export const lockdown = defineSource({
  id: 'linux/lockdown',
  platform: 'linux',
  family: 'developer',
  fact: 'developerMode',
  pace: 'hourly',
  gather: { via: 'file', paths: ['/sys/kernel/security/lockdown'], take: 'first' },
  parse: (output) => {
    const state = /^\s*(?:none|\[none\]) .*$/m.test(output)
      ? /\[(none|integrity|confidentiality)\]/.exec(output)?.[1]
      : undefined;
    return state === undefined
      ? unknownReading.developer(refusalReason(output))
      : { developerMode: null, testSigning: state === 'none', reason: null };
  },
});

/** The same, asked for by itself (CONFIG_MODULE_SIG_FORCE, module.sig_enforce). N says nothing: a lockdown may do it. */
export const moduleSignatures = defineSource({
  id: 'linux/module-signatures',
  platform: 'linux',
  family: 'developer',
  fact: 'developerMode',
  pace: 'hourly',
  gather: { via: 'file', paths: ['/sys/module/module/parameters/sig_enforce'], take: 'first' },
  parse: (output) => {
    const word = output.trim();
    if (word === 'Y') return { developerMode: null, testSigning: false, reason: null };
    return unknownReading.developer(word === 'N' ? 'not-installed' : refusalReason(output));
  },
});
