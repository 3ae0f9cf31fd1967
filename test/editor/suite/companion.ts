/**
 * code-server has no way to run tests in its extension host, so this small extension does it:
 * installed beside ours, it runs the suite once the window is up and leaves the results in a file.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { runAll } from './check.ts';
import { hostTests } from './tests.ts';

/** Path of the file to write; filled in when this is bundled. */
declare const RESULTS_FILE: string;

export function activate(): void {
  // Not awaited: the window counts as started only once this function has returned.
  void runAll(hostTests).then((results) => {
    // Renamed into place, so that whoever polls for the file never reads half of it.
    writeFileSync(`${RESULTS_FILE}.part`, JSON.stringify(results));
    renameSync(`${RESULTS_FILE}.part`, RESULTS_FILE);
  });
}
