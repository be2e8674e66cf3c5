import type { WebViewState } from '../../../core/ipc/client-view.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { useText } from '../text.ts';
import { BlockPage } from './BlockPage.tsx';
import { FailedPage } from './FailedPage.tsx';
import { StartPage } from './StartPage.tsx';
import { usePlaced } from './use-placed.ts';
import styles from './WebContent.module.css';

/** One of our own pages, or the hole in the window where the main process draws the site. */
export function WebContent({ page }: { readonly page: WebViewState }) {
  const t = useText();
  const isSite = page.blocked === null && page.failed === null && page.url !== '';
  const area = usePlaced(isSite);
  if (page.blocked !== null)
    return <BlockPage key={page.blocked.url} blocked={page.blocked} canGoBack={page.canGoBack} />;
  if (page.failed !== null) return <FailedPage url={page.url} code={page.failed} />;
  if (page.url === '') return <StartPage />;
  return (
    <section ref={area} className={styles['area']} aria-label={t('web.area')}>
      <VisuallyHidden>
        <h1>{page.title === '' ? t('web.title') : page.title}</h1>
      </VisuallyHidden>
    </section>
  );
}
