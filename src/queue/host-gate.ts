/**
 * The unit of politeness: at most `concurrency` exchanges with a host at once, and `delay` milliseconds from start to
 * start, over all workers of an installation. A host is `name:port` (see model/url.ts).
 */
export interface HostGate {
  /**
   * Waits until an exchange with the host may start. The caller calls the returned function once it has ended.
   * @throws AbortError if the signal fires first.
   */
  enter(host: string, signal: AbortSignal): Promise<() => void>;
}
