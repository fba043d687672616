/**
 * Addresses that only count a click and then lead on, and which say in themselves where: what the article's own address is.
 */

/** Host → the parameters that may carry the address. */
const COUNTERS: readonly (readonly [host: RegExp, parameters: readonly string[]])[] = [
  [/^(?:www\.)?google\.[a-z.]{2,6}$/, ['url', 'q']],
  [/^(?:www\.)?bing\.com$/, ['url']],
  [/^lm?\.facebook\.com$/, ['u']],
  [/^(?:www\.)?youtube\.com$/, ['q']],
  [/^(?:www\.)?vk\.com$/, ['to']],
];

/** Paths of the above that redirect; elsewhere on these hosts a parameter `url` means something else. */
const REDIRECTORS = /^\/(?:url|link|l\.php|away\.php|redirect|news\/apiclick\.aspx)$/;

/** How many counters may stand before one another. */
const MAX_DEPTH = 3;

/** The address behind a counter; the same address if it is none. */
export function unwrapLink(link: string): string {
  let current = link;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const next = behind(current);
    if (next === null) break;
    current = next;
  }
  return current;
}

function behind(link: string): string | null {
  const url = URL.parse(link);
  if (url === null || !REDIRECTORS.test(url.pathname)) return null;
  const counter = COUNTERS.find(([host]) => host.test(url.hostname));
  for (const name of counter?.[1] ?? []) {
    const target = url.searchParams.get(name);
    if (target !== null && /^https?:\/\//i.test(target) && URL.canParse(target)) return target;
  }
  return null;
}
