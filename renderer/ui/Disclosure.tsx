import { ChevronDown } from 'lucide-react';
import { useId, useState, type ReactNode, type Ref } from 'react';
import { classNames } from './class-names.ts';
import styles from './Disclosure.module.css';

interface DisclosureProps {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly defaultOpen?: boolean;
  /** Given together, they make the caller hold the state. */
  readonly open?: boolean;
  readonly onToggle?: (open: boolean) => void;
  /** Makes the summary a heading of this level, so that people can jump to it. */
  readonly level?: 2 | 3 | 4;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A line that opens to more. What is folded away is not in the page at all. */
export function Disclosure({ summary, children, defaultOpen = false, open, onToggle, level, ref }: DisclosureProps) {
  const id = useId();
  const [ownOpen, setOwnOpen] = useState(defaultOpen);
  const isOpen = open ?? ownOpen;
  const Heading = level === undefined ? 'div' : (`h${level}` as const);
  return (
    <div className={styles['disclosure']}>
      <Heading className={styles['heading']}>
        <button
          ref={ref}
          type="button"
          className={styles['summary']}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => {
            setOwnOpen(!isOpen);
            onToggle?.(!isOpen);
          }}
        >
          <span className={styles['text']}>{summary}</span>
          <ChevronDown size={18} aria-hidden className={classNames(styles['chevron'], isOpen && styles['turned'])} />
        </button>
      </Heading>
      <div id={id} hidden={!isOpen} className={styles['content']}>
        {isOpen ? children : null}
      </div>
    </div>
  );
}
