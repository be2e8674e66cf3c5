import { ShieldBan } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { WebViewState } from '../../../core/ipc/client-view.ts';
import { Button } from '../../ui/Button.tsx';
import { useServices } from '../services.ts';
import { useText } from '../text.ts';
import { AskAccess } from './AskAccess.tsx';
import { categoryKey } from './category.ts';
import { whyText } from './why-text.ts';
import styles from './OwnPage.module.css';

interface BlockPageProps {
  readonly blocked: NonNullable<WebViewState['blocked']>;
  readonly canGoBack: boolean;
}

/** In place of a refused site: what, why, by which rule, and how to ask. */
export function BlockPage({ blocked, canGoBack }: BlockPageProps) {
  const t = useText();
  const { client } = useServices();
  const [asking, setAsking] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <div className={styles['page']}>
      <div className={styles['head']}>
        <ShieldBan size={36} aria-hidden className={styles['sign']} />
        <h1 ref={heading} tabIndex={-1}>
          {blocked.host === '' ? t('web.blocked.titleNoHost') : t('web.blocked.title', { host: blocked.host })}
        </h1>
        <p>{t('web.blocked.text')}</p>
      </div>
      <dl className={styles['facts']}>
        <div>
          <dt>{t('web.blocked.why')}</dt>
          <dd>{whyText(blocked, t)}</dd>
        </div>
        <div>
          <dt>{t('web.blocked.category')}</dt>
          <dd>{t(categoryKey(blocked.category))}</dd>
        </div>
        <div>
          <dt>{t('web.blocked.rule')}</dt>
          <dd>
            <code>{blocked.rule}</code>
          </dd>
        </div>
      </dl>
      {asking ? <AskAccess host={blocked.host} onCancel={() => setAsking(false)} /> : null}
      {asking ? null : (
        <div className={styles['actions']}>
          {blocked.host === '' ? null : (
            <Button variant="primary" onClick={() => setAsking(true)}>
              {t('web.ask.button')}
            </Button>
          )}
          {canGoBack ? (
            <Button onClick={() => void client.invoke('web:go', { where: 'back' }).catch(() => undefined)}>
              {t('web.blocked.back')}
            </Button>
          ) : null}
        </div>
      )}
    </div>
  );
}
