/** Work that answers to events: one run at a time, and the last event is never missed. */

/**
 * What starts `work`. While it runs, more starts make it run once more after that, however many they are. The promise
 * ends with the last run.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async () => {
    try {
      do {
        again = false;
        await work();
      } while (again);
    } finally {
      running = undefined;
    }
  };
  return () => {
    again = true;
    running ??= run();
    return running;
  };
}
