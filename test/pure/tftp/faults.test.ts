/** Whatever step of whatever operation fails: every file of the target is the old one or the new one, as a whole. */

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { forgetPush, readJournal } from '../../../client/src/tftp/journal.ts';
import { localStore } from '../../../client/src/tftp/store.ts';
import { undoPush } from '../../../client/src/tftp/undo.ts';
import { random } from '../../support/random.ts';
import { faultyDisk, type Step } from '../../support/tftp/faultyDisk.ts';
import { type Contents, contentsOf, fill, folderWith, inMemory, push } from '../../support/tftp/folders.ts';
import { coded } from '../../support/tftp/memoryStore.ts';

const codes = ['ENOSPC', 'EIO', 'EROFS', 'EACCES', 'EDQUOT', 'ESTALE', 'EMFILE', 'ENOENT'];

/** How a disk fails: one step only, or everything from that step on, as when the process is killed there. */
type Way = 'once' | 'for good';

interface Scene {
  readonly source: Contents;
  readonly target: Contents;
}

const phone = 'SIP000DBC001122.cnf';
const scene: Scene = {
  source: { 'SIPDefault.cnf': 'new defaults', [`phones/${phone}`]: 'new phone', 'ringer1.pcm': 'r'.repeat(5000) },
  target: { 'SIPDefault.cnf': 'old', 'ringer1.pcm': 'o'.repeat(3000), 'theirs.txt': 'theirs' },
};

interface Folders {
  readonly source: string;
  readonly target: string;
  readonly backup: string;
}

/** The three folders with the scene in them; made anew for each trial in the same place. */
function setUp(base: string, { source, target }: Scene): Folders {
  rmSync(base, { recursive: true, force: true });
  const folders = { source: join(base, 'source'), target: join(base, 'target'), backup: join(base, 'backup') };
  mkdirSync(folders.target, { recursive: true });
  fill(folders.source, source);
  fill(folders.target, target);
  return folders;
}

/** Asserts that each file is as one of these has it, or missing where it is missing there. */
function expectWhole(target: string, versions: readonly Contents[], when: string): void {
  for (const name of new Set(versions.flatMap((version) => Object.keys(version)))) {
    const path = join(target, name);
    const present = existsSync(path) ? readFileSync(path, 'latin1') : undefined;
    assert.ok(
      versions.some((version) => version[name] === present),
      `${when}: ${name} is ${present === undefined ? 'gone' : `neither old nor new: ${present.slice(0, 40)}`}`,
    );
  }
}

/** What the target holds after a push. */
function pushed({ source, target }: Scene): Contents {
  return { ...target, ...source };
}

const reading = /^(?:realpath|readdir|lstat|readlink|handle\.(?:stat|readFile))$/;

/** A disk that fails at a step, and watches the target at each. */
function failing(step: number, way: Way, code: string, watch: () => void) {
  const state = { steps: 0, failed: false };
  const disk = faultyDisk(({ number, operation, phase }: Step) => {
    // Before a step all is as it was after the one before, and reading changes nothing.
    if (phase !== 'before' && !reading.test(operation)) watch();
    state.steps = number + 1;
    if (number === step || (way === 'for good' && number > step)) {
      state.failed = true;
      throw coded(code);
    }
  });
  return { disk, state };
}

/** One push with a fault, then what a user would do: push again. */
async function tryPush(base: string, scene: Scene, step: number, way: Way, code: string): Promise<boolean> {
  const when = `${code} at step ${step}, ${way}`;
  const { source, target, backup } = setUp(base, scene);
  const versions = [scene.target, pushed(scene)];
  const { disk, state } = failing(step, way, code, () => expectWhole(target, versions, when));
  const names = Object.keys(scene.source);
  const options = { backupFolder: backup };
  try {
    await push(source, target, names, { ...options, store: localStore(target, { disk }) });
  } catch (error) {
    // The target could not be looked into, which is said in words.
    assert.equal((error as Error).constructor.name, 'PushTrouble', `${when}: ${error}`);
  }
  expectWhole(target, versions, when);

  // What was recorded can be undone.
  const [record] = await readJournal(backup);
  if (record && step % 2 === 0) {
    await undoPush(record, localStore(target));
    expectWhole(target, [scene.target], `${when}, then undone`);
    await forgetPush(record);
  }

  const again = await push(source, target, names, options);
  for (const { name, done, reason } of again.items) {
    assert.ok(done === 'written' || done === 'same', `${when}, again: ${name} ${done} ${reason}`);
  }
  expectWhole(target, [pushed(scene)], `${when}, again`);
  // A process that is gone can't clean up behind itself; a disk that failed once leaves nothing but what it failed to delete.
  if (way === 'once') {
    const rubbish = Object.keys(contentsOf(target)).filter((name) => !(name in pushed(scene)));
    assert.ok(rubbish.length <= (state.failed ? 1 : 0), `${when}: ${rubbish}`);
  }
  return state.failed;
}

/** One undo with a fault, then again. */
async function tryUndo(base: string, scene: Scene, step: number, way: Way, code: string): Promise<boolean> {
  const when = `undo: ${code} at step ${step}, ${way}`;
  const { source, target, backup } = setUp(base, scene);
  await push(source, target, Object.keys(scene.source), { backupFolder: backup });
  const [record] = await readJournal(backup);
  assert.ok(record);
  const versions = [scene.target, pushed(scene)];
  const { disk, state } = failing(step, way, code, () => expectWhole(target, versions, when));
  try {
    await undoPush(record, localStore(target, { disk }));
  } catch (error) {
    assert.equal((error as Error).constructor.name, 'PushTrouble', `${when}: ${error}`);
  }
  expectWhole(target, versions, when);
  const again = await undoPush(record, localStore(target));
  for (const { name, done } of again.items) assert.ok(done !== 'failed' && done !== 'left', `${when}: ${name} ${done}`);
  expectWhole(target, [scene.target], `${when}, again`);
  return state.failed;
}

async function everyStep(t: TestContext, run: typeof tryPush): Promise<void> {
  const base = join(folderWith(t, {}, inMemory), 'trial');
  for (const way of ['once', 'for good'] as const) {
    let step = 0;
    // Dying is tried at every third step, which falls before, in the middle of and after operations alike.
    const stride = way === 'once' ? 1 : 3;
    while (await run(base, scene, step, way, codes[step % codes.length] ?? 'EIO')) step += stride;
    t.diagnostic(`${step} steps, each failing ${way}`);
    assert.ok(step > 50);
  }
}

test('a push that fails at any step leaves every file whole, and completes when it is repeated', (t) =>
  everyStep(t, tryPush));

test('an undo that fails at any step leaves every file whole, and completes when it is repeated', (t) =>
  everyStep(t, tryUndo));

test('random folders, random faults: every file is the old or the new one, and a second push completes', async (t) => {
  const base = join(folderWith(t, {}, inMemory), 'trial');
  const candidates = ['SIPDefault.cnf', phone, `phones/${phone}`, 'OS79XX.TXT', 'rings/a.pcm', 'P0S3-8-12-00.sb2'];
  for (let seed = 1; seed <= 100; seed++) {
    const next = random(seed);
    const some = (mark: string): Contents =>
      Object.fromEntries(
        candidates
          .filter(() => next() < 0.6)
          .map((name) => [name, next() < 0.3 ? 'same' : mark.repeat(Math.floor(next() * 4000))]),
      );
    const scene: Scene = { source: some('n'), target: some('o') };
    const way = next() < 0.5 ? 'once' : 'for good';
    const code = codes[Math.floor(next() * codes.length)] ?? 'EIO';
    await tryPush(base, scene, Math.floor(next() * 400), way, code);
    await tryUndoIfAny(base, scene, Math.floor(next() * 200), way, code);
  }
});

async function tryUndoIfAny(base: string, scene: Scene, step: number, way: Way, code: string): Promise<void> {
  const changes = Object.entries(scene.source).some(([name, content]) => scene.target[name] !== content);
  if (changes) await tryUndo(base, scene, step, way, code);
}
