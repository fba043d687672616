import robots from 'robots-parser';
import { plainEscapes } from '../../src/model/url.ts';

/** The module is a function; its types say that the function is its default. */
const robotsParser = robots as unknown as typeof robots.default;

/** RFC 9309 2.5: at least that much must be read; what comes after may be left unread. */
export const MAX_BYTES = 512_000;
/** For all patterns with a wildcard together: matching them takes their length times the address's. Real files have a few thousand. */
const MAX_WILDCARD_CHARACTERS = 20_000;
/** How much of an address is compared: rules look at its beginning. */
const MAX_PATH = 1_000;

/** What ends a group's list of names. Crawl-delay is not in the RFC, but publishers mean it so. */
const GROUP_MEMBERS: ReadonlySet<string> = new Set(['allow', 'disallow', 'crawl-delay']);

/** What a robots.txt says to us. */
export interface RobotsFile {
  allows(url: string): boolean;
  /** Roughly what it takes to keep, in characters. */
  readonly size: number;
}

/** Reads a robots.txt (RFC 9309) for one product token. Never fails: lines that make no sense say nothing. */
export function readRobotsFile(address: string, body: Uint8Array, token: string): RobotsFile {
  const text = reduce(new TextDecoder().decode(body.subarray(0, MAX_BYTES)), token);
  const robots = robotsParser(address, text);
  const { origin } = new URL(address);
  return {
    allows: (url) => {
      const { pathname, search } = new URL(url);
      return robots.isAllowed(origin + plainPath((pathname + search).slice(0, MAX_PATH)), token) ?? true;
    },
    size: text.length,
  };
}

/**
 * Only the lines that can concern us, with every group's names reduced to ours, `*` and "somebody else". robots-parser keeps a copy of
 * each rule for each name of its group: as published, half a megabyte may stand for hundreds of millions of them.
 */
function reduce(text: string, token: string): string {
  const lines: string[] = [];
  let names = new Set<string>();
  let wildcards = 0;
  for (const line of text.split(/\r\n?|\n/)) {
    const [key, value] = parseLine(line);
    if (key === 'user-agent') {
      names.add(nameOf(value, token));
    } else if (GROUP_MEMBERS.has(key)) {
      for (const name of names) lines.push(`user-agent: ${name}`);
      if (names.size > 0) names = new Set();
      if (value.includes('*')) wildcards += value.length;
      const tooMuch = value.includes('*') && wildcards > MAX_WILDCARD_CHARACTERS;
      lines.push(`${key}: ${tooMuch ? '' : plainPattern(value)}`);
    }
  }
  return lines.join('\n');
}

/**
 * RFC 9309 2.2.2 and 2.2.3: what is escaped needlessly is compared plain. In a pattern `*`, and `$` at its end, are signs; escaped,
 * they are themselves, and so they are escaped wherever they mean themselves.
 */
const plainPattern = (pattern: string): string => plainEscapes(pattern).replace(/\$(?!$)/g, '%24');

const plainPath = (path: string): string => plainEscapes(path).replaceAll('*', '%2A').replaceAll('$', '%24');

function parseLine(line: string): [key: string, value: string] {
  const bare = line.split('#', 1)[0] ?? '';
  const colon = bare.indexOf(':');
  return colon < 0 ? ['', ''] : [bare.slice(0, colon).trim().toLowerCase(), bare.slice(colon + 1).trim()];
}

/** RFC 9309 2.2.1: the product token is compared without regard to case; what may follow it (a version) does not count. */
function nameOf(value: string, token: string): string {
  if (value === '*') return '*';
  return /^[\w-]*/.exec(value)?.[0].toLowerCase() === token.toLowerCase() ? token : 'somebody-else';
}
