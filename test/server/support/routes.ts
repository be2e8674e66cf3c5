import type { LightMyRequestResponse } from 'fastify';

export function codeOf(response: LightMyRequestResponse): string {
  return response.json<{ code: string }>().code;
}
