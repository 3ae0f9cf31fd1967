/**
 * Loaded into the language server before itself (`--import`, with `--expose-gc`): tells what it has in use after a
 * collection, whenever its parent asks. The server knows nothing of it.
 */

import { getHeapSpaceStatistics } from 'node:v8';

/** What the server has in use when nothing that can be given back is left: bytes. */
export interface InUse {
  /** In the heap, without what the engine makes of code: it compiles more of that for hours. */
  readonly heap: number;
  readonly code: number;
  /** Buffers and the like, outside of the heap. */
  readonly external: number;
  readonly resident: number;
  /** What keeps the process busy or waiting: sockets, timers, and so on. */
  readonly resources: number;
}

/** Where machine code and bytecode lie. */
const codeSpace = /^(?:code|trusted)_/;

process.on('message', () => {
  // What a first collection leaves to finalizers is gone with the second.
  globalThis.gc?.();
  globalThis.gc?.();
  const { external, rss } = process.memoryUsage();
  const spaces = getHeapSpaceStatistics();
  const used = (isCode: boolean) =>
    spaces.reduce(
      (sum, { space_name, space_used_size }) => sum + (codeSpace.test(space_name) === isCode ? space_used_size : 0),
      0,
    );
  const resources = process.getActiveResourcesInfo().length;
  process.send?.({ heap: used(false), code: used(true), external, resident: rss, resources } satisfies InUse);
});
// The server ends when its client says so, whether or not anybody asks any more.
process.channel?.unref();
