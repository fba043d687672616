/** Whom to tell about a match. */

export interface ChannelWish {
  readonly name: string;
  /** Wants near-duplicates of earlier matches, too. */
  readonly duplicates: boolean;
}

export interface Occasion {
  /** Found in a feed's first poll under `firstPoll: quiet`, or added by `replay`. */
  readonly quiet: boolean;
  readonly duplicate: boolean;
}

/**
 * The names of the channels that hear of it: one alert a match a channel, a story only once. Alerts are made with their
 * match, so a new channel starts with the matches from then on.
 */
export const whomToTell = (channels: readonly ChannelWish[], occasion: Occasion): string[] =>
  occasion.quiet ? [] : channels.filter(({ duplicates }) => duplicates || !occasion.duplicate).map(({ name }) => name);
