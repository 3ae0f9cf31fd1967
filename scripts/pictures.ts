// `npm run pictures`: takes all pictures of the documentation from the real editor. The editor tests make screenshots on
// their way; those of the documentation are copied from there. The animated one is made by test/editor/tour.ts. It runs
// these tests on the package (`npm run package`), so it needs what they need.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Name of a picture, the editor test that takes it, and what it is called there. */
export const pictures = [
  { name: 'problems', test: 'ui', screenshot: 'problems' },
  { name: 'welcome', test: 'guide', screenshot: 'guide-welcome' },
  { name: 'new-folder', test: 'guide', screenshot: 'guide-new-folder-question' },
  { name: 'new-phone', test: 'guide', screenshot: 'guide-new-phone' },
  { name: 'list', test: 'guide', screenshot: 'guide-list' },
  { name: 'upgrade-plan', test: 'guide', screenshot: 'guide-upgrade-plan' },
  { name: 'upgrade-one-way', test: 'guide', screenshot: 'guide-upgrade-one-way' },
  { name: 'dial-plan', test: 'dialPlan', screenshot: 'dial-plan-light' },
  { name: 'boot-log', test: 'serving', screenshot: 'boot-log-stopped' },
  { name: 'check-sync', test: 'checkSync', screenshot: 'check-sync-table' },
];

function take(): number {
  const target = path.join(root, 'docs/images/guide');
  mkdirSync(target, { recursive: true });
  const tests = [...new Set(pictures.map(({ test }) => test))];
  const runs = [...tests.map((test) => ['--test', `test/editor/${test}.test.ts`]), ['test/editor/tour.ts']];
  for (const args of runs) {
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
    if (status !== 0) return status ?? 1;
  }
  for (const { name, screenshot } of pictures)
    copyFileSync(path.join(root, 'test-results/screenshots', `${screenshot}.png`), path.join(target, `${name}.png`));
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = take();
