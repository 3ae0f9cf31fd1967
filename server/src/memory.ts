/**
 * Keeps memory low. While thousands of files are read or checked the engine would take several times what is in use, as
 * if that work never ended. It is held near that, and once it is quiet the rest is given back to the machine, which may
 * be the TFTP server itself.
 */

import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The collector of the engine, where it can be had. */
type Collect = (options: { readonly flavor: 'last-resort' }) => void;

/** Below that nothing is gained: bytes. */
const modest = 128 * 1024 * 1024;

/** How long nothing is to happen before it is quiet: milliseconds. Collecting takes a tenth of that. */
const quiet = 2000;

/** Of what is in use after a collection, so much more may be taken until the next one: percent. */
const growth = 30;

/** What is young gets no more room than this: bytes. More of it saves no time. */
const enoughForYoung = 32 * 1024 * 1024;

/** The same where all of it is new: the machine has to make it ready, which takes longer than to collect it. */
const enoughInOneGo = 6 * 1024 * 1024;

let timer: NodeJS.Timeout | undefined;
let collect: Collect | undefined;

/**
 * From now on the engine takes little more than is in use. These are flags of V8 that it reads at each collection; a
 * limit for what is young it reads only as it starts, which is too early for a program that editors start.
 */
export function holdLow(): void {
  try {
    setFlagsFromString(`--heap-growing-percent=${growth}`);
    new PerformanceObserver(() => holdYoung(enoughForYoung)).observe({ type: 'gc' });
  } catch {
    // Another engine: it takes what it wants.
  }
}

/** Each collection may multiply the room for what is young by this factor. */
let factor = 2;

/** For a program that does one thing and ends: to be called now and then, as it has no turns in between. */
export function holdYoungInOneGo(): void {
  try {
    holdYoung(enoughInOneGo);
  } catch {
    // Another engine: it takes what it wants.
  }
}

function holdYoung(enough: number): void {
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  const wanted = (young?.space_size ?? 0) < enough ? 2 : 1;
  if (wanted === factor) return;
  factor = wanted;
  setFlagsFromString(`--semi-space-growth-factor=${factor}`);
}

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
