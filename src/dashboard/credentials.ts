import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** How a request proves that it knows the token: with the token itself, or with a session that only its owner could make. */
export interface Credentials {
  isToken(candidate: string): boolean;
  /** A session's value for a cookie: when it ends, and a signature over that. The token cannot be read from it. */
  newSession(): string;
  isSession(value: string): boolean;
}

/** Milliseconds. A session ends earlier when the token is changed. */
export const SESSION_LENGTH = 30 * 86_400_000;

export function openCredentials(token: string, now: () => number): Credentials {
  const sign = (expires: string): string =>
    createHmac('sha256', token).update(`newswatch session until ${expires}`).digest('base64url');
  return {
    isToken: (candidate) => sameText(candidate, token),
    newSession() {
      const expires = String(now() + SESSION_LENGTH);
      return `${expires}.${sign(expires)}`;
    },
    isSession(value) {
      const [, expires, signature] = /^(\d{1,16})\.([\w-]{43})$/.exec(value) ?? [];
      if (expires === undefined || signature === undefined) return false;
      return sameText(signature, sign(expires)) && Number(expires) > now();
    },
  };
}

/** Compares in a time that tells nothing about where the texts differ, or how long they are. */
function sameText(one: string, other: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
