import type { DeliverJob, DeliverOutcome } from '../../src/model/jobs.ts';
import type { Channels } from './channels/open.ts';
import { step } from '../../src/step.ts';

/**
 * Worker: sends one alert through one channel. What the target says is an outcome, its silence too.
 * @throws the signal's reason if it fires before the target has answered
 */
export async function deliverAlert(
  job: DeliverJob,
  channels: Pick<Channels, 'get'>,
  signal: AbortSignal,
): Promise<DeliverOutcome> {
  signal.throwIfAborted();
  const channel = channels.get(job.channel);
  if (channel === undefined) {
    return { kind: 'rejected', answer: `there is no channel "${job.channel}" any longer: alerts no longer lists it` };
  }
  const outcome = await channel.send(job.body, job.alertId, signal);
  step('delivery answered');
  return outcome;
}
