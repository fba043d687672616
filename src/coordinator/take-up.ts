import { setImmediate as turn } from 'node:timers/promises';
import { decideMatch, ofTopics } from '../decide/match.ts';
import type { Article } from '../model/article.ts';
import { hostOf } from '../model/url.ts';
import { judgeAgain } from './judge-again.ts';
import type { Desk } from './parts.ts';
import { topicsOf } from './twins.ts';
import { recordMatch } from './record-match.ts';
import { reload } from './reload.ts';

/** What a replay found, to be carried out. */
export interface TakeUp {
  /** Ids of rejected items that match now, and of those whose pages have to be fetched again. */
  readonly gained: readonly string[];
  readonly unread: readonly string[];
  /** The one topic that may make a match; all where absent. */
  readonly topic?: string;
  /** Whether what is gained raises alerts. */
  readonly alert?: boolean;
}

/** How many became matches, and how many are to be fetched again: those to which nothing else has happened meanwhile. */
export interface TakenUp {
  readonly applied: number;
  readonly fetchAgain: number;
}

/**
 * Puts the configuration as it is now into force and adds what is gained by them as late matches. Between two
 * items everything else gets its turn.
 * @throws ConfigError; nothing is changed then
 */
export async function takeUp(parts: Desk, { gained, unread, topic, alert = false }: TakeUp): Promise<TakenUp> {
  reload(parts);
  let [applied, fetchAgain] = [0, 0];
  for (const uid of gained) {
    if (addLate(parts, uid, topic, !alert)) applied += 1;
    await turn();
  }
  for (const uid of unread) {
    if (readAgain(parts, uid, !alert)) fetchAgain += 1;
    await turn();
  }
  return { applied, fetchAgain };
}

/** A gained item becomes a match like any other, only late. */
function addLate(parts: Desk, uid: string, topic: string | undefined, quiet: boolean): boolean {
  const { record, rules } = parts;
  const item = record.items.byUid(uid);
  const words = item === undefined ? undefined : record.items.words(item.id);
  if (item === undefined || words === undefined || item.state !== 'rejected') return false;
  const verdicts = judgeAgain(rules.compiled, { ...words, basis: item.basis }, topicsOf(parts, item.feedId));
  const decision = decideMatch(ofTopics(verdicts, topic === undefined ? undefined : [topic]));
  if (decision.kind === 'reject') return false;
  const article: Article = {
    url: item.url ?? '',
    canonicalUrl: null,
    ...words,
    byline: null,
    lang: null,
    publishedAt: item.publishedAt,
    basis: item.basis ?? 'page',
  };
  const outcome = {
    kind: 'read' as const,
    article,
    verdicts,
    revision: rules.set.revision,
    fetchedAt: parts.now(),
    problem: null,
  };
  recordMatch(parts, item, outcome, verdicts, decision, { quiet });
  return record.matches.ofItem(item.id) !== undefined;
}

/** Like any other page: in its turn, when its host may be asked. */
function readAgain({ record, now }: Desk, uid: string, quiet: boolean): boolean {
  const item = record.items.byUid(uid);
  if (item === undefined || !item.ruledOut || item.state !== 'rejected' || item.dueAt !== null) return false;
  record.items.readAgain(item.id, now(), (item.url === null ? null : hostOf(item.url)) ?? '', quiet);
  return true;
}
