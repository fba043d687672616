import { once } from 'node:events';
import { matchedTerms } from '../model/in-short.ts';
import { bestOf } from '../model/best.ts';
import { jsonLine } from '../model/plain.ts';
import { judge } from '../judge/judge.ts';
import type { CompiledRules } from '../judge/topic-rules.ts';
import type { Io } from './io.ts';
import { readJsonLines, type JsonLine } from './jsonl.ts';
import { rulesOf, type RuleOptions } from './topic-rules.ts';

/**
 * `newswatch classify --jsonl`: reads `{id,title,text,kind?}` lines, writes `{id,match,score,topic,matched}` lines in the
 * same order as they come. A bad line yields `{id,error}` and the next is read.
 * @throws ConfigError
 */
export async function classify(options: RuleOptions, io: Io): Promise<void> {
  const rules = rulesOf(options, io);
  for await (const line of readJsonLines(io.stdin)) {
    const written = io.stdout.write(`${jsonLine(answer(rules, line))}\n`);
    if (!written) await once(io.stdout, 'drain');
  }
}

function answer(rules: CompiledRules, line: JsonLine): object {
  if ('error' in line) return { id: null, error: line.error };
  const { id = null, title, text, kind } = (line.value ?? {}) as Record<string, unknown>;
  if (typeof text !== 'string' && typeof title !== 'string') {
    return { id, error: `line ${line.line} has neither title nor text` };
  }
  const verdicts = judge(rules, {
    title: typeof title === 'string' ? title : '',
    text: typeof text === 'string' ? text : '',
    ...(kind === 'brief' || kind === 'article' ? { kind } : {}),
  });
  const best = bestOf(verdicts);
  if (best === undefined) return { id, error: 'there is no topic to judge by' };
  return { id, match: best.match, score: best.score, topic: best.topic, matched: matchedTerms(best) };
}
