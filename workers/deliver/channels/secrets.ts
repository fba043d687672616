import { plain, shorten } from '../../../src/model/plain.ts';

const MAX_ANSWER = 300;
/** Shorter parts of an address are words of its path or switches of its query; longer ones may be the key to it. */
const MIN_KEY_LENGTH = 12;

/**
 * Everything in a channel's settings that an answer must not repeat, in the forms it may come back in: the secrets
 * themselves, the password in the address (or a user name that stands alone; as written, decoded, and as HTTP and SMTP
 * transmit it), and parts of the address that are long enough to be a key. Longest first.
 */
export function secretsOf(url: string, ...own: readonly (string | undefined)[]): string[] {
  const { username, password, pathname, searchParams } = new URL(url);
  const user = decoded(username);
  const pass = decoded(password);
  const keys = [...pathname.split('/'), ...searchParams.values()].filter((part) => part.length >= MIN_KEY_LENGTH);
  const login =
    password === ''
      ? [username, user, base64(`${user}:`)]
      : [password, pass, base64(pass), base64(`${user}:${pass}`), base64(`\0${user}\0${pass}`)];
  const all = [...own, ...login, ...keys].filter((one) => one !== undefined).filter((one) => one.trim() !== '');
  return [...new Set(all)].sort((a, b) => b.length - a.length);
}

/** One line, bounded, with every secret blotted out. */
export function answerLine(text: string, secrets: readonly string[]): string {
  const blotted = secrets.reduce((rest, secret) => rest.replaceAll(secret, '[…]'), text);
  return shorten(plain(blotted).replace(/ {2,}/g, ' '), MAX_ANSWER);
}

/** Percent-decoding that takes what is no percent-encoding as it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
