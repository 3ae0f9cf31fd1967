/** How much memory the server takes for what it does not need any more. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

const memory = new URL('../../server/src/memory.ts', import.meta.url).href;

/**
 * The most that the heap of a process holds, in MiB, which makes as much as sixty sweeps over thousands of files and
 * keeps each part of it for a while.
 */
function mostHeap(before: string): number {
  const code = `
    import { setImmediate } from 'node:timers/promises';
    ${before}
    const kept = [];
    let most = 0;
    for (let part = 0; part < 300; part++) {
      kept[part % 20] = Array.from({ length: 20_000 }, (_, index) => ({ index, text: 'line ' + index }));
      await setImmediate();
      most = Math.max(most, process.memoryUsage().heapTotal);
    }
    process.stdout.write(String(most / 1024 / 1024));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' });
  return Number(stdout);
}

test('much work takes much less memory than the engine would take by itself', () => {
  const held = mostHeap(`(await import(${JSON.stringify(memory)})).holdLow();`);
  const free = mostHeap('');
  assert.ok(held > 0 && held < free * 0.75, `${held} of ${free} MiB`);
});
