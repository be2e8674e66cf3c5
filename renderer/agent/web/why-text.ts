import type { WebViewState } from '../../../core/ipc/client-view.ts';
import type { useText } from '../text.ts';

/** Why a site is blocked: the company's own words if it has some, else what kind of rule it was. */
export function whyText(
  { why, list, rule }: Pick<NonNullable<WebViewState['blocked']>, 'why' | 'list' | 'rule'>,
  t: ReturnType<typeof useText>,
): string {
  if (why !== '') return why;
  switch (list) {
    case 'policy':
      return t(rule === 'allow-only' ? 'web.blocked.allowOnly' : 'web.blocked.noWhy');
    case 'lookalike':
      return t('web.blocked.lookalike');
    case 'built-in':
      return t('web.blocked.notJudged');
    default:
      return t('web.blocked.byList', { list });
  }
}
