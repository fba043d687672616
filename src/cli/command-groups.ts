import { JSON_OPTION, type Definition } from './definition.ts';

const FEEDS: readonly Definition[] = [
  {
    name: 'list',
    about: 'the feeds and how they are',
    options: [JSON_OPTION],
    run: (io) => async (_args, options) => (await import('./feeds.ts')).feedsList(options, io),
  },
  {
    name: 'add <url>',
    about: "find the feed behind a site's page and add it to the first .yaml list",
    options: [JSON_OPTION],
    run:
      (io) =>
      async ([url = ''], options) =>
        (await import('./feeds.ts')).feedsAdd(url, options, io),
  },
  {
    name: 'remove <url>',
    about: 'take a feed out of the list',
    options: [JSON_OPTION],
    run:
      (io) =>
      async ([url = ''], options) =>
        (await import('./feeds.ts')).feedsRemove(url, options, io),
  },
  {
    name: 'check [url]',
    about: 'ask every enabled feed, or one address, and say what it has',
    options: [JSON_OPTION],
    run:
      (io) =>
      async ([url], options) =>
        (await import('./feeds-check.ts')).feedsCheck(url, options, io),
  },
  {
    name: 'parse <file-or-url>',
    about: 'parse a feed (- for standard input) and print every entry it has',
    options: [JSON_OPTION],
    run:
      (io) =>
      async ([source = ''], options) =>
        (await import('./feeds-parse.ts')).feedsParse(source, options, io),
  },
  {
    name: 'import <file>',
    about: 'add the feeds of an OPML file',
    options: [JSON_OPTION],
    run:
      (io) =>
      async ([file = ''], options) =>
        (await import('./feeds-opml.ts')).feedsImport(file, options, io),
  },
  {
    name: 'export',
    about: 'print the feeds as OPML',
    run: (io) => async (_args, options) => (await import('./feeds-opml.ts')).feedsExport(options, io),
  },
];

const CORPUS: readonly Definition[] = [
  {
    name: 'verify',
    about: 'check every corpus file against the record',
    options: [JSON_OPTION],
    run: (io) => async (_args, options) => (await import('./upkeep.ts')).corpusVerify(options, io),
  },
  {
    name: 'rebuild',
    about: 'write missing and altered corpus files again',
    options: [JSON_OPTION],
    run: (io) => async (_args, options) => (await import('./upkeep.ts')).corpusRebuild(options, io),
  },
];

const ALERTS: readonly Definition[] = [
  {
    name: 'test [name]',
    about: 'send a sample through the configured channels and show each answer',
    options: [JSON_OPTION],
    run:
      (io) =>
      async ([name], options) =>
        (await import('./alerts-test.ts')).alertsTest(name, options, io),
  },
];

/** Commands of two words: `newswatch feeds list`. */
export const GROUPS: readonly (readonly [string, string, readonly Definition[]])[] = [
  ['feeds', 'the subscriptions', FEEDS],
  ['corpus', 'the corpus folder', CORPUS],
  ['alerts', 'the alert channels', ALERTS],
];
