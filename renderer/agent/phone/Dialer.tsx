import { Delete, Grip, Phone } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useView } from '../client/use-view.ts';
import { useServices } from '../services.ts';
import { useText } from '../text.ts';
import { Contacts } from './Contacts.tsx';
import { Keypad } from './Keypad.tsx';
import { findContacts, numberToCall } from './find-contacts.ts';
import { RegistrationNotice } from './RegistrationNotice.tsx';
import styles from './Dialer.module.css';

/** One field for names and numbers, a keypad that folds away, and colleagues one click away. */
export function Dialer() {
  const t = useText();
  const { phone, softphone } = useServices();
  const contacts = useView((view) => view.contacts);
  const registered = useStore(softphone, (state) => state.registration.state === 'registered');
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<'not-a-number' | 'not-now' | null>(null);
  const [keypad, setKeypad] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const found = findContacts(contacts, typed);
  useEffect(() => {
    field.current?.focus();
  }, []);

  const call = (number: string | null): void => {
    if (number === null) setProblem('not-a-number');
    else if (!phone.call(number)) setProblem(registered ? 'not-a-number' : 'not-now');
  };
  const type = (text: string): void => {
    setTyped(text);
    setProblem(null);
  };
  return (
    <div className={styles['dialer']}>
      <RegistrationNotice />
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          call(numberToCall(typed, found));
        }}
      >
        <TextField
          ref={field}
          large
          type="tel"
          dir="auto"
          label={t('phone.numberLabel')}
          placeholder={t('phone.numberPlaceholder')}
          value={typed}
          maxLength={120}
          error={problem === null ? null : t(problem === 'not-now' ? 'phone.notNow' : 'phone.notANumber')}
          onChange={type}
          onKeyDown={(event) => {
            if (event.key === 'Escape') type('');
          }}
        />
        <div className={styles['actions']}>
          <Button
            variant="primary"
            size="large"
            type="submit"
            wide
            disabled={typed.trim() === ''}
            icon={<Phone size={18} aria-hidden />}
          >
            {t('phone.call')}
          </Button>
          <IconButton
            label={keypad ? t('phone.hideKeypad') : t('phone.showKeypad')}
            icon={<Grip size={20} aria-hidden />}
            pressed={keypad}
            onClick={() => setKeypad(!keypad)}
          />
          {keypad ? (
            <IconButton
              label={t('phone.backspace')}
              icon={<Delete size={20} aria-hidden data-mirror />}
              disabled={typed === ''}
              onClick={() => type(typed.slice(0, -1))}
            />
          ) : null}
        </div>
        {keypad ? <Keypad onDigit={(digit) => type(typed + digit)} /> : null}
      </form>
      <Contacts all={contacts} found={found} filtered={typed.trim() !== ''} onCall={call} />
    </div>
  );
}
