import type { DeviceRow } from '../../../core/wire/console.ts';
import { floorGroup, type FloorGroup } from './floor-group.ts';
import { matchesWords } from './match-words.ts';

/** Whether a row is among those asked for: by its group, and by words in name, extension, system or model. */
export function matchesFloor(row: DeviceRow, group: FloorGroup | null, search: string): boolean {
  if (group !== null && floorGroup(row) !== group) return false;
  return matchesWords([row.agent.name, row.agent.extension, row.system ?? '', row.model ?? ''].join(' '), search);
}
