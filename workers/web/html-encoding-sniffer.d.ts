declare module 'html-encoding-sniffer' {
  /** The canonical name (https://encoding.spec.whatwg.org/#names-and-labels), or `defaultEncoding` as it was given. */
  export default function sniffHtmlEncoding(
    bytes: Uint8Array,
    options?: { transportLayerEncodingLabel?: string; defaultEncoding?: string; maxPrescanBytes?: number },
  ): string;
}
