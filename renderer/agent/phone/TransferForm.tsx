import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useView } from '../client/use-view.ts';
import { useServices } from '../services.ts';
import { useText } from '../text.ts';
import { findContacts, numberToCall } from './find-contacts.ts';
import type { LiveCall } from './softphone-state.ts';
import styles from './Card.module.css';

interface TransferFormProps {
  readonly call: LiveCall;
  readonly onDone: () => void;
}

/** Sends the other side on to somebody else. */
export function TransferForm({ call, onDone }: TransferFormProps) {
  const t = useText();
  const { phone } = useServices();
  const contacts = useView((view) => view.contacts.filter(({ extension }) => extension !== call.number));
  const [to, setTo] = useState('');
  const [wrong, setWrong] = useState(false);
  const found = to.trim() === '' ? [] : findContacts(contacts, to).slice(0, 4);
  const transfer = (number: string | null): void => {
    if (number !== null && phone.transfer(number)) onDone();
    else setWrong(true);
  };
  return (
    <form
      className={styles['panel']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        transfer(numberToCall(to, found));
      }}
    >
      <TextField
        label={t('call.transferTo')}
        placeholder={t('phone.numberPlaceholder')}
        type="tel"
        focusFirst
        maxLength={120}
        value={to}
        error={wrong ? t('phone.notANumber') : null}
        onChange={(value) => {
          setTo(value);
          setWrong(false);
        }}
      />
      {found.length === 0 ? null : (
        <div className={styles['row']}>
          {found.map((contact) => (
            <Button key={contact.extension} onClick={() => transfer(contact.extension)}>
              {`${contact.name} · ${contact.extension}`}
            </Button>
          ))}
        </div>
      )}
      <div className={styles['row']}>
        <Button variant="primary" type="submit" disabled={to.trim() === ''}>
          {t('call.transferNow')}
        </Button>
        <Button onClick={onDone}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
