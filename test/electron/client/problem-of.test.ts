import { describe, expect, it } from 'vitest';
import type { ReportReply } from '../../../core/wire/device.ts';
import { problemIn } from '../../../electron/client/problem-of.ts';

const reply = (more: Partial<ReportReply>) => more as ReportReply;
const sound = { policy: null, lease: null };

describe('what the agent is told of an answer', () => {
  it('is nothing when all holds', () => {
    expect(problemIn({ refused: sound, reply: reply({}) })).toBeNull();
  });

  it('is that the server’s clock was set back, when that keeps the line closed', () => {
    expect(problemIn({ refused: sound, reply: reply({ noCredential: 'clock-set-back' }) })).toBe(
      'problem.server-clock',
    );
  });

  it('is first of all that the rules could not be trusted', () => {
    const refused = { policy: new Error('unsigned'), lease: new Error('forged') };
    expect(problemIn({ refused, reply: reply({ noCredential: 'clock-set-back' }) })).toBe('problem.policy-refused');
    expect(problemIn({ refused: { ...sound, lease: new Error('forged') }, reply: reply({}) })).toBe(
      'problem.answer-refused',
    );
  });
});
