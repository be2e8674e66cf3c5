import { useEffect, useRef, type ReactNode } from 'react';
import type { Call } from './softphone-state.ts';
import { useNameOf } from './use-name-of.ts';
import styles from './Caller.module.css';

interface CallerProps {
  readonly call: Call;
  /** What is happening, in a few words. */
  readonly state: ReactNode;
}

/** Who it is and what is happening. Takes the focus when the card appears, so that keys work and readers say it. */
export function Caller({ call, state }: CallerProps) {
  const name = useNameOf(call);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <div className={styles['caller']}>
      <p className={styles['state']}>{state}</p>
      <h2 ref={heading} tabIndex={-1} className={styles['name']}>
        {name}
      </h2>
      {name === call.number ? null : (
        <p className={styles['number']} dir="ltr">
          {call.number}
        </p>
      )}
    </div>
  );
}
