import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { Finding } from '../../../core/verdict/schema.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { useServices } from '../services.ts';
import { sayRef, useText } from '../text.ts';
import { CheckDetails } from './CheckDetails.tsx';
import { checkState } from './check-groups.ts';
import { useGraceLeft } from './use-grace-left.ts';
import styles from './CheckItem.module.css';

/** One check: a line that says how it is, opening to all that helps. */
export function CheckItem({ finding }: { readonly finding: Finding }) {
  const t = useText();
  const { navigation } = useServices();
  const open = useStore(navigation, (state) => state.openCheck === finding.check);
  const button = useRef<HTMLButtonElement>(null);
  const graceLeft = useGraceLeft(finding.graceLeftMs ?? finding.waiverLeftMs);
  const state = checkState(finding);
  const shown = useRef(false);
  useEffect(() => {
    // Only when something else asked for it: a press on the line itself has the focus already.
    if (open && !shown.current && document.activeElement !== button.current) button.current?.focus();
    shown.current = open;
  }, [open]);
  return (
    <Disclosure
      ref={button}
      level={3}
      open={open}
      onToggle={(next) => navigation.setState({ openCheck: next ? finding.check : null })}
      summary={
        <span className={styles['line']}>
          <StateMark tone={state.tone} />
          <span className={styles['name']}>{t(`check.${finding.check}.name`)}</span>
          <span className={styles['word']} data-tone={state.tone}>
            {t(state.key, { time: t.duration(graceLeft ?? 0) })}
          </span>
          <span className={styles['evidence']}>{sayRef(t, finding.evidence) ?? ''}</span>
        </span>
      }
    >
      <CheckDetails finding={finding} />
    </Disclosure>
  );
}
