/**
 * What a page is made of, told in its order: runs of text in lines. A run is what stands between two tags, with character
 * references resolved: of it nothing is left out unless all that stands before or behind is, too. A line is what may come to
 * stand in one line of an article; what else may be joined to it is told when it is started and closed.
 */
export interface PageReader {
  /**
   * @param follows whether what comes may be joined to earlier lines.
   * @param inTitle whether an article's title may be made of it.
   */
  startLine(follows: boolean, inTitle: boolean): void;
  /** Nothing else can be joined to the line. */
  closeLine(): void;
  /** The line, to be gone on with after something was read aside. */
  leaveLine(): PageLine;
  returnTo(line: PageLine): void;
  /**
   * Reads a run as it stands in a page, if that is what it means: plain ASCII without references. Else false, and nothing
   * was read.
   */
  readRaw(text: string, from: number, to: number, linked: boolean): boolean;
  /** Reads a run. `linked`: it stands in a link. */
  read(text: string, from: number, to: number, linked: boolean): void;
}

export interface PageLine {
  readonly line: number;
  readonly follows: boolean;
  readonly inTitle: boolean;
}
