/**
 * What of our own code has run: the engine's own count of blocks, taken for many inputs at a time, because asking for it
 * takes longer than an input does.
 */

import { type Profiler, Session } from 'node:inspector';
import { pathToFileURL } from 'node:url';

export class Coverage {
  readonly #session = new Session();
  readonly #prefix: string;
  /** For each script the characters that have run at some time. */
  readonly #seen = new Map<string, Uint8Array>();

  /** Counts the blocks of the modules below that folder; those that are loaded already as well. */
  constructor(folder: string) {
    this.#prefix = pathToFileURL(`${folder}/`).href;
    this.#session.connect();
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** How many characters of code have run that had not before, since this was asked last. `keep`: they count as seen. */
  fresh(keep: boolean): number {
    let fresh = 0;
    for (const { url, functions } of this.#take()) {
      if (!url.startsWith(this.#prefix)) continue;
      const ran = painted(functions);
      const seen = withRoom(this.#seen.get(url), ran.length);
      if (keep) this.#seen.set(url, seen);
      for (let at = 0; at < ran.length; at++) {
        if (ran[at] === 0 || seen[at] === 1) continue;
        fresh++;
        if (keep) seen[at] = 1;
      }
    }
    return fresh;
  }

  /** The characters of code that have run at some time. */
  get total(): number {
    let total = 0;
    for (const seen of this.#seen.values()) for (const one of seen) total += one;
    return total;
  }

  #take(): Profiler.ScriptCoverage[] {
    let scripts: Profiler.ScriptCoverage[] = [];
    // In a session of the own thread the answer is there before the call returns.
    this.#session.post('Profiler.takePreciseCoverage', (error, { result }) => {
      if (error) throw error;
      scripts = result;
    });
    return scripts;
  }
}

/** The array with at least so many elements: a script is as long as what is known of it. */
function withRoom(array: Uint8Array | undefined, length: number): Uint8Array {
  if (array && array.length >= length) return array;
  const larger = new Uint8Array(length);
  if (array) larger.set(array);
  return larger;
}

/** 1 for each character of a script that ran. Inner functions and blocks come behind the outer ones. */
function painted(functions: readonly Profiler.FunctionCoverage[]): Uint8Array {
  const ranges = functions.flatMap((one) => one.ranges);
  const ran = new Uint8Array(ranges.reduce((end, range) => Math.max(end, range.endOffset), 0));
  ranges.sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
  for (const { startOffset, endOffset, count } of ranges) ran.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  return ran;
}
