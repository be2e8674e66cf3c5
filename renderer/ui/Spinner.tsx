import { LoaderCircle } from 'lucide-react';
import styles from './Spinner.module.css';

/** Decorative: the text beside it says what is going on. Stands still under reduced motion. */
export function Spinner({ size = 16 }: { readonly size?: number }) {
  return <LoaderCircle size={size} aria-hidden className={styles['spinner']} />;
}
