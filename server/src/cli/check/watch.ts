/** `--watch`: does it again whenever something changes. */

import { type FSWatcher, watch as watchFiles } from 'node:fs';
import { dirname } from 'node:path';
import { configName } from '../../config.ts';
import { isFolder } from './targets.ts';

/** Milliseconds without a further change: an editor that saves a file makes several. */
const quiet = 30;

/**
 * Runs `work` now and after every change in the folders of the paths, never twice at a time. What changes while it
 * runs makes it run once more. Goes on until a watched folder is gone, which it rejects with.
 */
export function watch(paths: readonly string[], work: () => Promise<void>): Promise<never> {
  return new Promise((_, reject) => {
    let running = false;
    let again = false;
    let timer: NodeJS.Timeout | undefined;
    const run = async () => {
      again = running;
      if (running) return;
      running = true;
      await work();
      running = false;
      if (again) await run();
    };
    const start = () => void run().catch(reject);
    for (const watcher of watchersOf(paths)) {
      watcher.on('error', reject);
      watcher.on('change', (_event, name) => {
        if (isOfNoConcern(String(name ?? ''))) return;
        clearTimeout(timer);
        timer = setTimeout(start, quiet);
      });
    }
    start();
  });
}

function watchersOf(paths: readonly string[]): FSWatcher[] {
  // Of a file its folder is watched: most editors put another file in its place.
  const folders = new Map(paths.map((path) => (isFolder(path) ? [path, true] : [dirname(path), false])));
  return [...folders].map(([folder, recursive]) => watchFiles(folder, { recursive }));
}

/** Hidden files are not checked; some are written at every turn, such as those of git. */
function isOfNoConcern(name: string): boolean {
  const parts = name.split(/[\\/]/);
  return parts.at(-1) !== configName && parts.some((part) => part.startsWith('.'));
}
