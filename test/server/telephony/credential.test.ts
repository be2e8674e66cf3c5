import { describe, expect, it } from 'vitest';
import { credentialPassword, credentialUsername } from '../../../server/telephony/kamailio/credential.ts';

describe('a SIP credential', () => {
  it('is what any other implementation of HMAC-SHA-256 makes of it', () => {
    const username = credentialUsername('1001', 1_800_000_000);
    expect(username).toBe('1800000000:1001');
    // printf %s 1800000000:1001 | openssl dgst -sha256 -hmac "correct horse battery staple" -binary | base64
    expect(credentialPassword('correct horse battery staple', username)).toBe(
      '0G/UJmOVf4fIKxt2eybftZKSv+jv/CZLuWY86fDYsSk=',
    );
  });
});
