/** The local disk, in which every single step can be watched and made to fail. */

import * as nodeDisk from 'node:fs/promises';
import type { Disk } from '../../../client/src/tftp/store.ts';

export interface Step {
  /** The count of steps so far. */
  readonly number: number;
  /** Such as `rename` or `handle.sync`. */
  readonly operation: string;
  /** Before it is done, when it is done half (writes only), or when it is done but fails all the same. */
  readonly phase: 'before' | 'half' | 'after';
}

/** `see` is called around each step; what it throws is the step's failure. */
export function faultyDisk(see: (step: Step) => void): Disk {
  let number = 0;
  const around = async <T>(operation: string, run: () => Promise<T>, half?: () => Promise<unknown>): Promise<T> => {
    see({ number: number++, operation, phase: 'before' });
    if (half) {
      const step: Step = { number: number++, operation, phase: 'half' };
      await half();
      see(step);
    }
    const result = await run();
    see({ number: number++, operation, phase: 'after' });
    return result;
  };

  const watchHandle = (handle: nodeDisk.FileHandle) =>
    new Proxy(handle, {
      get(target, key: keyof nodeDisk.FileHandle) {
        const member = target[key];
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => {
          const run = () => (member as (...all: unknown[]) => Promise<unknown>).apply(target, args);
          // Even a close that fails gives the descriptor back.
          if (key === 'close') return run().then(() => around('handle.close', async () => undefined));
          if (key !== 'writeFile') return around(`handle.${String(key)}`, run);
          const content = args[0] as Uint8Array;
          const half = content.subarray(0, content.length >> 1);
          return around(
            'handle.writeFile',
            () => target.write(content, half.length, content.length - half.length, half.length),
            () => target.write(half, 0, half.length, 0),
          );
        };
      },
    });

  return new Proxy(nodeDisk, {
    get(target, key: keyof Disk) {
      const member = target[key] as (...args: unknown[]) => Promise<unknown>;
      if (key !== 'open') return (...args: unknown[]) => around(key, () => member(...args));
      return async (...args: unknown[]) => {
        let handle: nodeDisk.FileHandle | undefined;
        try {
          return await around('open', async () => {
            handle = (await member(...args)) as nodeDisk.FileHandle;
            return watchHandle(handle);
          });
        } catch (error) {
          await handle?.close();
          throw error;
        }
      };
    },
  });
}
