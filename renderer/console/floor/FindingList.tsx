import type { Finding } from '../../../core/verdict/schema.ts';
import type { DeviceDetail, DeviceRow } from '../../../core/wire/console.ts';
import { useState } from 'react';
import { useSignedIn } from '../app/session-context.ts';
import { AskExceptionDialog } from '../exceptions/AskExceptionDialog.tsx';
import { useNow } from '../../lib/use-now.ts';
import { Button } from '../../ui/Button.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import type { Tone } from '../../ui/tone.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { useText, type Text } from '../use-text.ts';
import { groupFindings } from './finding-groups.ts';
import panel from './DevicePanel.module.css';
import styles from './FindingList.module.css';

/** Everything that was found, worst first, in words. */
export function FindingList({ detail }: { readonly detail: DeviceDetail }) {
  const t = useText();
  const reportedAt = detail.reportedAt ?? detail.device.lastSeenAt;
  if (detail.findings.length === 0) return <p className={styles['none']}>{t('device.findings.none')}</p>;
  const groups = groupFindings(detail.findings);
  return (['fix', 'watch', 'fine'] as const)
    .filter((group) => groups[group].length > 0)
    .map((group) => (
      <section key={group} className={panel['section']}>
        <h3>{t(`device.group.${group}`)}</h3>
        <ul className={styles['list']}>
          {groups[group].map((finding) => (
            <FindingItem key={finding.check} finding={finding} device={detail.device} reportedAt={reportedAt} />
          ))}
        </ul>
      </section>
    ));
}

const FRESH_MS = 5000;

interface FindingItemProps {
  readonly finding: Finding;
  readonly device: DeviceRow;
  readonly reportedAt: string | null;
}

function FindingItem({ finding, device, reportedAt }: FindingItemProps) {
  const t = useText();
  const nowMs = useNow(1000);
  const sinceReportMs = reportedAt === null ? 0 : Math.max(0, nowMs - Date.parse(reportedAt));
  const ageMs = finding.ageMs + sinceReportMs;
  const effect = effectText(finding, sinceReportMs, t);
  return (
    <li className={styles['finding']}>
      <StateMark tone={toneOf(finding)} size={18} label={t(`status.${finding.status}`)} />
      <div className={styles['text']}>
        <p className={styles['name']}>{t(`check.${finding.check}.name`)}</p>
        <p>{t.maybe(finding.evidence.key, finding.evidence.values) ?? t(`status.${finding.status}`)}</p>
        {effect === null ? null : <p className={styles['effect']}>{effect}</p>}
        <p className={styles['age']}>
          {ageMs < FRESH_MS ? t('device.measured.now') : t('device.measured', { age: t.duration(ageMs) })}
        </p>
        {finding.effect === 'closes' || finding.effect === 'grace' ? (
          <Except finding={finding} device={device} />
        ) : null}
      </div>
    </li>
  );
}

/** Only what closes the phone needs one. */
function Except({ finding, device }: Pick<FindingItemProps, 'finding' | 'device'>) {
  const t = useText();
  const { role } = useSignedIn().person;
  const [asking, setAsking] = useState(false);
  if (role !== 'it' && role !== 'supervisor') return null;
  return (
    <div className={styles['except']}>
      <Button variant="quiet" onClick={() => setAsking(true)}>
        {t('device.except')} <VisuallyHidden>{t(`check.${finding.check}.name`)}</VisuallyHidden>
      </Button>
      {asking ? (
        <AskExceptionDialog
          check={finding.check}
          device={{ deviceId: device.deviceId, agent: device.agent.name }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}

function toneOf(finding: Finding): Tone {
  if (finding.status === 'pass') return 'open';
  if (finding.effect === 'closes') return 'closed';
  return finding.status === 'fail' ? 'warn' : 'unknown';
}

function effectText(finding: Finding, sinceReportMs: number, t: Text): string | null {
  switch (finding.effect) {
    case 'closes':
      return t('device.effect.closes');
    case 'grace':
      return t('device.effect.grace', { time: t.duration(Math.max(0, (finding.graceLeftMs ?? 0) - sinceReportMs)) });
    case 'waived':
      return t('device.effect.waived', { time: t.duration(Math.max(0, (finding.waiverLeftMs ?? 0) - sinceReportMs)) });
    case 'warns':
      return t('device.effect.warns');
    case 'none':
      return finding.status === 'pass' ? null : t('device.effect.observed');
  }
}
