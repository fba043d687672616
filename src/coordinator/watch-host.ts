import { afterAnswer, hostTrouble, pageAnswer } from '../decide/host-answers.ts';
import type { ArticleOutcome } from '../model/jobs.ts';
import type { HostAnswers, WarningKind } from '../model/warning.ts';
import type { ItemState } from '../record/items.ts';
import type { Finding } from '../record/warnings.ts';
import type { Desk } from './parts.ts';
import { warn } from './warn.ts';
import { hostWords } from './warning-words.ts';

const KINDS: readonly WarningKind[] = ['host-refuses', 'host-stubs'];
/** That a host's pages can be read is written once in so long, not with every page. */
const READ_NOTED = 86_400_000;

/** What an item's outcome tells of the host of its page. @param item as it was before */
export function watchHost(parts: Desk, { host, tries }: ItemState, outcome: ArticleOutcome): void {
  const { record } = parts;
  const answer = pageAnswer(outcome, tries);
  if (answer === null || host === '') return;
  const now = parts.now();
  const before = record.hosts.get(host);
  if (answer === 'read' && before !== undefined && isNoted(before, now)) return;
  const after = afterAnswer(before ?? { host, readAt: null, refused: 0, stubs: 0, since: null }, answer, now);
  const problem = 'problem' in outcome ? outcome.problem : null;
  record.transaction(() => {
    record.hosts.put(after, now);
    warn(parts, host, findings(after, problem?.message ?? '', now), KINDS);
  });
}

const isNoted = ({ readAt, since }: HostAnswers, now: number): boolean =>
  since === null && readAt !== null && Math.abs(now - readAt) < READ_NOTED;

function findings(answers: HostAnswers, problem: string, now: number): Finding[] {
  const kind = hostTrouble(answers, now);
  const { host, since } = answers;
  if (kind === null || since === null) return [];
  return [{ kind, subject: host, about: { host }, since, message: hostWords(kind, answers, problem) }];
}
