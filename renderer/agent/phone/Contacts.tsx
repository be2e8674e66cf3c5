import { Phone } from 'lucide-react';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { useText } from '../text.ts';
import type { Contact } from './find-contacts.ts';
import styles from './Contacts.module.css';

interface ContactsProps {
  readonly all: readonly Contact[];
  readonly found: readonly Contact[];
  readonly filtered: boolean;
  readonly onCall: (number: string) => void;
}

export function Contacts({ all, found, filtered, onCall }: ContactsProps) {
  const t = useText();
  return (
    <section aria-labelledby="contacts">
      <h2 id="contacts" className={styles['title']}>
        {t('phone.contacts')}
      </h2>
      {all.length === 0 ? <p className={styles['quiet']}>{t('phone.noContacts')}</p> : null}
      {all.length > 0 && filtered && found.length === 0 ? (
        <p className={styles['quiet']}>{t('phone.noMatch')}</p>
      ) : null}
      <ul className={styles['list']}>
        {found.map((contact) => (
          <li key={contact.extension}>
            <button type="button" className={styles['contact']} onClick={() => onCall(contact.extension)}>
              <span className={styles['initials']} aria-hidden data-initials={initials(contact.name)} />
              <span className={styles['name']}>{contact.name}</span>{' '}
              <span className={styles['number']}>{contact.extension}</span>{' '}
              <VisuallyHidden>{t('phone.call')}</VisuallyHidden>
              <Phone size={16} aria-hidden className={styles['icon']} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const [first, last] = [words.at(0), words.length > 1 ? words.at(-1) : undefined];
  return [first, last].map((word) => word?.[Symbol.iterator]().next().value ?? '').join('');
}
