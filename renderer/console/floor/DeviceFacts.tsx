import type { DeviceRow } from '../../../core/wire/console.ts';
import { usePolicy } from '../api/queries.ts';
import { useSignedIn } from '../app/session-context.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { useText, type Text } from '../use-text.ts';
import styles from './DevicePanel.module.css';

export function DeviceFacts({ row }: { readonly row: DeviceRow }) {
  const t = useText();
  const { role } = useSignedIn().person;
  const current = usePolicy(role !== 'agent').data?.version;
  return (
    <section className={styles['section']}>
      <h3>{t('device.facts')}</h3>
      <dl className={styles['facts']}>
        <dt>{t('device.system')}</dt>
        <dd>{row.system ?? t('device.unknownSystem')}</dd>
        <dt>{t('device.model')}</dt>
        <dd>{row.model ?? t('device.unknownSystem')}</dd>
        <dt>{t('device.lastSeen')}</dt>
        <dd>{row.lastSeenAt === null ? t('app.never') : <RelativeTime at={row.lastSeenAt} />}</dd>
        <dt>{t('device.policy')}</dt>
        <dd>{policyText(row.policyVersion, current, t)}</dd>
        <dt>{t('device.key')}</dt>
        <dd>{t(`device.key.${row.keyStorage}`)}</dd>
      </dl>
    </section>
  );
}

function policyText(version: number, current: number | undefined, t: Text): string {
  if (version === 0) return t('device.policy.none');
  if (current === undefined || version >= current) return t('device.policy.version', { version });
  return t('device.policy.behind', { version, current });
}
