import type { AgentKey } from '../../i18n/agent-en.ts';

/** Chromium's error names (net/base/net_error_list.h) in the few kinds that a person can act on. */
export function loadFailureKey(code: string): AgentKey {
  if (/^ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|NETWORK_ACCESS_DENIED|ADDRESS_UNREACHABLE)$/.test(code))
    return 'web.failed.offline';
  if (/^ERR_(NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|INVALID_URL)$/.test(code)) return 'web.failed.name';
  if (/^ERR_(CONNECTION_REFUSED|CONNECTION_RESET|CONNECTION_CLOSED|EMPTY_RESPONSE|CONNECTION_FAILED)$/.test(code))
    return 'web.failed.refused';
  if (/^ERR_(TIMED_OUT|CONNECTION_TIMED_OUT)$/.test(code)) return 'web.failed.slow';
  if (/^ERR_(CERT_|SSL_|BAD_SSL)/.test(code)) return 'web.failed.unsafe';
  return 'web.failed.other';
}
