import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { groupSchema } from '../../../core/policy/audience.ts';
import type { Person } from '../../../core/wire/console.ts';
import { useApi } from '../api/api-context.tsx';
import { queryKeys } from '../api/query-keys.ts';
import { useAct } from '../app/use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import fieldStyles from '../../ui/Field.module.css';
import { useText } from '../use-text.ts';

interface TeamDialogProps {
  readonly person: Pick<Person, 'id' | 'name' | 'group'>;
  /** Those that there are, to choose from. */
  readonly teams: readonly string[];
  readonly onClose: () => void;
}

export function TeamDialog({ person, teams, onClose }: TeamDialogProps) {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const listId = useId();
  const [text, setText] = useState(person.group ?? '');
  const group = text.trim() === '' ? null : text.trim();
  const isWrong = group !== null && !groupSchema.safeParse(group).success;
  const { name } = person;
  const save = useAct(() => api.setGroup(person.id, group), {
    done: t('people.team.done', { name }),
    onDone: () => {
      void queryClient.invalidateQueries({ queryKey: queryKeys.people });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      busy={save.isBusy}
      title={t('people.team.title', { name })}
      description={t('people.team.text', { name })}
      actions={
        <>
          <Button onClick={onClose} disabled={save.isBusy}>
            {t('app.cancel')}
          </Button>
          <Button variant="primary" busy={save.isBusy} disabled={isWrong} onClick={save.run}>
            {t('people.team.save')}
          </Button>
        </>
      }
    >
      <Field
        label={t('people.team.label')}
        hint={t('people.team.hint')}
        error={isWrong ? t('people.team.wrong') : null}
      >
        {(control) => (
          <>
            <input
              id={control.id}
              className={fieldStyles['control']}
              list={listId}
              value={text}
              autoComplete="off"
              aria-describedby={control.describedBy}
              aria-invalid={control.invalid || undefined}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <datalist id={listId}>
              {teams.map((team) => (
                <option key={team} value={team}>
                  {team}
                </option>
              ))}
            </datalist>
          </>
        )}
      </Field>
    </Dialog>
  );
}
