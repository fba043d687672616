import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { lockData } from '../control/lock.ts';
import { verifyCorpus } from '../coordinator/resume.ts';
import { readCorpus } from '../corpus/corpus.ts';
import { openManifest } from '../corpus/manifest.ts';
import { UsageError } from '../errors.ts';
import { matchRecord } from '../record/matches.ts';
import { recordFile } from '../record/record.ts';
import { restoreRecord } from '../record/restore.ts';
import { storyRecord } from '../record/stories.ts';
import { paint, plain, printJson, printLine, type Io } from './io.ts';
import { settingsOf, type CommonOptions } from './options.ts';
import { readRecord, withCommands } from './with-record.ts';

/** `newswatch corpus verify`: every file against the record. Exit code 1 if something is wrong. */
export async function corpusVerify(options: CommonOptions, io: Io): Promise<number> {
  const settings = settingsOf(options);
  const report = await readRecord(settings, (db) =>
    verifyCorpus({
      record: { matches: matchRecord(db), stories: storyRecord(db) },
      corpus: readCorpus(settings.corpus),
      manifest: openManifest(settings.data),
    }),
  );
  const sound =
    report.missing.length + report.altered.length + report.misnumbered.length === 0 && report.manifest === 'whole';
  if (options.json) printJson(io, { ok: sound, ...report });
  else {
    printLine(io, `${report.files} files of ours and ${report.foreign} foreign ones in ${report.folder}`);
    for (const [what, names] of Object.entries({
      missing: report.missing,
      altered: report.altered,
      'gap at': report.misnumbered,
    })) {
      for (const name of names) printLine(io, paint(io, 'red', `${what} ${name}`));
    }
    if (report.manifest !== 'whole') printLine(io, paint(io, 'red', 'corpus.jsonl is not as recorded'));
    printLine(
      io,
      sound
        ? paint(io, 'green', 'all as recorded')
        : 'newswatch corpus rebuild writes again what is missing or altered',
    );
  }
  return sound ? 0 : 1;
}

export async function corpusRebuild(options: CommonOptions, io: Io): Promise<void> {
  const { written } = await withCommands(settingsOf(options), (commands) => commands.rebuildCorpus());
  if (options.json) return printJson(io, { written });
  printLine(
    io,
    written.length === 0
      ? 'nothing was missing; the manifest is written anew'
      : `wrote ${written.length} files and the manifest`,
  );
}

export async function backup(file: string, options: CommonOptions, io: Io): Promise<void> {
  const target = resolve(file);
  if (existsSync(target)) throw new UsageError(`${target} exists already`, 'name a file that does not');
  await withCommands(settingsOf(options), (commands) => commands.backup(target));
  if (options.json) return printJson(io, { file: target });
  printLine(io, `wrote ${target}`);
}

/** `newswatch restore FILE`: while no daemon runs. */
export async function restore(file: string, options: CommonOptions, io: Io): Promise<void> {
  const settings = settingsOf(options);
  const source = resolve(file);
  if (!existsSync(source)) throw new UsageError(`there is no ${source}`, 'name a file that "newswatch backup" wrote');
  const lock = lockData(settings.data);
  let previous: string | null;
  try {
    previous = await restoreRecord(source, recordFile(settings.data), new Date());
  } finally {
    lock.release();
  }
  const { written } = await withCommands(settings, (commands) => commands.rebuildCorpus());
  if (options.json) return printJson(io, { file: source, previous, written });
  printLine(io, `restored ${source}, and wrote ${written.length} corpus files that were missing or altered`);
  if (previous !== null) printLine(io, `the record as it was is kept as ${previous}; remove it when all is well`);
}

export async function mark(id: string, judgement: string, options: CommonOptions, io: Io): Promise<void> {
  if (judgement !== 'right' && judgement !== 'wrong')
    throw new UsageError(`"${judgement}" is no mark`, 'use right or wrong');
  const marked = await withCommands(settingsOf(options), (commands) => commands.mark(id, judgement));
  if (options.json) return printJson(io, marked);
  printLine(io, `marked ${judgement}: ${plain(marked.title)}`);
}
