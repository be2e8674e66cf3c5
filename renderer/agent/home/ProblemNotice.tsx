import { Notice } from '../../ui/Notice.tsx';
import { useView } from '../client/use-view.ts';
import { useText } from '../text.ts';

/** What the main process wants the agent to know, in words. A key of a newer version is shown as such, for IT. */
export function ProblemNotice() {
  const t = useText();
  const problem = useView((view) => view.problem);
  if (problem === null) return null;
  return (
    <Notice kind="warn" live>
      {t.maybe(problem) ?? t('problem.unknown', { key: problem })}
    </Notice>
  );
}
