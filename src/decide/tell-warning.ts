/** Which warnings are told through channels: each trouble once, and never many at once. */

const WEEK = 7 * 86_400_000;
/** Trouble that comes back within it is the same one, and is not told again. */
export const EPISODE_ENDS = WEEK;
/** Told one by one in an hour; that there are more is told once. */
const TOLD_AN_HOUR = 10;

/** @param overAt when the same trouble was last over; null while it goes on, absent where there was none */
export const isNewTrouble = (overAt: number | null | undefined, now: number): boolean =>
  overAt === undefined || (overAt !== null && now - overAt >= EPISODE_ENDS);

/** How a new warning is told, after so many within the hour. */
export const howToTell = (told: number): 'as-it-is' | 'more' => (told < TOLD_AN_HOUR ? 'as-it-is' : 'more');
