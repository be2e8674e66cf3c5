import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEnd } from '../../../renderer/agent/phone/end-cause.ts';

describe('the end of a call', () => {
  it.each([
    [{ originator: 'local', cause: 'Terminated', message: null }, 'me', 'hung-up'],
    [{ originator: 'remote', cause: 'Busy', message: { status_code: 486 } }, 'them', 'busy'],
    [{ originator: 'remote', cause: 'Unavailable', message: { status_code: 480 } }, 'them', 'not-available'],
    [{ originator: 'remote', cause: 'Rejected', message: { status_code: 403 } }, 'them', 'refused'],
    [{ originator: 'remote', cause: 'Rejected', message: { status_code: 603 } }, 'them', 'declined'],
    [{ originator: 'system', cause: 'Connection Error', message: null }, 'system', 'connection-lost'],
    [{ originator: 'local', cause: 'Dialog Error', message: null }, 'system', 'connection-lost'],
    [{ originator: 'local', cause: 'Request Timeout', message: null }, 'system', 'connection-lost'],
    [{ originator: 'remote', cause: 'No ACK', message: null }, 'system', 'connection-lost'],
    [{ originator: 'local', cause: 'No Answer', message: null }, 'me', 'no-answer'],
    [{ originator: 'remote', cause: 'SIP Failure Code', message: { status_code: 599 } }, 'them', 'failed'],
  ])('is read from %j', (event, endedBy, cause) => {
    expect(readEnd(event)).toEqual({ endedBy, cause });
  });

  it('is the closing of a phone, not a hang-up, when the BYE says so', () => {
    const message = { getHeader: (name: string) => (name === 'Reason' ? 'SIP ;cause=480 ;text="Phone closed"' : null) };
    expect(readEnd({ originator: 'remote', cause: 'Terminated', message })).toEqual({
      endedBy: 'system',
      cause: 'phone-closed',
    });
  });

  it('is read from anything without failing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.object(), fc.constant(undefined), fc.constant(null)), (event) => {
        expect(readEnd(event).cause).toBeTypeOf('string');
      }),
    );
  });
});
