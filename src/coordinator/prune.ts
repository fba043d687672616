import type { Desk } from './parts.ts';

/** Drops what the configuration does not keep any longer (`keep`). */
export function prune({ record, settings, now }: Desk): void {
  const { rejectedText, rejected } = settings.keep;
  record.items.prune({ keptText: now() - rejectedText, rejected: now() - rejected });
}
