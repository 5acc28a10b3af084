/** Waits until the time is over or the signal is aborted. */
export function pause(millis: number, wanted: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, millis);
    wanted.addEventListener("abort", end);
    function end(): void {
      clearTimeout(timer);
      wanted.removeEventListener("abort", end);
      resolve();
    }
  });
}
