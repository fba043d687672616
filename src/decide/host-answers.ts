import type { ArticleOutcome, PageProblem } from '../model/jobs.ts';
import type { HostAnswers } from '../model/warning.ts';
import { QUICK_READ_TRIES } from './retry.ts';

/** Whether the pages of a host can still be read. */

export type PageAnswer = 'read' | 'refused' | 'stub';

/** Many that keep programs out say 503 to them. */
const REFUSALS = /^http-(?:401|402|403|429|451|5\d\d)$/;
/** Trouble that may last, and is not of the page's making. */
const NOT_ITS_OWN = new Set(['robots', 'crash', 'thread-timeout']);

/**
 * What an item's outcome tells of its host; null where it tells nothing: a page that is gone, passing trouble, or an item
 * whose page has counted already. A refusal that may pass (429, 503) counts once the quick tries are used up.
 * @param tries those before this one
 */
export function pageAnswer(outcome: ArticleOutcome, tries: number): PageAnswer | null {
  if (outcome.kind === 'ruled-out') return 'read';
  if (outcome.kind === 'gone') return null;
  const { problem } = outcome;
  if (problem === null) return outcome.kind === 'read' && outcome.article.basis === 'page' ? 'read' : null;
  const { code, retry } = problem;
  const passing = retry === 'soon' && tries < QUICK_READ_TRIES.length;
  if (passing || tries > QUICK_READ_TRIES.length) return null;
  if (REFUSALS.test(code)) return 'refused';
  return isStub(problem) ? 'stub' : null;
}

/** Walls and stubs are what may be lifted `later`, refusals apart. */
const isStub = ({ code, retry }: PageProblem): boolean =>
  retry === 'later' && !code.startsWith('http-') && !NOT_ITS_OWN.has(code);

export function afterAnswer(state: HostAnswers, answer: PageAnswer, now: number): HostAnswers {
  if (answer === 'read') return { ...state, readAt: now, refused: 0, stubs: 0, since: null };
  return {
    ...state,
    refused: state.refused + (answer === 'refused' ? 1 : 0),
    stubs: state.stubs + (answer === 'stub' ? 1 : 0),
    since: state.since ?? now,
  };
}

const MANY = 5;
/** Of a host with few pages, over so long. */
const SOME = 3;
const LASTING = 21_600_000;

/** The host's trouble: none of its last five pages could be read, or of its last three over six hours. Null while there is none. */
export function hostTrouble({ refused, stubs, since }: HostAnswers, now: number): 'host-refuses' | 'host-stubs' | null {
  const pages = refused + stubs;
  const enough = pages >= MANY || (pages >= SOME && since !== null && now - since >= LASTING);
  if (!enough) return null;
  return refused >= stubs ? 'host-refuses' : 'host-stubs';
}
