import { WAIVER_ALONE_MINUTES } from '../../../core/wire/console.ts';

/** How long an exception can be asked for, as a list to choose from; none is longer than the server allows. */
export const MINUTES = ['15', '30', '60', '240', '1440', '10080', '43200', '129600'] as const;
export type Minutes = (typeof MINUTES)[number];

/** Whether the one who asks decides alone; their own laptop is an exception that the server makes. */
export function isDecidedAlone(kind: 'device' | 'group', minutes: Minutes): boolean {
  return kind === 'device' && Number(minutes) <= WAIVER_ALONE_MINUTES;
}
