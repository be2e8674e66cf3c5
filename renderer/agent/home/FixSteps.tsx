import { fixSteps, unknownSteps } from '../../../core/text/fix-steps.ts';
import type { EnglishKey } from '../../../core/text/en.ts';
import type { Finding } from '../../../core/verdict/schema.ts';
import { useView } from '../client/use-view.ts';
import { useText } from '../text.ts';
import styles from './FixSteps.module.css';

/** What helps, on this very system: first for what could not be told, then for the thing itself. */
export function FixSteps({ finding }: { readonly finding: Finding }) {
  const t = useText();
  const { platform, system } = useView((view) => ({ platform: view.platform, system: view.system }));
  if (finding.status === 'pass') return null;
  const isUnclear = finding.status !== 'fail';
  const steps = fixSteps(finding.check, platform, system);
  return (
    <>
      {isUnclear && finding.reason !== null ? (
        <Steps title={t('check.howUnclear')} steps={unknownSteps(finding.reason)} />
      ) : null}
      {finding.status === 'unsupported' ? null : (
        <Steps title={t(isUnclear ? 'check.howSure' : 'check.how')} steps={steps} />
      )}
    </>
  );
}

function Steps({ title, steps }: { readonly title: string; readonly steps: readonly EnglishKey[] }) {
  const t = useText();
  if (steps.length === 0) return null;
  return (
    <section className={styles['part']}>
      <h4>{title}</h4>
      <ol className={styles['steps']}>
        {steps.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ol>
    </section>
  );
}
