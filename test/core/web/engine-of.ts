import { publicSuffixes } from '../../../server/lists/public-suffixes.ts';
import { engineFromLists, type RuleEngine } from '../../../core/web/match/engine.ts';
import { judgeRequest, type WebAnswer, type WebRequest } from '../../../core/web/match/judge-request.ts';
import type { ListFormat } from '../../../core/web/rules/list-format.ts';

/** An engine of one list, with the real Public Suffix List. */
export function engineOf(rules: string, format: ListFormat = 'auto'): RuleEngine {
  return engineFromLists([{ list: 'test', category: 'phishing', effect: 'block', format, text: rules }], publicSuffixes)
    .engine;
}

export function judge(rules: string, request: string | WebRequest): WebAnswer {
  return judgeRequest(engineOf(rules), typeof request === 'string' ? { url: request } : request);
}
