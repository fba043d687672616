export interface GetOptions {
  /** Of the unpacked body. A larger one is refused whole. */
  readonly maxBytes: number;
  /** The beginning of a larger body will do. */
  readonly cut?: boolean;
  /** What the user knows that limit as, for the error: `fetch.maxFeedBytes`. */
  readonly limitName: string;
  readonly signal?: AbortSignal;
  readonly accept?: string;
  readonly userAgent?: string;
  /** Sent as If-None-Match and If-Modified-Since, also to where a redirect leads: they came from there. */
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  /** Further headers, credentials among them. Never sent to another origin. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Do not wait at the host's gate: for robots.txt, which is not counted. At hosts that it redirects to, it is. */
  readonly skipGate?: boolean;
  /** Asked before a redirect is followed, with where to. What it throws ends the exchange. */
  readonly mayFollow?: (url: string) => Promise<void>;
}

export interface Fetched {
  readonly status: number;
  /** The address that answered, without credentials. */
  readonly url: string;
  /** Where permanent redirects (301, 308) led, as far as no temporary one came before; null if there were none. */
  readonly movedTo: string | null;
  /** Names in lower case; a repeated header's values joined by ", ". */
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string | null;
  /** Unpacked. Empty unless the status is 2xx: nobody needs the page that comes with an error. */
  readonly body: Uint8Array;
}
