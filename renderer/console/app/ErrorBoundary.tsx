import { Component, type ReactNode } from 'react';
import { TriangleAlert } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useText } from '../use-text.ts';

interface Props {
  readonly children: ReactNode;
}

/** A fault in a page becomes a sentence and a way on, never a blank screen. React offers this as a class only. */
export class ErrorBoundary extends Component<Props, { readonly hasFailed: boolean }> {
  constructor(props: Props) {
    super(props);
    this.state = { hasFailed: false };
  }

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <Fault /> : this.props.children;
  }
}

function Fault() {
  const t = useText();
  return (
    <main>
      <EmptyState
        level={1}
        icon={<TriangleAlert size={22} />}
        title={t('error.page.title')}
        actions={<Button onClick={() => globalThis.location.reload()}>{t('error.page.reload')}</Button>}
      >
        {t('error.page.text')}
      </EmptyState>
    </main>
  );
}
