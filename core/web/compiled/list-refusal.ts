import { AppError, type ErrorCode } from '../../errors.ts';

/** Why a release of lists was not taken. */
export type ListRefusalReason =
  | 'unsigned'
  | 'unreadable'
  | 'wrong-organisation'
  | 'expired'
  | 'older'
  | 'wrong-previous'
  | 'truncated'
  | 'corrupt';

const CODES: Readonly<Record<ListRefusalReason, ErrorCode>> = {
  unsigned: 'BAD_SIGNATURE',
  unreadable: 'INVALID_INPUT',
  'wrong-organisation': 'INVALID_INPUT',
  expired: 'STALE_POLICY',
  older: 'STALE_POLICY',
  'wrong-previous': 'CONFLICT',
  truncated: 'INVALID_INPUT',
  corrupt: 'INVALID_INPUT',
};

export class ListRefusal extends AppError {
  readonly reason: ListRefusalReason;

  constructor(reason: ListRefusalReason, message: string, options?: ErrorOptions) {
    super(CODES[reason], message, options);
    this.name = 'ListRefusal';
    this.reason = reason;
  }
}
