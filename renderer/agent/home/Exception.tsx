import type { Finding } from '../../../core/verdict/schema.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useView } from '../client/use-view.ts';
import { useText } from '../text.ts';
import { useGraceLeft } from './use-grace-left.ts';
import { isEndingSoon, waiverOf } from './waiver-of.ts';

/** Who lets this pass for now, why, and until when. */
export function Exception({ finding }: { readonly finding: Finding }) {
  const t = useText();
  const { waivers, verdictAt } = useView((view) => ({ waivers: view.waivers, verdictAt: view.verdictAt }));
  const left = useGraceLeft(finding.waiverLeftMs) ?? 0;
  // A finding without the time of its verdict is none.
  if (finding.effect !== 'waived' || verdictAt === null) return null;
  const endsAtMs = Date.parse(verdictAt) + (finding.waiverLeftMs ?? 0);
  const waiver = waiverOf(finding, waivers);
  const soon = isEndingSoon(finding, waivers);
  return (
    <Notice
      kind={soon ? 'warn' : 'info'}
      live={soon}
      title={t(soon ? 'check.waiver.soon' : 'check.waiver.title', { time: t.duration(left) })}
    >
      <p>{t('check.waiver.until', { time: t.duration(left), end: t.dateTime(endsAtMs) })}</p>
      {waiver === null ? null : (
        <p>
          {waiver.approvedBy === ''
            ? t('check.waiver.why', { reason: waiver.reason })
            : t('check.waiver.by', { who: waiver.approvedBy, reason: waiver.reason })}
        </p>
      )}
      {soon ? <p>{t('check.waiver.fixNow')}</p> : null}
    </Notice>
  );
}
