/** Whether the daemon asks for pages and sends alerts, as those see it who are asked and told. */
export interface Movement {
  /** When it first did since the last {@link forget}; null while it has not. */
  readonly since: () => number | null;
  forget(): void;
  /** Resolves when it does next, after a {@link forget}. */
  readonly next: () => Promise<void>;
  seen(): void;
}

export function openMovement(): Movement {
  let at: number | null = null;
  let waiting = Promise.withResolvers<void>();
  return {
    since: () => at,
    forget() {
      at = null;
      waiting = Promise.withResolvers();
    },
    next: () => waiting.promise,
    seen() {
      at ??= Date.now();
      waiting.resolve();
    },
  };
}
