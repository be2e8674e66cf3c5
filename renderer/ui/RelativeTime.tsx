import { useTranslator } from '../i18n/TranslatorContext.ts';
import { useNow } from '../lib/use-now.ts';

/** “2 minutes ago”, with the date and time on hover and for machines. Counts on by itself. `at` is ISO 8601. */
export function RelativeTime({ at }: { readonly at: string }) {
  const t = useTranslator();
  const nowMs = useNow(5000);
  const atMs = Date.parse(at);
  return (
    <time dateTime={at} title={t.dateTime(atMs)}>
      {t.relativeTime(atMs - nowMs)}
    </time>
  );
}
