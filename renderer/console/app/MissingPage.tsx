import { Compass } from 'lucide-react';
import { Link } from 'wouter';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useText } from '../use-text.ts';
import type { View } from './views.ts';

export function MissingPage({ views }: { readonly views: readonly View[] }) {
  const t = useText();
  const home = views[0];
  return (
    <EmptyState
      level={1}
      icon={<Compass size={22} />}
      title={t('missing.title')}
      actions={home === undefined ? null : <Link href={home.path}>{t('missing.back', { page: t(home.label) })}</Link>}
    >
      {t('missing.text')}
    </EmptyState>
  );
}
