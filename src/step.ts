import { channel } from 'node:diagnostics_channel';

/**
 * Where a crash can fall between two things that must not come apart: each name is a point in the code, named for what
 * has just been done. The program says when it passes one, over the diagnostics channel `newswatch:step`; nobody listens
 * but `npm run test:crash`, which kills the program there (docs/decisions/017-steps.md).
 */
export const STEPS = [
  // a start
  'queue emptied',
  'rules published',
  'files restored',
  // a job's way through the queue
  'jobs planned',
  'jobs added',
  'job begun',
  'delivery answered',
  'outcome returned',
  'outcome received',
  'outcome recorded',
  'job removed',
  // the record
  'transaction written',
  'transaction committed',
  'match committed',
  // files, and what makes them durable
  'file created',
  'file written',
  'file synced',
  'file renamed',
  'folder synced',
  'line appended',
  'line synced',
  'manifest renamed',
] as const;

export type Step = (typeof STEPS)[number];

const steps = channel('newswatch:step');

export const step = (name: Step): void => steps.publish(name);
