import { describe, expect, it } from 'vitest';
import { combineWatchedPrograms } from '../../../../electron/posture/combine/watched-programs.ts';
import type { Aged } from '../../../../electron/posture/combine/results.ts';
import type { ProgramsReading } from '../../../../electron/posture/sources/reading.ts';

const says = (reading: Partial<ProgramsReading>): Aged => ({
  source: 'linux/processes',
  family: 'programs',
  reading: { remoteControl: [], screenCapture: [], reason: null, ...reading },
  ageMs: 2,
});

describe('the programs that are looked for', () => {
  it('are those that the list shows', () => {
    expect(combineWatchedPrograms([says({ remoteControl: ['AnyDesk'] })])).toMatchObject({
      value: { remoteControl: ['AnyDesk'], screenCapture: [] },
    });
  });

  it('are the sum of what several lists show, each once', () => {
    const both = [says({ remoteControl: ['AnyDesk'] }), says({ remoteControl: ['AnyDesk', 'RustDesk'] })];
    expect(combineWatchedPrograms(both)).toMatchObject({ value: { remoteControl: ['AnyDesk', 'RustDesk'] } });
  });

  it('are unknown when a list was only a part of one', () => {
    const part = says({ remoteControl: null, screenCapture: null, reason: 'unreadable' });
    expect(combineWatchedPrograms([part])).toMatchObject({ status: 'unknown', reason: 'unreadable' });
    expect(combineWatchedPrograms([says({}), part])).toMatchObject({ status: 'unknown' });
    expect(combineWatchedPrograms([])).toMatchObject({ status: 'unknown', reason: 'not-measured' });
  });
});
