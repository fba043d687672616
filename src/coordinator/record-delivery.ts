import { nextDelivery } from '../decide/retry.ts';
import { headline } from '../model/alert.ts';
import type { DeliverOutcome } from '../model/jobs.ts';
import type { AlertState } from '../record/alerts.ts';
import type { Desk } from './parts.ts';

/** Writes how a delivery went: an alert stays in the outbox until it was sent, refused for good, or tried for days. */
export function recordDelivery(parts: Desk, alert: AlertState, outcome: DeliverOutcome): void {
  const { record, tally, log } = parts;
  const now = parts.now();
  const { answer } = outcome;
  const title = headline(alert.body);
  const fields = { event: 'alert', alertId: alert.uid, channel: alert.channel, title, answer };
  if (outcome.kind === 'sent') {
    record.alerts.end(alert.id, { state: 'sent', answer, at: now });
    tally.alerts.sent += 1;
    log.info({ ...fields, kind: 'sent' }, `alerted ${alert.channel}: ${title}`);
    return;
  }
  const next =
    outcome.kind === 'later' ? nextDelivery(alert.tries, outcome.retryAt, now) : { kind: 'give-up' as const };
  if (next.kind === 'retry') {
    record.alerts.retry(alert.id, next.dueAt, answer);
    log.warn({ ...fields, kind: 'later' }, `alerting ${alert.channel} failed, tried again later: ${answer}`);
    return;
  }
  record.alerts.end(alert.id, { state: 'failed', answer, at: now });
  tally.alerts.failed += 1;
  log.error({ ...fields, kind: 'failed' }, `alerting ${alert.channel} failed for good: ${answer}`);
}
