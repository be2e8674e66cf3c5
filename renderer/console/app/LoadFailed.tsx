import { CloudOff } from 'lucide-react';
import { errorText } from '../api/error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useText } from '../use-text.ts';

interface LoadFailedProps {
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly level?: 1 | 2;
}

/** What a page shows when what it is about couldn't be read. */
export function LoadFailed({ error, onRetry, level = 2 }: LoadFailedProps) {
  const t = useText();
  return (
    <div role="alert">
      <EmptyState
        level={level}
        icon={<CloudOff size={22} />}
        title={t('error.title')}
        actions={<Button onClick={onRetry}>{t('app.retry')}</Button>}
      >
        {errorText(error, t)}
      </EmptyState>
    </div>
  );
}
