import { messageOf } from '../../../src/errors.ts';
import type { Log } from '../../../src/log.ts';
import type { AlertBody } from '../../../src/model/alert.ts';
import type { DeliverOutcome } from '../../../src/model/jobs.ts';
import type { Channel } from '../../../src/settings/settings.ts';
import { formatDuration } from '../../../src/settings/units.ts';

/** A channel that is ready to send. */
export interface OpenChannel {
  readonly name: string;
  readonly type: Channel['type'];
  /**
   * One attempt. `alertId` stays the same over all attempts of an alert, so that a target can tell a repetition.
   * The outcome's `answer` is one line for people, without control characters and without the channel's secrets.
   * @throws the signal's reason if it fires before the target has answered
   */
  send(body: AlertBody, alertId: string, signal: AbortSignal): Promise<DeliverOutcome>;
  /** Ends what is still under way. */
  close(): Promise<void>;
}

/** What channels are built from beside their settings. */
export interface ChannelParts {
  readonly log: Log;
  readonly userAgent: string;
  /** Milliseconds that one attempt may take as a whole; the channel's own limit where absent. */
  readonly timeout?: number;
  readonly now?: () => number;
}

/**
 * Runs one attempt within a time limit. An attempt that fails is worth another (`later`): an alert lost is worse than an
 * attempt too many, and the coordinator bounds their number.
 * @throws the caller's reason if the caller's signal fires
 */
export async function attempt(
  timeout: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<DeliverOutcome>,
): Promise<DeliverOutcome> {
  const limit = AbortSignal.timeout(timeout);
  try {
    signal.throwIfAborted();
    return await work(AbortSignal.any([signal, limit]));
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted) return { kind: 'later', answer: `no answer within ${formatDuration(timeout)}` };
    return { kind: 'later', answer: messageOf(error) };
  }
}
