import { protection } from './antivirus.ts';
import { refusalReason } from './format/refusal.ts';
import { unknownReading, type AntivirusReading } from './reading.ts';

/** `falconctl -g --aid --rfm-state` on Linux, `falconctl stats` on macOS. Without an agent id it was never registered and does nothing. */
export function readFalconctl(output: string): AntivirusReading {
  const name = 'CrowdStrike Falcon';
  if (/\baid is not set\b/i.test(output) || /\brfm-state\s*=\s*true\b/i.test(output)) return protection(false, name);
  const operational = /^\s*Sensor operational\s*:\s*(\w+)/im.exec(output)?.[1]?.toLowerCase();
  if (operational !== undefined) return operational === 'true' ? protection(true, name) : protection(false, name);
  const hasId = /\baid\s*=\s*"?[0-9a-f]{32}\b/i.test(output);
  // Reduced functionality means that the kernel is not supported; without that line it is not known.
  return hasId && /\brfm-state\s*=\s*false\b/i.test(output)
    ? protection(true, name)
    : unknownReading.antivirus(refusalReason(output.slice(0, 2000)));
}

/** `sentinelctl status`: the macOS and Linux forms name a protection, the Windows one says which parts are loaded. */
export function readSentinelctl(output: string): AntivirusReading {
  const name = 'SentinelOne';
  const state = /^\s*(?:Protection|Agent state|Agent operational state|Agent is)\s*:?\s+(\w[\w -]*?)\s*$/im
    .exec(output)?.[1]
    ?.toLowerCase();
  const isReady = !/^\s*Ready\s*:\s*no\b/im.test(output);
  if (state !== undefined) {
    if (/^(?:enabled|on|active)$/.test(state) && isReady) return protection(true, name);
    if (/^(?:disabled|off|inactive|not loaded|not running)/.test(state) || !isReady) return protection(false, name);
  }
  if (/^\s*Sentinel(?:Agent|Monitor) is not (?:loaded|running)/im.test(output)) return protection(false, name);
  if (/^\s*Disable State:\s*(?!Not disabled)\S/im.test(output)) return protection(false, name);
  if (/^\s*SentinelMonitor is loaded/im.test(output) && /^\s*SentinelAgent is (?:loaded|running)/im.test(output))
    return protection(true, name);
  return unknownReading.antivirus(refusalReason(output.slice(0, 2000)));
}

/** `cytool runtime query`: each part with its state; the service and its driver must both run. */
export function readCytool(output: string): AntivirusReading {
  const name = 'Cortex XDR';
  const parts = [...output.matchAll(/^\s*(cyserver|cyverak|cyvrmtgn|cyvrfsfd|pmd)\b.*?\b(running|stopped)\b/gim)].map(
    (match) => ({
      part: (match[1] ?? '').toLowerCase(),
      on: (match[2] ?? '').toLowerCase() === 'running',
    }),
  );
  if (parts.length === 0) return unknownReading.antivirus(refusalReason(output.slice(0, 2000)));
  if (parts.some(({ on }) => !on)) return protection(false, name);
  return parts.some(({ part }) => part === 'cyserver' || part === 'pmd')
    ? protection(true, name)
    : unknownReading.antivirus('unreadable');
}
