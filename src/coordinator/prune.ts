import { setImmediate as turn } from 'node:timers/promises';
import { PORTION, type Pruning } from '../record/pruning.ts';
import type { Desk } from './parts.ts';

export interface Pruned {
  readonly words: number;
  readonly rows: number;
}

/**
 * Drops what the configuration does not keep any longer (`keep`). Everything else gets its turn between two portions.
 * What is left when it is told to stop, the next call drops.
 * @param step ms, as in {@link Pruning.believe}: no less than lies between two calls
 */
export async function prune(
  { record, settings, now, log }: Pick<Desk, 'record' | 'settings' | 'now' | 'log'>,
  { step, stopped }: { readonly step: number; readonly stopped: () => boolean },
): Promise<Pruned> {
  const { pruning } = record.items;
  const time = pruning.believe(now(), step);
  let [words, rows] = [0, 0];
  for (let dropped = PORTION; dropped === PORTION && !stopped(); await turn()) {
    dropped = pruning.words(time - settings.keep.rejectedText);
    words += dropped;
  }
  for (let after: number | null = 0; after !== null && !stopped(); await turn()) {
    const portion = pruning.rows(time - settings.keep.rejected, after);
    rows += portion.dropped;
    after = portion.next;
  }
  if (rows > 0) await dropAddresses(pruning, stopped);
  if (words + rows > 0)
    log.info({ event: 'prune', words, rows }, `no longer kept: the words of ${words} items, the rows of ${rows}`);
  return { words, rows };
}

async function dropAddresses(pruning: Pruning, stopped: () => boolean): Promise<void> {
  for (let [after, first] = [null as Uint8Array | null, true]; (first || after !== null) && !stopped(); await turn()) {
    after = pruning.addresses(after).next;
    first = false;
  }
}
