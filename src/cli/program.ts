import { Command, CommanderError, Option } from 'commander';
import { plainStyled } from '../model/plain.ts';
import { version } from '../settings/load.ts';
import { GROUPS } from './command-groups.ts';
import { JSON_OPTION, type Definition } from './definition.ts';
import type { Io } from './io.ts';

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
      TOPICS,
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
    about:
      'score the rules on {id,title,text,label,borderline?,kind?,source?} lines: precision, recall, F1 with 95 % intervals, and every error with its reasons',
    options: [
      ['--marks', 'score them on what you marked instead'],
      TOPICS,
      TOPIC,
      ['--compare <files...>', 'topic files of other rules: what they gain and lose'],
      ['--sweep', 'what other thresholds would come to (of one topic)'],
      ['--svg <file>', 'the sweep, drawn into this file'],
      ['--errors <n>', 'list at most so many errors, or "all" (the default without --compare, --sweep, --svg)'],
      ['--no-errors', 'list no errors'],
      JSON_OPTION,
    ],
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
    run: (io) => async (_args, options) => (await import('./replay.ts')).replay(options, io),
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
    options: [
      ['--write', 'write the proposal into the topic file'],
      ['--only <kind>', 'numbers (thresholds and points) or terms'],
      TOPIC,
      JSON_OPTION,
    ],
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
    name: 'reload',
    about: 'have the running daemon put feeds, topics and alerts as the files have them now into force',
    options: [JSON_OPTION],
    run: (io) => async (_args, options) => (await import('./reload.ts')).reload(options, io),
  },
  {
    name: 'restore <file>',
    about: 'put a backup in the place of the record, while no daemon runs',
    options: [JSON_OPTION],
    run:
      (io) =>
      async ([file = ''], options) =>
        (await import('./upkeep.ts')).restore(file, options, io),
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
    // A mistake repeats what was typed, or pasted from a feed.
    writeErr: (text) => void io.stderr.write(plainStyled(text)),
    outputError: (text, write) => write(text.replace(/^error: /, 'newswatch: ')),
  });
  for (const child of command.commands) strict(child, io);
}
