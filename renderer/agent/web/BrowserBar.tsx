import { ArrowLeft, ArrowRight, RotateCw, Shield, ShieldAlert, X } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import type { WebViewState } from '../../../core/ipc/client-view.ts';
import { useAct } from '../../lib/use-act.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { useServices } from '../services.ts';
import { useText } from '../text.ts';
import { addressOf, hostOf, shortAddress } from './address.ts';
import styles from './BrowserBar.module.css';

/** Tooltips here are the system's own: ours would lie under the page. */
export function BrowserBar({ page }: { readonly page: WebViewState }) {
  const t = useText();
  const { client } = useServices();
  const shownUrl = page.blocked?.url ?? page.url;
  // What is being typed; null while the bar shows where the page is.
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const selectNext = useRef(false);
  // Before the next key can be pressed, or the selection would swallow it.
  useLayoutEffect(() => {
    if (!selectNext.current) return;
    selectNext.current = false;
    field.current?.select();
  });
  const open = useAct(async () => {
    const address = addressOf(typed ?? shownUrl);
    setWrong(address === null);
    if (address === null) return;
    setTyped(null);
    field.current?.blur();
    await client.invoke('web:open', { url: address });
  });
  const go = (where: 'back' | 'forward' | 'reload' | 'stop') => () => {
    // A click on a button that just went stale has nothing to say.
    client.invoke('web:go', { where }).catch(() => undefined);
  };
  const shield = t('web.shield', { count: page.blockedCount });
  return (
    <div className={styles['bar']}>
      <div className={styles['row']}>
        <IconButton
          tooltip="native"
          label={t('web.back')}
          icon={<ArrowLeft size={18} aria-hidden data-mirror />}
          disabled={!page.canGoBack}
          onClick={go('back')}
        />
        <IconButton
          tooltip="native"
          label={t('web.forward')}
          icon={<ArrowRight size={18} aria-hidden data-mirror />}
          disabled={!page.canGoForward}
          onClick={go('forward')}
        />
        <IconButton
          tooltip="native"
          label={page.loading ? t('web.stop') : t('web.reload')}
          icon={page.loading ? <X size={18} aria-hidden /> : <RotateCw size={17} aria-hidden />}
          disabled={page.url === '' && !page.loading}
          onClick={go(page.loading ? 'stop' : 'reload')}
        />
        <form
          className={styles['address']}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            open.run();
          }}
        >
          <TextField
            ref={field}
            label={t('web.address')}
            hideLabel
            type="text"
            dir="ltr"
            inputMode="url"
            placeholder={t('web.addressPlaceholder')}
            maxLength={8192}
            value={typed ?? shortAddress(shownUrl)}
            error={wrong ? t('web.notAnAddress') : open.error?.message}
            onFocus={() => {
              selectNext.current = true;
              setTyped(shownUrl);
            }}
            onBlur={() => {
              if (typed === shownUrl) setTyped(null);
            }}
            onChange={(value) => {
              setTyped(value);
              setWrong(false);
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              setTyped(null);
              setWrong(false);
              open.clear();
            }}
          />
        </form>
        <span className={styles['shield']} title={shield} data-some={page.blockedCount > 0 || undefined}>
          {page.blockedCount > 0 ? <ShieldAlert size={18} aria-hidden /> : <Shield size={18} aria-hidden />}
          <span aria-hidden>{t.number(page.blockedCount)}</span>
          <VisuallyHidden>{shield}</VisuallyHidden>
        </span>
      </div>
      <VisuallyHidden announce="status">
        {page.loading && page.url !== '' ? t('web.loading', { host: hostOf(page.url) }) : ''}
      </VisuallyHidden>
      {page.loading ? <span className={styles['progress']} aria-hidden /> : null}
    </div>
  );
}
