/** `--watch`: does it again whenever something changes. */

import { type Dirent, type FSWatcher, readdirSync, watch as watchFiles } from 'node:fs';
import { dirname, join } from 'node:path';
import { configName } from '../../config.ts';
import { isFolder } from './targets.ts';

/** Milliseconds without a further change: an editor that saves a file makes several. */
const quiet = 30;

/**
 * Runs `work` now and after every change in the folders of the paths, never twice at a time. What changes while it
 * runs makes it run once more. Goes on until `work` fails, which it rejects with.
 */
export function watch(paths: readonly string[], work: () => Promise<void>): Promise<never> {
  return new Promise((_, reject) => {
    let watchers: readonly FSWatcher[] = [];
    let running = false;
    let again = false;
    let timer: NodeJS.Timeout | undefined;
    const changed = (_event: string, name: string | null) => {
      if (name?.startsWith('.') && name !== configName) return;
      clearTimeout(timer);
      timer = setTimeout(start, quiet);
    };
    const run = async () => {
      again = running;
      if (running) return;
      running = true;
      for (const watcher of watchers) watcher.close();
      // Folders may have come and gone. Watched before the files are read, so that no change comes between; one by one,
      // as Node's own way to watch a tree loses files that are replaced. A folder that is gone again tells nothing more.
      watchers = [...foldersOf(paths)].map((folder) => watchFiles(folder, changed).on('error', () => {}));
      await work();
      running = false;
      if (again) await run();
    };
    const start = () => void run().catch(reject);
    start();
  });
}

/** Of a file its folder is watched: most editors put another file in its place. */
function foldersOf(paths: readonly string[]): ReadonlySet<string> {
  return new Set(paths.flatMap((path) => (isFolder(path) ? [path, ...foldersBelow(path)] : [dirname(path)])));
}

/** What may not be listed is not watched either. */
function foldersBelow(folder: string): string[] {
  return entriesOf(folder)
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .flatMap(({ name }) => [join(folder, name), ...foldersBelow(join(folder, name))]);
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
