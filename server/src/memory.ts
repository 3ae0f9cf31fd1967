/**
 * Gives memory back. After thousands of files were read or checked the engine keeps several times what is in use, as if
 * that work would never end; once it is quiet the rest is given back to the machine, which may be the TFTP server itself.
 */

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The collector of the engine, where it can be had. */
type Collect = (options: { readonly flavor: 'last-resort' }) => void;

/** Below that nothing is gained: bytes. */
const modest = 160 * 1024 * 1024;

/** How long nothing is to happen before it is quiet: milliseconds. Collecting takes a tenth of that. */
const quiet = 2000;

let timer: NodeJS.Timeout | undefined;
let collect: Collect | undefined;

/** Something large was done. Gives memory back once no more follows. */
export function giveBackWhenQuiet(): void {
  clearTimeout(timer);
  timer = setTimeout(giveBack, quiet);
  timer.unref();
}

/** Something is going on again. */
export function notQuiet(): void {
  timer?.refresh();
}

function giveBack(): void {
  timer = undefined;
  if (process.memoryUsage.rss() < modest) return;
  collect ??= collector();
  collect?.({ flavor: 'last-resort' });
}

function collector(): Collect | undefined {
  try {
    setFlagsFromString('--expose-gc');
    return runInNewContext('gc') as Collect;
  } catch {
    return undefined;
  }
}
