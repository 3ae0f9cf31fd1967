/** A phone goes the whole way from CallManager's firmware to the last SIP release, from a real TFTP server. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { UpgradeStep } from '../../../server/src/protocol.ts';
import { withLineEnds } from '../../../server/src/tftproot/refactor/change.ts';
import { type TftpRoot, tftpRoot } from '../../../server/src/tftproot/root.ts';
import { stepEdits } from '../../../server/src/upgrade/edits.ts';
import { planUpgrade } from '../../../server/src/upgrade/plan.ts';
import { upgradeState } from '../../../server/src/upgrade/state.ts';
import { unsignedMark } from '../../phone/images.ts';
import { filesOf } from '../../support/images.ts';
import {
  bootedPhone,
  type Files,
  folder,
  mac,
  makePhone,
  needsRoot,
  notify,
  startTftpd,
  statusOf,
  type Watched,
} from './support.ts';

const own = `SIP${mac}.cnf`;
const line = { [own]: 'line1_name: 2001\n' };
const last = 'P0S3-8-12-00';

/** Stand-ins for the files of images: a few bytes that say whether they are signed. */
function imageFiles(...images: string[]): Files {
  return Object.fromEntries(images.flatMap((image) => filesOf(image).map((name) => [name, contentOf(name, image)])));
}

function contentOf(name: string, image: string): string {
  if (name.endsWith('.bin')) return `${unsignedMark} ${name}`;
  const loader = image.replace('P0S3', 'P003');
  return name.endsWith('.loads') ? `signed list\0${loader}.sbn\0${image}.sb2\0` : `signed image ${name}`;
}

function openRoot(path: string): TftpRoot {
  const read = (name: string) => readFileSync(join(path, name), 'utf8');
  return tftpRoot(readdirSync(path), read, (name) => statSync(join(path, name)).size);
}

/** The next step from the files on the disk; `from` is only said where they do not. */
function nextStep(path: string, from?: string): UpgradeStep | undefined {
  const { imageVersion, stored } = upgradeState(openRoot(path));
  const plan = planUpgrade({ from: from ?? imageVersion ?? '', to: last, stored });
  return 'steps' in plan ? plan.steps[0] : assert.fail(plan.impossible.text);
}

function applyEdits(path: string, step: UpgradeStep): void {
  const textOf = (name: string) => readFileSync(join(path, name), 'utf8');
  const { edits, creates } = withLineEnds(stepEdits(openRoot(path), step), textOf);
  for (const [name, list] of edits) {
    const document = TextDocument.create(name, '', 0, textOf(name));
    writeFileSync(join(path, name), TextDocument.applyEdits(document, [...list]));
  }
  for (const { name, text } of creates) writeFileSync(join(path, name), text, { flag: 'wx' });
}

/** Switched off and on: what a phone that takes no check-sync is made to restart with. */
async function powerCycle({ phone }: Watched): Promise<void> {
  await phone.start();
}

async function checkSync(t: TestContext, { phone, next }: Watched): Promise<void> {
  assert.equal(await statusOf(t, phone, notify()), 200);
  assert.equal((await next('compared')).restarts, true);
  await next('booted');
}

/** Takes one step after the other until there is none; gives the images that the phone ran after each. */
async function walk(t: TestContext, watched: Watched, path: string): Promise<string[]> {
  const ran: string[] = [];
  let step = nextStep(path, watched.phone.flash.image);
  while (step) {
    assert.equal(step.from, watched.phone.flash.image);
    assert.deepEqual(step.missing, []);
    applyEdits(path, step);
    if (step.restart === 'check-sync') await checkSync(t, watched);
    else await powerCycle(watched);
    ran.push(watched.phone.flash.image);
    assert.equal(watched.phone.flash.image, step.to);
    assertAsked(watched, step);
    step = nextStep(path);
  }
  return ran;
}

/** The phone asked for the files that the step names, in that order. */
function assertAsked({ files }: Watched, { asks }: UpgradeStep): void {
  const fetched = files();
  assert.deepEqual(
    fetched.filter((name) => asks.includes(name)).filter((name, index, all) => all.indexOf(name) === index),
    asks,
  );
}

const chain = ['P0S30202', 'P0S3-03-0-00', 'P0S3-04-4-00', 'P0S3-05-3-00', 'P0S3-06-3-00', 'P0S3-07-4-00', last];

test('from SCCP to the last SIP release, step by step, with a check-sync between', { skip: needsRoot }, async (t) => {
  const watched = await bootedPhone(t, { ...line, ...imageFiles(...chain) }, { firmware: 'P00303020400' });
  assert.equal(watched.phone.flash.image, 'P00303020400');
  assert.deepEqual(await walk(t, watched, watched.root.path), chain);
  assert.equal(readFileSync(join(watched.root.path, 'OS79XX.TXT'), 'utf8'), 'P003-07-4-00\n');
  assert.deepEqual(
    watched.events.filter(({ type }) => type === 'upgradeFailed'),
    [],
  );
  // Both are the same again: the phone stays as it is.
  await statusOf(t, watched.phone, notify());
  assert.equal((await watched.next('compared')).restarts, false);
});

test('the same with as few images as there can be, and with SYNC that always differs', {
  skip: needsRoot,
}, async (t) => {
  const few = ['P0S30202', 'P0S3-06-3-00', last];
  const files = {
    ...line,
    ...imageFiles(...few),
    'SIPDefault.cnf': 'sync: 1\n',
    'syncinfo.xml': '<IMAGE VERSION="*" SYNC="always"/>\n',
  };
  const watched = await bootedPhone(t, files, { firmware: 'P00303020400' });
  assert.deepEqual(await walk(t, watched, watched.root.path), few);
  assert.equal(readFileSync(join(watched.root.path, 'syncinfo.xml'), 'utf8'), files['syncinfo.xml']);
});

test('signed SCCP firmware, and SCCP firmware with a loader, come to the last SIP release', {
  skip: needsRoot,
}, async (t) => {
  for (const [firmware, images] of [
    ['P00305000300', ['P0S3-06-3-00', last]],
    ['P00308010200', [last]],
  ] as const) {
    // The loader asks for the phone's own file, not for SIPDefault.cnf.
    const own =
      firmware === 'P00308010200' ? { [`SIP${mac}.cnf`]: `line1_name: 2001\nimage_version: ${last}\n` } : line;
    const watched = await bootedPhone(t, { ...imageFiles('P0S3-06-3-00') }, { firmware });
    watched.root.write({ ...own, ...imageFiles(last) });
    assert.deepEqual(await walk(t, watched, watched.root.path), images);
  }
});

test('a phone with signed firmware does not take an image without a signature, whatever its name', {
  skip: needsRoot,
}, async (t) => {
  const files = {
    ...line,
    'SIPDefault.cnf': 'image_version: P0S3-06-3-00\n',
    'P0S3-06-3-00.sbn': `${unsignedMark} under a false name`,
  };
  const root = folder(t, files);
  const { phone, events } = makePhone(t, { tftp: await startTftpd(t, root.path), firmware: 'P0S3-05-3-00' });
  await phone.start();
  assert.equal(phone.flash.image, 'P0S3-05-3-00');
  const failed = events.flatMap((event) => (event.type === 'upgradeFailed' ? [event.why] : []));
  assert.deepEqual(failed, ['Image Authentication Failed: it has no signature']);
});
