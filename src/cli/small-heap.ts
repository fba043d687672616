import { setFlagsFromString } from 'node:v8';

/**
 * For what runs for months: V8 keeps its heap small at the price of some speed. Not before all is ready, for a start is
 * mostly compiling (docs/decisions/001-embedded-engine.md has the figures).
 */
export const keepHeapSmall = (): void => setFlagsFromString('--optimize-for-size');
