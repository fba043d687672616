import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { messageOf, NewswatchError, UsageError } from '../errors.ts';
import { printJson, printLine, type Io } from './io.ts';
import type { CommonOptions } from './options.ts';

const SETTINGS = 'newswatch.yaml';
const FEEDS = 'feeds.yaml';
const TOPIC = 'topics/us-forces-iraq.yaml';

const STARTER_FEEDS = `# The feeds to watch. Each has a url and may have: title, interval, topics, tags, enabled, headers, userAgent, auth.
# "newswatch feeds add SITE" finds the feed behind a site's page and appends it here; "newswatch feeds check" asks them all.

- url: https://news.un.org/feed/subscribe/en/news/region/middle-east/feed/rss.xml
  title: UN News - Middle East
  tags: [government, en]

- url: https://www.militarytimes.com/arc/outboundfeeds/rss/
  title: Military Times
  tags: [defence, en]
  interval: 30m # instead of poll.interval in newswatch.yaml

- url: https://feeds.bbci.co.uk/news/world/middle_east/rss.xml
  title: BBC - Middle East
  tags: [national, en]
  enabled: false # kept in the list, but not asked
`;

/**
 * Writes a commented starter configuration into a folder: settings and topic as shipped, a short list of feeds, the data
 * to lie beside them. Nothing that exists is overwritten.
 * @throws UsageError naming the files in the way; NewswatchError `init` if the folder cannot be written.
 */
export async function init(dir: string | undefined, options: Pick<CommonOptions, 'json'>, io: Io): Promise<void> {
  const folder = resolve(dir ?? 'newswatch');
  const files = Object.entries(starterFiles()).map(([name, text]) => ({ path: join(folder, name), text }));
  const taken = files.filter(({ path }) => existsSync(path)).map(({ path }) => display(path));
  if (taken.length > 0) {
    throw new UsageError(`would overwrite ${taken.join(', ')}`, 'move what is there away or name another folder');
  }
  for (const { path, text } of files) writeNew(path, text);
  if (options.json === true) printJson(io, { files: files.map(({ path }) => path) });
  else explain(folder, io);
}

function starterFiles(): Record<string, string> {
  const shipped = shippedConfig();
  return {
    // As shipped, but the data beside the settings: nothing is known of the folder above.
    [SETTINGS]: readFileSync(join(shipped, SETTINGS), 'utf8').replaceAll('../data', 'data'),
    [FEEDS]: STARTER_FEEDS,
    [TOPIC]: readFileSync(join(shipped, TOPIC), 'utf8'),
  };
}

/** The package's config folder: two levels up from the sources, three from a build (dist/src/cli). */
function shippedConfig(): string {
  const places = ['../../config', '../../../config'].map((up) => resolve(import.meta.dirname, up));
  const found = places.find((place) => existsSync(join(place, SETTINGS)));
  if (found === undefined) {
    throw new NewswatchError('init', `the files to start from are missing: no ${SETTINGS} in ${places.join(' or ')}`, {
      remedy: 'install newswatch again',
    });
  }
  return found;
}

function writeNew(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    throw new NewswatchError('init', `cannot write ${display(path)}: ${messageOf(error)}`, { cause: error });
  }
}

function explain(folder: string, io: Io): void {
  const settings = display(join(folder, SETTINGS));
  printLine(io, `Wrote ${settings}, ${display(join(folder, FEEDS))} and ${display(join(folder, TOPIC))}.`);
  printLine(io);
  printLine(io, 'Next:');
  printLine(io, `  say where to look  newswatch feeds add URL --config ${settings}`);
  printLine(io, `  say for what       edit ${display(join(folder, TOPIC))}`);
  printLine(io, `  start watching     newswatch run --config ${settings}`);
}

/** Relative where it lies below the working folder, absolute elsewhere. */
function display(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}
