import { Laptop, Link2 } from 'lucide-react';
import { useState } from 'react';
import type { DeviceRow } from '../../../core/wire/console.ts';
import { useDevice, useDevices } from '../api/queries.ts';
import { LoadFailed } from '../app/LoadFailed.tsx';
import { Loading } from '../app/Loading.tsx';
import { Page } from '../app/Page.tsx';
import { useSignedIn } from '../app/session-context.ts';
import { EnrolmentDialog } from '../people/EnrolmentDialog.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { DeviceFacts } from '../floor/DeviceFacts.tsx';
import { FindingList } from '../floor/FindingList.tsx';
import { floorGroup } from '../floor/floor-group.ts';
import { phoneState } from '../floor/phone-state.ts';
import { useText } from '../use-text.ts';
import styles from './MyLaptopPage.module.css';

/** What the server knows about the laptop of the agent who reads this. */
export function MyLaptopPage() {
  const t = useText();
  const { person } = useSignedIn();
  const devices = useDevices();
  const [isEnrolling, setEnrolling] = useState(false);
  const mine = devices.data?.devices.filter((row) => row.agent.id === person.id);
  return (
    <Page
      title={t('laptop.title')}
      lead={t('laptop.lead')}
      aside={
        <Button icon={<Link2 size={15} aria-hidden />} onClick={() => setEnrolling(true)}>
          {t('laptop.enrol')}
        </Button>
      }
    >
      {mine === undefined ? (
        devices.isError ? (
          <LoadFailed error={devices.error} onRetry={() => void devices.refetch()} />
        ) : (
          <Loading />
        )
      ) : mine.length === 0 ? (
        <EmptyState icon={<Laptop size={22} />} title={t('laptop.none.title')}>
          {t('laptop.none.text')}
        </EmptyState>
      ) : (
        mine.map((row) => <OwnDevice key={row.deviceId} row={row} />)
      )}
      {isEnrolling ? <EnrolmentDialog person={person} onClose={() => setEnrolling(false)} /> : null}
    </Page>
  );
}

function OwnDevice({ row }: { readonly row: DeviceRow }) {
  const t = useText();
  const detail = useDevice(row.deviceId);
  return (
    <article className={styles['device']}>
      <h2 className={styles['state']}>
        <StateMark tone={phoneState(row, t).tone} size={22} />
        {t(`laptop.${floorGroup(row)}`)}
      </h2>
      {row.held ? <p>{t('laptop.held')}</p> : null}
      {detail.data === undefined ? <Loading /> : <FindingList detail={detail.data} />}
      <DeviceFacts row={row} />
    </article>
  );
}
