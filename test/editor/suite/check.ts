/** What the tests inside the editor are made of. They use nothing but Node and the `vscode` API. */

export interface HostTest {
  name: string;
  run(): Promise<void>;
}

export interface HostResult {
  name: string;
  milliseconds: number;
  /** Absent when the test passed. */
  error?: string;
}

const DEADLINE = 20_000;
const POLL_INTERVAL = 50;

/** Polls until `probe` stops throwing; then gives its value. The last error is the one reported. */
export async function eventually<T>(probe: () => T | Promise<T>, deadline = DEADLINE): Promise<T> {
  const end = Date.now() + deadline;
  for (;;) {
    try {
      return await probe();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL));
  }
}

/** One after the other: they share one editor. */
export async function runAll(tests: HostTest[]): Promise<HostResult[]> {
  const results: HostResult[] = [];
  for (const { name, run } of tests) {
    const started = Date.now();
    try {
      await run();
      results.push({ name, milliseconds: Date.now() - started });
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      results.push({ name, milliseconds: Date.now() - started, error: text });
    }
  }
  return results;
}
