import { useView } from '../client/use-view.ts';
import { Page } from '../shell/Page.tsx';
import { CheckList } from './CheckList.tsx';
import { Hero } from './Hero.tsx';
import { KeyStorageNotice } from './KeyStorageNotice.tsx';
import { ProblemNotice } from './ProblemNotice.tsx';
import styles from './Home.module.css';

/** Can I take calls? What must I do? How is my laptop? In this order. */
export function Home() {
  const onShift = useView((view) => view.onShift);
  return (
    <Page width="wide">
      <div className={styles['columns']}>
        <div className={styles['now']}>
          <Hero />
          <ProblemNotice />
          <KeyStorageNotice />
        </div>
        {onShift ? <CheckList /> : null}
      </div>
    </Page>
  );
}
