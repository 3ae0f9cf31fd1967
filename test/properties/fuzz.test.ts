/** A short run of the fuzzer. `npm run fuzz` is the long one; what it tried stands in docs/reliability.md. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

test('tens of thousands of texts, led by the code that runs on them, break nothing', () => {
  const fuzz = join(import.meta.dirname, '..', 'fuzz', 'run.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [fuzz, '--inputs', '30000'], { encoding: 'utf8' });
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, /^30000 inputs in .* 0 ways to fail$/m);
});
