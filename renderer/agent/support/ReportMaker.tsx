import { FileSearch } from 'lucide-react';
import type { SupportReport } from '../../../core/ipc/support-report.ts';
import { useAct } from '../../lib/use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useServices } from '../services.ts';
import { useText } from '../text.ts';
import { ReportContents } from './ReportContents.tsx';
import styles from './Report.module.css';

interface ReportMakerProps {
  readonly report: SupportReport | null;
  readonly onMade: (report: SupportReport) => void;
  readonly lead: string;
}

/** Looks at the laptop once and shows all of it. Nothing leaves by this alone. */
export function ReportMaker({ report, onMade, lead }: ReportMakerProps) {
  const t = useText();
  const { client } = useServices();
  const make = useAct(async () => onMade(await client.invoke('support:make', {})));
  return (
    <section className={styles['report']} aria-label={t('report.title')}>
      <p>{lead}</p>
      <div>
        <Button busy={make.busy} icon={<FileSearch size={16} aria-hidden />} onClick={make.run}>
          {make.busy ? t('report.making') : t(report === null ? 'report.make' : 'report.makeAgain')}
        </Button>
      </div>
      {make.error === null ? null : (
        <Notice kind="error">{t('home.failedAct', { message: make.error.message })}</Notice>
      )}
      {report === null ? null : <ReportContents key={report.id} report={report} />}
    </section>
  );
}
