import { hostRuleSchema } from '../../../core/policy/web-policy.ts';

/** A host as the policy writes it, from what people paste: a whole address is taken apart. null when there is no host in it. */
export function readHost(text: string): string | null {
  const trimmed = text.trim().toLowerCase();
  const address = trimmed.includes('://') ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(address)) return null;
  const parsed = hostRuleSchema.safeParse(new URL(address).hostname.replace(/\.$/u, ''));
  return parsed.success && parsed.data.includes('.') ? parsed.data : null;
}
