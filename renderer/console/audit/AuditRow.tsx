import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import type { AuditEvent } from '../api/client.ts';
import { Cell } from '../../ui/Table.tsx';
import { useText } from '../use-text.ts';
import styles from './Audit.module.css';

const SHORT_HASH = 10;

/** One entry; opens to everything that was recorded with it. */
export function AuditRow({ event }: { readonly event: AuditEvent }) {
  const t = useText();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const details = Object.entries(event.details);
  return (
    <>
      <tr>
        <Cell>
          <button
            type="button"
            className={styles['toggle']}
            aria-expanded={isOpen}
            aria-controls={id}
            aria-label={t('audit.details', { sequence: event.sequence })}
            onClick={() => setOpen(!isOpen)}
          >
            <ChevronRight size={16} aria-hidden data-mirror />
          </button>
        </Cell>
        <Cell align="end">{event.sequence}</Cell>
        <Cell>
          <time dateTime={event.at} className={styles['time']}>
            {t.dateTime(Date.parse(event.at))}
          </time>
        </Cell>
        <Cell>{event.actor}</Cell>
        <Cell>{t.maybe(`audit.action.${event.action}`) ?? <code>{event.action}</code>}</Cell>
        <Cell>
          <span className={styles['subject']}>{event.subject}</span>
        </Cell>
        <Cell>
          <code title={event.hash}>{event.hash.slice(0, SHORT_HASH)}</code>
        </Cell>
      </tr>
      <tr id={id} hidden={!isOpen}>
        <td colSpan={7} className={styles['details']}>
          {isOpen ? (
            <dl className={styles['list']}>
              {details.length === 0 ? <dd className={styles['none']}>{t('audit.noDetails')}</dd> : null}
              {details.map(([name, value]) => (
                <Detail
                  key={name}
                  name={name}
                  value={typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
                />
              ))}
              <Detail name={t('audit.hash')} value={event.hash} />
            </dl>
          ) : null}
        </td>
      </tr>
    </>
  );
}

function Detail({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <code>{value}</code>
      </dd>
    </>
  );
}
