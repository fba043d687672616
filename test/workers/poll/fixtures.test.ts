import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test, type TestContext } from 'node:test';
import { NewswatchError } from '../../../src/errors.ts';
import type { ParsedFeed } from '../../../src/model/feed.ts';
import { parseFeed } from '../../../workers/poll/parse-feed.ts';
import { plainText } from '../../../workers/poll/plain-text.ts';

/**
 * Saved feeds with known facts; they are not part of the project. Its README says how to compare: the number of
 * entries, the first title as text without blanks, the first link as published.
 */
const FIXTURES = resolve(import.meta.dirname, '../../../../shared/data/feeds/fixtures');

interface Fixture {
  readonly file: string;
  readonly httpHeaders?: Readonly<Record<string, string>>;
  readonly expect?: {
    readonly format?: string;
    readonly entries?: number;
    readonly firstTitle?: string | null;
    readonly firstLink?: string | null;
    readonly notAFeed?: boolean;
  };
}

/** Wrong in the manifest: UTF-8 that calls itself windows-1252, which a parser that believes the label misreads. */
const MISJUDGED = 'miniflux+v2__internal__reader__encoding__testdata__utf8-incorrect-prolog.xml';

test('real and synthetic feeds of all formats', async (t) => {
  const wrong = await mistakes(t, 'manifest.jsonl', 'real');
  assert.deepEqual(wrong?.map(({ file }) => file) ?? [], wrong === null ? [] : [MISJUDGED]);
});

test('malformed documents are read right, or refused with the reason', async (t) => {
  assert.deepEqual((await mistakes(t, 'malformed/manifest.jsonl', 'malformed')) ?? [], []);
});

async function mistakes(
  t: TestContext,
  manifest: string,
  folder: string,
): Promise<{ file: string; why: string }[] | null> {
  if (!existsSync(FIXTURES)) {
    t.skip('no ../shared/data');
    return null;
  }
  const lines = readFileSync(join(FIXTURES, manifest), 'utf8').split('\n');
  const fixtures = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Fixture);
  const judged = fixtures.filter(({ expect }) => expect !== undefined);
  const wrong: { file: string; why: string }[] = [];
  for (const fixture of fixtures) {
    const why = await mistakeIn(fixture, readFileSync(join(FIXTURES, folder, fixture.file)));
    if (why !== null) wrong.push({ file: fixture.file, why });
  }
  t.diagnostic(`${folder}: ${judged.length - wrong.length} of ${judged.length} with facts right`);
  for (const { file, why } of wrong) t.diagnostic(`${file}: ${why}`);
  return wrong;
}

/** Null if all is well. A file without facts must at least be read. */
async function mistakeIn({ expect, httpHeaders }: Fixture, bytes: Uint8Array): Promise<string | null> {
  let feed: ParsedFeed;
  try {
    feed = await parseFeed(bytes, httpHeaders?.['content-type'] ?? null, '');
  } catch (error) {
    const refused = error instanceof NewswatchError && error.code === 'not-a-feed';
    return refused && expect?.notAFeed === true ? null : String(error);
  }
  if (expect === undefined) return null;
  if (expect.notAFeed === true) return 'taken for a feed';
  return factsWrong(expect, feed);
}

function factsWrong(expect: NonNullable<Fixture['expect']>, { format, entries }: ParsedFeed): string | null {
  const [first] = entries;
  if (expect.format !== undefined && expect.format !== format) return `${format} instead of ${expect.format}`;
  if (entries.length !== expect.entries) return `${entries.length} entries instead of ${expect.entries}`;
  if (expect.firstTitle !== undefined && words(first?.title) !== words(expect.firstTitle)) {
    return `${first?.title} instead of ${expect.firstTitle}`;
  }
  if (expect.firstLink !== undefined && !sameLink(first?.link ?? null, expect.firstLink)) {
    return `${first?.link} instead of ${expect.firstLink}`;
  }
  return null;
}

const words = (title: string | null | undefined): string | null =>
  title === null || title === undefined ? null : plainText(title).replace(/\s/g, '');

/** The manifest has relative links as they stand; ours are absolute where the document says against what. */
function sameLink(link: string | null, expected: string | null): boolean {
  if (link === expected || link === null || expected === null || URL.canParse(expected)) return link === expected;
  return link.endsWith(expected.replace(/^\.?\//, ''));
}
