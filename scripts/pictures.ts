// `npm run pictures`: takes the pictures of docs/guide from the real editor. The editor tests make screenshots on their
// way; those of the guide are copied from there. It runs these tests, so it needs what they need.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Name of a picture, the editor test that takes it, and what it is called there. */
export const pictures = [
  { name: 'welcome', test: 'guide', screenshot: 'guide-welcome' },
  { name: 'new-folder', test: 'guide', screenshot: 'guide-new-folder-question' },
  { name: 'new-phone', test: 'guide', screenshot: 'guide-new-phone' },
  { name: 'list', test: 'guide', screenshot: 'guide-list' },
  { name: 'upgrade-plan', test: 'guide', screenshot: 'guide-upgrade-plan' },
  { name: 'upgrade-one-way', test: 'guide', screenshot: 'guide-upgrade-one-way' },
  { name: 'dial-plan', test: 'dialPlan', screenshot: 'dial-plan-light' },
  { name: 'check-sync', test: 'checkSync', screenshot: 'check-sync-table' },
];

function take() {
  const target = path.join(root, 'docs/images/guide');
  mkdirSync(target, { recursive: true });
  for (const test of new Set(pictures.map((picture) => picture.test))) {
    const { status } = spawnSync(process.execPath, ['--test', `test/editor/${test}.test.ts`], {
      cwd: root,
      stdio: 'inherit',
    });
    if (status !== 0) return status ?? 1;
  }
  for (const { name, screenshot } of pictures)
    copyFileSync(path.join(root, 'test-results/screenshots', `${screenshot}.png`), path.join(target, `${name}.png`));
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = take();
