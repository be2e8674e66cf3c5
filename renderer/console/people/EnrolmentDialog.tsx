import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useApi } from '../api/api-context.tsx';
import type { Person } from '../../../core/wire/console.ts';
import { errorText } from '../api/error-text.ts';
import { Loading } from '../app/Loading.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import fieldStyles from '../../ui/Field.module.css';
import { Notice } from '../../ui/Notice.tsx';
import { useText } from '../use-text.ts';

interface EnrolmentDialogProps {
  readonly person: Pick<Person, 'id' | 'name'>;
  readonly onClose: () => void;
}

/** Makes a link when it opens, and shows it once. */
export function EnrolmentDialog({ person, onClose }: EnrolmentDialogProps) {
  const t = useText();
  const api = useApi();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);
  const { name } = person;
  // A query rather than a mutation, so that drawing twice never makes two links; it leaves the cache with the dialog.
  const link = useQuery({
    queryKey: ['enrolment', person.id],
    queryFn: () => api.createEnrolment(person.id),
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  });

  async function copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setCopied('yes');
    } catch {
      // No clipboard on plain http, or not allowed: leave the link selected, ready for Ctrl-C.
      field.current?.select();
      setCopied('no');
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      size="wide"
      title={t('people.link.title', { name })}
      description={t('people.link.text', { name })}
      actions={
        <>
          <Button onClick={onClose}>{t('people.link.done')}</Button>
          {link.data === undefined ? null : (
            <Button variant="primary" focusFirst onClick={() => void copy(link.data.link)}>
              {t('people.link.copy')}
            </Button>
          )}
        </>
      }
    >
      {link.isError ? <Notice kind="error">{errorText(link.error, t)}</Notice> : null}
      {link.isPending ? <Loading /> : null}
      {link.data === undefined ? null : (
        <>
          <Field
            label={t('people.link.label')}
            hint={t('people.link.expires', { time: t.dateTime(Date.parse(link.data.expiresAt)) })}
          >
            {(control) => (
              <input
                ref={field}
                id={control.id}
                className={fieldStyles['control']}
                aria-describedby={control.describedBy}
                readOnly
                value={link.data.link}
                onFocus={(event) => event.currentTarget.select()}
              />
            )}
          </Field>
          <output>
            {copied === null ? null : (
              <Notice kind={copied === 'yes' ? 'good' : 'warn'}>
                {t(copied === 'yes' ? 'people.link.copied' : 'people.link.copyFailed')}
              </Notice>
            )}
          </output>
        </>
      )}
    </Dialog>
  );
}
