/** `--watch`: does it again whenever something changes. */

import { type Dirent, type FSWatcher, readdirSync, statSync, watch as watchFiles } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { configName } from '../../config.ts';

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
    const changed = (only: string | undefined, name: string | null) => {
      if (name?.startsWith('.') && name !== configName) return;
      if (only !== undefined && name !== null && name !== only) return;
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
      watchers = paths
        .flatMap(placesOf)
        .map(({ folder, only }) => watchFiles(folder, (_event, name) => changed(only, name)).on('error', () => {}));
      await work();
      running = false;
      if (again) await run();
    };
    const start = () => void run().catch(reject);
    start();
  });
}

/** A folder that is watched. `only`: for that name in it. */
interface Place {
  readonly folder: string;
  readonly only?: string;
}

/**
 * Of a file its folder is watched: most editors put another file in its place. A folder can be away for a moment as
 * well, while another one is put in its place.
 */
function placesOf(path: string): Place[] {
  const whole = resolve(path);
  const around = dirname(whole);
  if (!isFolder(whole)) return [{ folder: around }];
  return [{ folder: around, only: basename(whole) }, ...[whole, ...foldersBelow(whole)].map((folder) => ({ folder }))];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
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
