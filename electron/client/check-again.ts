import type { Facts } from '../../core/facts/catalogue.ts';
import type { PostureEngine } from './posture-engine.ts';

export interface CheckAgainListener {
  /** What is known by now. Once, or twice when the slow ones take longer than an agent wants to wait. */
  take(facts: Facts, isFirst: boolean): void;
  /** Everything has answered, or nothing could be measured: then with the error. */
  over(error: unknown): void;
}

/** Looks at everything again. Resolves when there is an answer to act on; what is slow follows as it comes. */
export function checkAgain(posture: Pick<PostureEngine, 'recheck'>, listener: CheckAgainListener): Promise<void> {
  return new Promise((resolve) => {
    let isFirst = true;
    const take = (facts: Facts): void => {
      listener.take(facts, isFirst);
      isFirst = false;
      resolve();
    };
    const whole = async (): Promise<void> => {
      try {
        take(await posture.recheck(take));
        listener.over(null);
      } catch (error) {
        listener.over(error);
        resolve();
      }
    };
    void whole();
  });
}
