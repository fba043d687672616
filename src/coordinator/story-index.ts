import { isSameStory, STORY_KEYS, storyKeys } from '../decide/story.ts';
import type { Log } from '../log.ts';
import type { NewsRecord } from '../record/record.ts';

type Stories = Pick<NewsRecord, 'stories'>;

/** The first match of the story that this text tells, if one tells it already; `of` is the match whose text it is. */
export function firstOfStory({ stories }: Stories, text: string, of?: number): number | null {
  const copy = stories
    .likely(storyKeys(text))
    .find((one) => (of === undefined || (one.duplicateOf ?? one.id) !== of) && isSameStory(one.text, text));
  return copy === undefined ? null : (copy.duplicateOf ?? copy.id);
}

export const indexStory = ({ stories }: Stories, match: number, text: string): void =>
  stories.index(match, storyKeys(text));

/**
 * A record whose stories were indexed in another way gets its index anew: some seconds for ten thousand matches, once.
 * @throws AbortError if the signal fires; the next time goes on from there
 */
export const renewStoryIndex = ({ stories }: Stories, log: Log, signal?: AbortSignal): Promise<void> =>
  stories.rebuild(STORY_KEYS, storyKeys, {
    signal,
    onStart(matches) {
      if (matches > 0)
        log.info({ event: 'story-index', matches }, `indexing the stories of ${matches} matches anew, once`);
    },
  });
