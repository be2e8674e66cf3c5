import { useState } from 'react';
import type { SupportReport } from '../../../core/ipc/support-report.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useView } from '../client/use-view.ts';
import { ReportMaker } from '../support/ReportMaker.tsx';
import { useText } from '../text.ts';
import styles from './ReportForIt.module.css';

/** A report to read and keep; it is sent from “I can’t fix this” on Home, or given to IT as a file. */
export function ReportForIt() {
  const t = useText();
  const onShift = useView((view) => view.onShift);
  const [report, setReport] = useState<SupportReport | null>(null);
  return (
    <section className={styles['section']}>
      <h2>{t('report.title')}</h2>
      {onShift ? (
        <ReportMaker report={report} onMade={setReport} lead={t('report.lead')} />
      ) : (
        <Notice kind="info">{t('report.offShift')}</Notice>
      )}
    </section>
  );
}
