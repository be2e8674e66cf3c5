import { useState } from 'react';
import { TextField } from '../../ui/TextField.tsx';

interface LinesFieldProps<T> {
  readonly label: string;
  readonly hint?: string | null;
  readonly error?: string | null;
  readonly text: string;
  readonly read: (text: string) => T;
  readonly onChange: (value: T) => void;
  readonly rows?: number;
}

/** A list that is typed: the text stays as it is typed, and what it says goes into the draft. */
export function LinesField<T>({ label, hint, error, text: initial, read, onChange, rows = 2 }: LinesFieldProps<T>) {
  const [text, setText] = useState(initial);
  return (
    <TextField
      label={label}
      hint={hint}
      error={error ?? null}
      rows={rows}
      value={text}
      onChange={(next) => {
        setText(next);
        onChange(read(next));
      }}
    />
  );
}
