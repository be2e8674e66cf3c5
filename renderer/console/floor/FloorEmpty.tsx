import { Laptop, SearchX } from 'lucide-react';
import { Link } from 'wouter';
import { useSignedIn } from '../app/session-context.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useText } from '../use-text.ts';

/** Before the first laptop: how one gets here. */
export function FloorEmpty() {
  const t = useText();
  const isIt = useSignedIn().person.role === 'it';
  return (
    <EmptyState
      icon={<Laptop size={22} />}
      title={t('floor.empty.title')}
      actions={isIt ? <Link href="/people">{t('floor.empty.action')}</Link> : null}
    >
      {t(isIt ? 'floor.empty.text' : 'floor.empty.text.other')}
    </EmptyState>
  );
}

export function FloorNone({ onReset }: { readonly onReset: () => void }) {
  const t = useText();
  return (
    <EmptyState
      icon={<SearchX size={22} />}
      title={t('floor.none.title')}
      actions={<Button onClick={onReset}>{t('floor.none.reset')}</Button>}
    >
      {t('floor.none.text')}
    </EmptyState>
  );
}
