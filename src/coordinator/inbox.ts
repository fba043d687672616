import { messageOf } from '../errors.ts';
import { QUEUE_NAMES, type AnyOutcome, type FinishedJob, type QueueName } from '../queue/queues.ts';
import { isRecordTrouble } from '../record/record-trouble.ts';
import type { Canary } from './canary.ts';
import { step } from '../step.ts';
import type { Parts } from './parts.ts';
import type { Planner } from './planner.ts';
import { recordOutcome } from './record-outcome.ts';

/**
 * Takes finished jobs one after the other: records the outcome, then acknowledges by removing the job. A crash in between
 * repeats a step that is harmless to repeat. A job that is not under way here is of an earlier life, and only removed.
 */
export interface Inbox {
  /** Takes what it was told of; with `sweep` also what it was not told of. Concurrent calls share one run. */
  drain(sweep: boolean): Promise<void>;
}

const BATCH = 50;
/** An outcome that could not be recorded that often, while others could, is recorded as a failure. */
const TRIES = 5;

interface Letter {
  readonly queue: QueueName;
  readonly job: FinishedJob<AnyOutcome>;
}

export function openInbox(parts: Parts, planner: Planner, canary: Canary): Inbox {
  const { engine } = parts;
  const letters: Letter[] = [];
  const writer = openWriter(parts, planner, canary);
  let running: Promise<void> | undefined;
  let sweepAsked = false;
  engine.onFinished((queue, job) => {
    if (planner.underway.has(job.id)) letters.push({ queue, job });
  });

  /** False where the outcome could not be written: it stays in the queue, for a sweep to find it again. */
  async function accept({ queue, job }: Letter): Promise<boolean> {
    step('outcome received');
    if (!writer.write(job)) return false;
    step('outcome recorded');
    planner.settled(job.id);
    await engine.queue(queue).remove(job.id);
    step('job removed');
    return true;
  }

  async function sweep(queue: QueueName): Promise<void> {
    for (;;) {
      const finished: readonly FinishedJob<AnyOutcome>[] = await engine.queue(queue).finished(BATCH);
      let accepted = 0;
      for (const job of finished) if (await accept({ queue, job })) accepted += 1;
      if (finished.length < BATCH || accepted === 0) return;
    }
  }

  async function work(): Promise<void> {
    while (letters.length > 0 || sweepAsked) {
      for (let letter = letters.shift(); letter !== undefined; letter = letters.shift()) await accept(letter);
      if (!sweepAsked) continue;
      sweepAsked = false;
      for (const name of QUEUE_NAMES) await sweep(name);
    }
  }

  return {
    drain(all) {
      sweepAsked ||= all;
      running ??= work().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}

/** Records outcomes, and sees to it that none which cannot be recorded is tried, and complained of, for ever. */
function openWriter(parts: Parts, planner: Planner, canary: Canary): { write(job: FinishedJob<AnyOutcome>): boolean } {
  const { log } = parts;
  /** Job id → how often it could not be recorded. */
  const tries = new Map<string, number>();
  let complaint = '';
  const put = (job: FinishedJob<AnyOutcome>): void => {
    const underway = planner.underway.get(job.id);
    if (underway !== undefined) recordOutcome(parts, canary, underway, job);
    tries.delete(job.id);
  };

  function complain(jobId: string, error: unknown): void {
    const err = messageOf(error);
    if (err !== complaint)
      log.error({ event: 'inbox', jobId, err }, `the outcome of ${jobId} could not be recorded: ${err}`);
    complaint = err;
  }

  /** The outcome is dropped for the failure that it is; where not even that can be written, only the job is let go. */
  function giveUp(id: string, error: unknown): boolean {
    const reason = `its outcome could not be recorded: ${messageOf(error)}`;
    tries.delete(id);
    log.error({ event: 'inbox-gave-up', jobId: id, err: messageOf(error) }, `${id} is taken for a failure: ${reason}`);
    try {
      put({ id, failed: reason });
      return true;
    } catch (again) {
      complain(id, again);
      return !isRecordTrouble(again);
    }
  }

  return {
    write(job) {
      try {
        put(job);
        complaint = '';
        return true;
      } catch (error) {
        complain(job.id, error);
        // A full disk is no fault of the outcome's: it waits.
        if (isRecordTrouble(error)) return false;
        const tried = (tries.get(job.id) ?? 0) + 1;
        tries.set(job.id, tried);
        return tried >= TRIES && giveUp(job.id, error);
      }
    },
  };
}
