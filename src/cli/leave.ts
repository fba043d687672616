/**
 * Node waits at its end for names that are being looked up, also in `process.exit`: for half a minute where no server answers,
 * since getaddrinfo cannot be called off. Becoming a program that does nothing is the one way past that; on Windows there is
 * none. docs/decisions/028-leaving-look-ups.md
 */

/** Ends the process now, whatever is still under way. */
export function leave(code: number): never {
  if (isLookingUp() && process.execve !== undefined)
    process.execve(process.execPath, [process.execPath, '-e', `process.exitCode = ${code}`]);
  process.exit(code);
}

/** Ends the process in the ordinary way: once all that was begun is done, but for look-ups, which nobody waits for any longer. */
export function endWith(code: number): void {
  process.exitCode = code;
  if (isLookingUp()) leave(code);
}

const isLookingUp = (): boolean => process.getActiveResourcesInfo().includes('GetAddrInfoReqWrap');
