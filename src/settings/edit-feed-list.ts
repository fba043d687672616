import { isDeepStrictEqual } from 'node:util';
import { Document, isNode, isSeq, visit } from 'yaml';
import { NewswatchError } from '../errors.ts';
import type { FeedAuth } from '../model/feed.ts';
import { parseYaml, type YamlFile } from './yaml-file.ts';

/**
 * Changing a list of feeds that somebody keeps by hand: lines are added or taken out, and every other byte stays as it is.
 * Only where that does not work (a list in brackets, say) the list is written anew; then comments stay, spacing may not.
 */

/** A feed as it is added. */
export interface NewFeed {
  readonly url: string;
  readonly title?: string;
  readonly tags?: readonly string[];
  readonly auth?: FeedAuth;
}

/** The list's text with feeds at its end. @throws NewswatchError `feed-list`, ConfigError */
export function appendToList(file: string, text: string, feeds: readonly NewFeed[]): string {
  const yaml = parseYaml(file, text);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = itemLines(feeds).map((line) => (line === '' ? '' : indentOf(text, yaml) + line));
  const separator = text === '' || text.endsWith('\n') ? '' : eol;
  return firstThatHolds(
    file,
    [...listOf(yaml), ...feeds],
    () => text + separator + lines.join(eol) + eol,
    () =>
      printed(yaml, (document) => {
        for (const feed of feeds) document.add(document.createNode(feed));
      }),
  );
}

/** The list's text without its item at `index`; comments above it stay. @throws NewswatchError `feed-list`, ConfigError */
export function removeFromList(file: string, text: string, index: number): string {
  const yaml = parseYaml(file, text);
  return firstThatHolds(
    file,
    listOf(yaml).toSpliced(index, 1),
    () => withoutLines(text, yaml, index),
    () => printed(yaml, (document) => void document.delete(index)),
  );
}

const listOf = ({ value }: YamlFile): unknown[] => (Array.isArray(value) ? value : []);

/** The first text that means what it should. */
function firstThatHolds(file: string, list: readonly unknown[], ...edits: readonly (() => string)[]): string {
  for (const edit of edits) {
    try {
      const text = edit();
      if (isDeepStrictEqual(listOf(parseYaml(file, text)), list)) return text;
    } catch {
      // No YAML any more: the next one.
    }
  }
  throw new NewswatchError('feed-list', `${file} is written in a way that cannot be changed here`, {
    remedy: 'edit it by hand',
  });
}

function itemLines(feeds: readonly NewFeed[]): string[] {
  const document = new Document(feeds);
  visit(document, {
    Pair(_key, { value }) {
      if (isSeq(value)) value.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).trimEnd().split('\n');
}

/** What stands before the dashes of the list. */
function indentOf(text: string, { document }: YamlFile): string {
  const start = document.contents?.range?.[0] ?? 0;
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return /^ *$/.test(line) ? line : '';
}

function withoutLines(text: string, { document }: YamlFile, index: number): string {
  const item = document.getIn([index], true);
  if (!isNode(item) || !item.range) return text;
  const [start, end] = item.range;
  const from = text.lastIndexOf('\n', text.lastIndexOf('-', start - 1)) + 1;
  const newline = text.indexOf('\n', end - 1);
  return text.slice(0, from) + (newline < 0 ? '' : text.slice(newline + 1));
}

function printed(yaml: YamlFile, change: (document: Document) => void): string {
  const { document } = yaml;
  const old = document.contents;
  const list = isSeq(old) ? old : document.createNode([]);
  list.commentBefore = old?.commentBefore ?? null;
  list.comment = old?.comment ?? null;
  // Items under each other, as people write them.
  list.flow = false;
  document.contents = list;
  change(document);
  return yaml.print();
}
