import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CHECK_IDS, type CheckId } from '../../../core/checks/catalogue.ts';
import type { DeviceId } from '../../../core/ids.ts';
import { askWaiverSchema } from '../../../core/wire/console.ts';
import { useApi } from '../api/api-context.tsx';
import { useDevices } from '../api/queries.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useAct } from '../app/use-act.ts';
import { matchesWords } from '../floor/match-words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../use-text.ts';
import { isDecidedAlone, MINUTES, type Minutes } from './exception-minutes.ts';
import styles from './Exceptions.module.css';

interface Laptop {
  readonly deviceId: DeviceId;
  readonly agent: string;
}

interface AskExceptionDialogProps {
  /** What it is about, when that is known already. */
  readonly check?: CheckId;
  readonly device?: Laptop;
  readonly onClose: () => void;
}

/** Asks for an exception: what, for whom, why and for how long. Says before whether somebody else has to approve it. */
export function AskExceptionDialog({ check: about, device, onClose }: AskExceptionDialogProps) {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const [check, setCheck] = useState<CheckId>(about ?? 'diskEncryption');
  const [kind, setKind] = useState<'device' | 'group'>('device');
  const [laptop, setLaptop] = useState<Laptop | null>(device ?? null);
  const [group, setGroup] = useState('');
  const [reason, setReason] = useState('');
  const [minutes, setMinutes] = useState<Minutes>('60');
  const [shown, setShown] = useState(false);
  const scope =
    kind === 'group'
      ? { type: 'group' as const, group: group.trim() }
      : { type: 'device' as const, deviceId: laptop?.deviceId ?? '' };
  const parsed = askWaiverSchema.safeParse({ check, scope, reason, minutes: Number(minutes) });
  const isWrong = (field: string): boolean =>
    shown && !parsed.success && parsed.error.issues.some(({ path }) => path[0] === field);
  const alone = isDecidedAlone(kind, minutes);
  const ask = useAct(
    async () => {
      if (parsed.success) await api.askWaiver(parsed.data);
    },
    {
      done: t(alone ? 'exception.made' : 'exception.asked'),
      onDone: () => {
        void queryClient.invalidateQueries({ queryKey: queryKeys.waivers });
        onClose();
      },
    },
  );
  return (
    <Dialog
      open
      onClose={onClose}
      busy={ask.isBusy}
      title={t('exception.ask.title')}
      description={t('exception.ask.text')}
      actions={
        <>
          <Button onClick={onClose} disabled={ask.isBusy}>
            {t('app.cancel')}
          </Button>
          <Button
            variant="primary"
            busy={ask.isBusy}
            onClick={() => {
              setShown(true);
              if (parsed.success) ask.run();
            }}
          >
            {t(alone ? 'exception.ask.make' : 'exception.ask.send')}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <Select
          label={t('exception.check')}
          value={check}
          options={CHECK_IDS.map((value) => ({ value, label: t(`check.${value}.name`) }))}
          onChange={setCheck}
        />
        {device === undefined ? (
          <>
            <Segmented
              label={t('exception.for')}
              value={kind}
              options={(['device', 'group'] as const).map((value) => ({ value, label: t(`exception.for.${value}`) }))}
              onChange={setKind}
            />
            {kind === 'group' ? (
              <TextField
                label={t('exception.group')}
                value={group}
                maxLength={60}
                error={isWrong('scope') ? t('exception.group.missing') : null}
                onChange={setGroup}
              />
            ) : (
              <LaptopField chosen={laptop} onChoose={setLaptop} isMissing={isWrong('scope')} />
            )}
          </>
        ) : (
          <p>{t('exception.forAgent', { agent: device.agent })}</p>
        )}
        <TextField
          label={t('exception.reason')}
          hint={t('exception.reason.hint')}
          rows={2}
          value={reason}
          maxLength={500}
          error={isWrong('reason') ? t('exception.reason.missing') : null}
          onChange={setReason}
        />
        <Select
          label={t('exception.howLong')}
          value={minutes}
          options={MINUTES.map((value) => ({ value, label: t(`exception.minutes.${value}`) }))}
          onChange={setMinutes}
        />
        <Notice kind="info" live>
          {t(alone ? 'exception.alone' : 'exception.needsIt')}
        </Notice>
      </div>
    </Dialog>
  );
}

/** More than anybody reads; a longer search finds the others. */
const MOST_LAPTOPS = 50;

interface LaptopFieldProps {
  readonly chosen: Laptop | null;
  readonly onChoose: (laptop: Laptop | null) => void;
  readonly isMissing: boolean;
}

function LaptopField({ chosen, onChoose, isMissing }: LaptopFieldProps) {
  const t = useText();
  const devices = useDevices();
  const [search, setSearch] = useState('');
  const fitting = (devices.data?.devices ?? [])
    .filter(({ agent }) => matchesWords(`${agent.name} ${agent.extension}`, search))
    .slice(0, MOST_LAPTOPS);
  return (
    <>
      <TextField
        type="search"
        label={t('exception.laptop.search')}
        placeholder={t('floor.search.placeholder')}
        value={search}
        onChange={setSearch}
      />
      <Select
        label={t('exception.laptop')}
        value={chosen?.deviceId ?? ''}
        error={isMissing ? t('exception.laptop.missing') : null}
        options={[
          { value: '', label: t('exception.laptop.none') },
          ...fitting.map((row) => ({
            value: row.deviceId as string,
            label: `${row.agent.name} (${row.agent.extension}), ${row.system ?? t('device.unknownSystem')}`,
          })),
        ]}
        onChange={(value) => {
          const row = fitting.find(({ deviceId }) => deviceId === value);
          onChoose(row === undefined ? null : { deviceId: row.deviceId, agent: row.agent.name });
        }}
      />
    </>
  );
}
