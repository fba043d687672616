import { deflateRawSync } from 'node:zlib';
import type { CompiledRules } from '../../../src/judge/topic-rules.ts';
import type { FeedText } from '../../../src/model/jobs.ts';
import type { TopicBound } from '../../../src/model/topic.ts';
import { lookAt, pageText } from './pre-filter.ts';
import { strippedPage } from './stripped-page.ts';

/** A larger page is left to the threads: what is looked at here holds up everything else in this process. */
const MOST_BYTES = 1_000_000;
/** Little less than the best, in half the time. */
const LEVEL = 3;

/** Why a page need not be read, and what is kept of it: as in the outcome of an article's job. */
export interface RuledOut {
  readonly bounds: readonly TopicBound[];
  readonly page: string;
}

/** Null where the page has to be read. */
export function ruleOutPage(
  { bytes, contentType }: { readonly bytes: Uint8Array; readonly contentType: string | null },
  feedText: FeedText,
  rules: CompiledRules,
  topics?: readonly string[],
): RuledOut | null {
  if (bytes.length > MOST_BYTES) return null;
  const text = { ...pageText(bytes, contentType), feedText };
  const sight = lookAt(text, rules, topics);
  if (sight.kind !== 'off-topic') return null;
  return { bounds: sight.bounds, page: deflateRawSync(strippedPage(text), { level: LEVEL }).toString('base64') };
}
