import { randomUUID } from 'node:crypto';
import { howToTell, isNewTrouble } from '../decide/tell-warning.ts';
import type { NoticeData } from '../model/alert.ts';
import type { WarningKind } from '../model/warning.ts';
import { publicWarning, type Finding, type WarningState } from '../record/warnings.ts';
import type { Desk } from './parts.ts';

/**
 * Writes which warnings hold of a subject: those found are raised or go on, others that it had of these kinds are over. What
 * is new is logged, and told through the channels that ask for it. Part of the transaction of what taught it.
 */
export function warn(parts: Desk, subject: string, found: readonly Finding[], kinds: readonly WarningKind[]): void {
  const { warnings } = parts.record;
  for (const finding of found) hold(parts, finding);
  for (const warning of warnings.open(subject)) {
    if (!kinds.includes(warning.kind) || found.some(({ kind }) => kind === warning.kind)) continue;
    settle(parts, warning);
  }
}

/** The trouble is over. */
export function settle({ record, log, now }: Desk, { kind, subject, about, message }: WarningState): void {
  record.warnings.over(kind, subject, now());
  log.info({ event: 'warning-over', kind, subject: about }, `no longer so: ${message}`);
}

function hold(parts: Desk, finding: Finding): void {
  const { record, log } = parts;
  const now = parts.now();
  const before = record.warnings.get(finding.kind, finding.subject);
  const anew = isNewTrouble(before?.overAt, now);
  const warning = record.warnings.hold(finding, now, anew);
  if (before?.overAt === null) return;
  const { kind, subject, since, message } = publicWarning(warning);
  log.warn({ event: 'warning', kind, subject, since }, message);
  if (anew) tell(parts, { id: warning.uid, kind, subject, since, message });
}

const HOUR = 3_600_000;

/** Puts a notice into the outbox for every channel that asks for notices. */
function tell(parts: Desk, notice: NoticeData): void {
  const { record } = parts;
  const now = parts.now();
  const data = howToTell(record.alerts.noticesSince(now - HOUR)) === 'more' ? moreOf(now) : notice;
  for (const channel of parts.settings.alerts.filter(({ notices }) => notices)) {
    record.alerts.insert({
      uid: `notice_${randomUUID()}`,
      warning: data.id,
      channel: channel.name,
      body: { type: 'notice', timestamp: new Date(now).toISOString(), data },
      createdAt: now,
    });
  }
}

/** The same id for an hour: the outbox takes it once. */
const moreOf = (now: number): NoticeData => ({
  id: `warnings_${new Date(now).toISOString().slice(0, 13)}`,
  kind: 'more',
  subject: {},
  since: new Date(now).toISOString(),
  message: 'many warnings came within an hour, and the others are not told one by one: newswatch status lists them',
});
