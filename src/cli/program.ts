import { Command, CommanderError, Option } from 'commander';
import { version } from '../settings/load.ts';
import type { Io } from './io.ts';

/** The commands of CONTRACT section 1: each hands over to one function, whose file is loaded when it is asked for. */

type Run = (args: string[], options: { [name: string]: never }) => Promise<number | void>;

interface Definition {
  readonly name: string;
  readonly about: string;
  readonly options?: readonly (readonly [flags: string, about: string])[];
  readonly run: (io: Io) => Run;
}

const JSON_OPTION = ['--json', 'print one JSON document on stdout and nothing else there'] as const;
const SINCE = ['--since <when>', 'only what is newer: a duration back (14d) or a date'] as const;
const TOPIC = ['--topic <id>', 'only this topic'] as const;
const LIMIT = ['--limit <n>', 'at most so many'] as const;
const TOPICS = ['--topics <files...>', 'topic files to use instead of the configured ones'] as const;

const COMMANDS: readonly Definition[] = [
  {
    name: 'run',
    about: 'watch: poll the feeds, read and judge articles, keep the corpus, alert',
    options: [
      ['--once', 'poll every feed once, follow up on what comes of it, and end'],
      ['--json', 'with --once: print the summary as JSON'],
    ],
    run: (io) => async (_args, options) => (await import('./run.ts')).run(options, io),
  },
  {
    name: 'worker',
    about: 'take polls and articles from a coordinator through REDIS_URL',
    run: (io) => async (_args, options) => (await import('./worker.ts')).worker(options, io),
  },
  {
    name: 'check [url]',
    about: 'read and judge one article, and say why; changes nothing',
    options: [
      ['--html <file>', 'read this file instead of the address'],
      ['--url <url>', 'the address the file came from'],
      JSON_OPTION,
    ],
    run:
      (io) =>
      async ([url], options) =>
        (await import('./check.ts')).check(url, options, io),
  },
  {
    name: 'extract',
    about: 'read {id,url,html} lines on stdin, write {id,title,text,…} lines',
    options: [['--jsonl', 'JSON lines in and out (the only form)']],
    run: (io) => async (_args, options) => (await import('./extract.ts')).extractLines(options, io),
  },
  {
    name: 'classify',
    about: 'read {id,title,text} lines on stdin, write {id,match,score,topic,matched} lines',
    options: [['--jsonl', 'JSON lines in and out (the only form)'], TOPICS],
    run: (io) => async (_args, options) => (await import('./classify.ts')).classify(options, io),
  },
  {
    name: 'eval [file]',
    about: 'score the rules on {id,title,text,label} lines: precision, recall, F1, and every error with its reasons',
    options: [['--marks', 'score them on what you marked instead'], TOPICS, JSON_OPTION],
    run:
      (io) =>
      async ([file], options) =>
        (await import('./eval.ts')).evaluate(file, options, io),
  },
  {
    name: 'why <url-or-id>',
    about: 'everything that is known of one item',
    options: [JSON_OPTION],
    run:
      (io) =>
      async ([reference = ''], options) =>
        (await import('./why.ts')).why(reference, options, io),
  },
  {
    name: 'replay',
    about: 'judge the kept items again by the rules as they are now',
    options: [
      SINCE,
      TOPIC,
      ['--apply', 'add the gained ones as late matches'],
      ['--alert', 'with --apply: alert about them, too'],
      JSON_OPTION,
    ],
    run: (io) => async (_args, options) => (await import('./upkeep.ts')).replay(options, io),
  },
  {
    name: 'mark <id> <right|wrong>',
    about: 'your judgement on a match or a near miss',
    options: [JSON_OPTION],
    run:
      (io) =>
      async ([id = '', judgement = ''], options) =>
        (await import('./upkeep.ts')).mark(id, judgement, options, io),
  },
  {
    name: 'tune',
    about: 'propose better rules from your marks, with their measured effect',
    options: [['--write', 'write the proposal into the topic file'], TOPIC, JSON_OPTION],
    run: (io) => async (_args, options) => (await import('./tune.ts')).tune(options, io),
  },
  {
    name: 'matches',
    about: 'the matches, newest first',
    options: [LIMIT, SINCE, TOPIC, ['--near', 'the near misses instead'], JSON_OPTION],
    run: (io) => async (_args, options) => (await import('./matches.ts')).matches(undefined, options, io),
  },
  {
    name: 'search <query>',
    about: 'full-text search in the matches',
    options: [LIMIT, SINCE, TOPIC, JSON_OPTION],
    run:
      (io) =>
      async ([query = ''], options) =>
        (await import('./matches.ts')).matches(query, options, io),
  },
  {
    name: 'export',
    about: 'the matches with all metadata, oldest first',
    options: [
      ['--format <format>', 'jsonl or csv (default jsonl)'],
      ['--without <mark>', 'leave out those marked so (wrong)'],
      SINCE,
      TOPIC,
    ],
    run: (io) => async (_args, options) => (await import('./matches.ts')).exportMatches(options, io),
  },
  {
    name: 'backup <file>',
    about: 'write a consistent copy of the record, also while the daemon runs',
    options: [JSON_OPTION],
    run:
      (io) =>
      async ([file = ''], options) =>
        (await import('./upkeep.ts')).backup(file, options, io),
  },
  {
    name: 'status',
    about: 'how the daemon, its feeds and queues are',
    options: [JSON_OPTION],
    run: (io) => async (_args, options) => (await import('./status.ts')).status(options, io),
  },
  {
    name: 'init [dir]',
    about: 'write a commented starter configuration',
    options: [JSON_OPTION],
    run:
      (io) =>
      async ([dir], options) =>
        (await import('./init.ts')).init(dir, options, io),
  },
];

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

const GROUPS: readonly (readonly [string, string, readonly Definition[]])[] = [
  ['feeds', 'the subscriptions', FEEDS],
  ['corpus', 'the corpus folder', CORPUS],
  ['alerts', 'the alert channels', ALERTS],
];

/** Parses the arguments and runs the command. Returns the exit code. @throws what the command throws */
export async function buildProgram(io: Io, argv: readonly string[]): Promise<number> {
  let code = 0;
  const program = new Command('newswatch')
    .description(
      'Watches the news: polls feeds, reads articles, judges them by your rules, keeps a corpus, and alerts you.',
    )
    .version(version())
    .showSuggestionAfterError()
    .enablePositionalOptions();
  const add = (parent: Command, { name, about, options = [], run }: Definition): void => {
    const command = parent.command(name).description(about);
    for (const [flags, text] of options) command.addOption(new Option(flags, text));
    command.option('--config <file>', 'the configuration ($NEWSWATCH_CONFIG, config/newswatch.yaml)');
    command.option('--data <dir>', 'the data folder, instead of the configured one');
    command.action(async () => {
      code = (await run(io)([...command.args], command.opts())) ?? 0;
    });
  };
  for (const definition of COMMANDS) add(program, definition);
  for (const [name, about, definitions] of GROUPS) {
    const group = program.command(name).description(about);
    for (const definition of definitions) add(group, definition);
  }
  strict(program, io);
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  return code;
}

/** Usage mistakes end with exit code 2, and everything commander says goes where it belongs. */
function strict(command: Command, io: Io): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => void io.stdout.write(text),
    writeErr: (text) => void io.stderr.write(text),
    outputError: (text, write) => write(text.replace(/^error: /, 'newswatch: ')),
  });
  for (const child of command.commands) strict(child, io);
}
