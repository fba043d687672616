/** Control characters but tab and line feed, line and paragraph separators, overrides of direction, non-characters. */
const UNFIT =
  // oxlint-disable-next-line no-control-regex -- removing control characters is the point
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]+/g;

/**
 * A document without characters that no document needs: those above, most of which XML 1.0 forbids, and halves of
 * surrogate pairs.
 */
export const withoutControls = (document: string): string => document.toWellFormed().replace(UNFIT, '');
