import { createHmac } from 'node:crypto';

/**
 * The password that goes with a user name (draft-uberti-behave-turn-rest-00, with SHA-256 as Kamailio's
 * auth_ephemeral is told to use). Needs only the secret that both sides share.
 */
export function credentialPassword(secret: string, username: string): string {
  return createHmac('sha256', secret).update(username).digest('base64');
}

export function credentialUsername(extension: string, expiresAtUnix: number): string {
  return `${expiresAtUnix}:${extension}`;
}
