/** The page of a firmware upgrade, and what is proposed as the firmware that phones run. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planText } from '../../../client/src/upgrade/planText.ts';
import { runningNow } from '../../../client/src/upgrade/runningNow.ts';
import type { UpgradePlanResult } from '../../../server/src/protocol.ts';
import { type TftpRoot, tftpRoot } from '../../../server/src/tftproot/root.ts';
import { stepNotes } from '../../../server/src/upgrade/edits.ts';
import { displays } from '../../../server/src/upgrade/facts.ts';
import { planUpgrade } from '../../../server/src/upgrade/plan.ts';
import { upgradeState } from '../../../server/src/upgrade/state.ts';
import { syncOfNextStep } from '../../../server/src/upgrade/sync.ts';
import { filesOf } from '../../support/images.ts';

function folder(files: Record<string, string>, images: readonly string[] = []): TftpRoot {
  const all: Record<string, string> = {
    ...Object.fromEntries(images.flatMap(filesOf).map((name) => [name, ''])),
    ...files,
  };
  return tftpRoot(Object.keys(all), (name) => all[name]);
}

/** The page for a folder as the language server answers for it. */
function page(root: TftpRoot, from: string, to: string): string {
  const state = upgradeState(root);
  const plan = planUpgrade({ from, to, stored: state.stored });
  const answer: NonNullable<UpgradePlanResult> = {
    state,
    plan,
    sync: syncOfNextStep(root, plan),
    displays: displays(),
  };
  const [step] = 'steps' in plan ? plan.steps : [];
  const notes = step ? stepNotes(root, step).map(({ text }) => ({ text, uris: [] })) : [];
  return planText({ folder: 'tftproot', answer, notes });
}

const old = folder({ 'SIPDefault.cnf': 'image_version: "P0S3-04-4-00"\nsync: 1\n', 'OS79XX.TXT': 'P0S3-04-4-00\n' }, [
  'P0S3-04-4-00',
  'P0S3-06-3-00',
  'P0S3-8-12-00',
]);

test('the page says what each step edits, why, how sure that is, and where it is known from', () => {
  const text = page(old, 'P0S3-04-4-00', 'P0S3-8-12-00');
  assert.match(text, /\*\*From `P0S3-04-4-00` to `P0S3-8-12-00`: 2 steps\.\*\*/);
  assert.match(text, /## Step 1: `P0S3-04-4-00` → `P0S3-06-3-00`/);
  assert.match(text, /OS79XX\.TXT becomes `P0S3-06-3-00`/);
  assert.match(text, /`image_version` in SIPDefault\.cnf becomes `P0S3-06-3-00`/);
  assert.match(text, /`sync` and SYNC become `2` \(`1` now\)/);
  assert.match(text, /\*\(documented by Cisco; Cisco document 68244/);
  assert.match(text, /concluded, not documented/);
});

test('what cannot be undone stands at the head of the step that does it, and nowhere else', () => {
  const [, first = '', second = ''] = page(old, 'P0S3-04-4-00', 'P0S3-8-12-00').split(/## Step \d: /);
  assert.match(first, /> \*\*This cannot be undone\.\*\* Once a phone runs 5\.0 or later/);
  assert.doesNotMatch(second, /cannot be undone/);
});

test('files that are missing are named, with the image that they come with', () => {
  const text = page(folder({ 'SIPDefault.cnf': '' }), 'P0S3-06-3-00', 'P0S3-8-12-00');
  assert.match(
    text,
    /\*\*Missing in the folder\*\*, to be had from Cisco:.*`P0S3-8-12-00\.loads`, which comes with `P0S3-8-12-00`/,
  );
});

test('where there is no way, the page says why', () => {
  const text = page(old, 'P0S3-8-12-00', 'P0S3-04-4-00');
  assert.match(text, /there is no way\.\*\*\n\nOnce a phone runs 5\.0 or later, it cannot go back/);
});

test('a folder in the middle of a step says so', () => {
  const between = folder({ 'SIPDefault.cnf': 'image_version: "P0S3-06-3-00"\n', 'OS79XX.TXT': 'P0S3-04-4-00\n' }, [
    'P0S3-04-4-00',
    'P0S3-06-3-00',
  ]);
  assert.match(
    page(between, 'P0S3-04-4-00', 'P0S3-06-3-00'),
    /One step is not finished:.*OS79XX\.TXT names P0S3-04-4-00/,
  );
});

test('what messages on the display mean stands at the end', () => {
  assert.match(page(old, 'P0S3-04-4-00', 'P0S3-8-12-00'), /\| Image Authentication Failed \|/);
});

test('names in files are text, never markup', () => {
  const root = folder({ 'SIPDefault.cnf': 'image_version: "x`|<img src=y>"\n', 'OS79XX.TXT': '](command:evil)\n' });
  const text = page(root, 'P0S3-04-4-00', 'P0S3-06-3-00');
  assert.ok(text.includes('`x??<img src=y>`'));
  assert.ok(text.includes('`](command:evil)`'));
});

// --- what the phones run ------------------------------------------------------------------------------

const loads = (root: TftpRoot, from?: string) =>
  runningNow(upgradeState(root), from === undefined ? undefined : { from }).map(({ load }) => load);

test('the phones run what image_version says, unless nobody knows', () => {
  assert.deepEqual(loads(old), ['P0S3-04-4-00', 'sccp']);
  assert.deepEqual(loads(folder({ 'SIPDefault.cnf': '' })), ['sccp']);
});

test('an upgrade that was left begins with what the phones ran then: a step done twice does no harm', () => {
  assert.deepEqual(loads(old, 'P0S30202'), ['P0S30202', 'P0S3-04-4-00', 'sccp']);
});

test('one load is offered once, with everything that speaks for it', () => {
  const [first] = runningNow(upgradeState(old), undefined);
  assert.deepEqual(first, { load: 'P0S3-04-4-00', why: 'image_version in SIPDefault.cnf; OS79XX.TXT' });
});
