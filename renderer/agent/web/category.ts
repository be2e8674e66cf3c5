import type { AgentKey } from '../../i18n/agent-en.ts';

/** The sentence for a kind of site; a kind that this version does not know is “not for work”. */
export function categoryKey(category: string): AgentKey {
  switch (category) {
    case 'phishing':
    case 'malware':
    case 'remote-control':
    case 'file-sharing':
    case 'webmail':
    case 'social':
    case 'not-allowed':
      return `web.category.${category}`;
    default:
      return 'web.category.other';
  }
}
