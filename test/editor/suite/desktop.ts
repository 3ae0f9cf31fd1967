/** Entry for desktop VS Code, which calls `run` in its extension host (`extensionTestsPath`). */
import { writeFileSync } from 'node:fs';
import { runAll } from './check.ts';
import { hostTests } from './tests.ts';

/** Path of the file to write; filled in when this is bundled. */
declare const RESULTS_FILE: string;

export async function run(): Promise<void> {
  const results = await runAll(hostTests);
  writeFileSync(RESULTS_FILE, JSON.stringify(results));
  const failed = results.filter((result) => result.error !== undefined);
  if (failed.length > 0) throw new Error(`failed: ${failed.map((result) => result.name).join(', ')}`);
}
