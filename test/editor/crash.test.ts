/** The language server ends in the middle of the work, as a process does that is killed. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Dialogs } from './dialogs.ts';
import { deskFor } from './session.ts';
import { stateDir } from './toolchain.ts';
import { until, type Workbench } from './workbench.ts';

/** What is wrong in the fixture's folder: one file is open, the others are checked with it. */
const planted = [
  ...['cnf/dial-template-extension', 'cnf/equals-sign', 'cnf/out-of-range', 'cnf/unknown-parameter'],
  'dialplan/missing-root',
];

/** As often a server that ended is started again without a word. */
const silentRestarts = 3;
/** A user does not miss findings that are back by then: milliseconds. */
const moment = 1000;

const giveUp = /ended several times and was not started again/;

let editor: Workbench;
let dialogs: Dialogs;

const ui = deskFor('crash', {
  opened: (desk) => {
    ({ editor, dialogs } = desk);
  },
});

/** The process of the language server that this editor runs. */
function serverProcess(): number | undefined {
  const { stdout } = spawnSync('ps', ['-axo', 'pid=,args='], { encoding: 'utf8' });
  const own = path.join(stateDir, 'crash', 'profile', 'extensions');
  const line = stdout.split('\n').find((each) => each.includes(own) && /dist[/\\]server\.js/.test(each));
  return line === undefined ? undefined : Number.parseInt(line, 10);
}

async function kill(): Promise<void> {
  const running = await until('a language server', serverProcess);
  process.kill(running, 'SIGKILL');
  await until('its end', () => serverProcess() !== running);
}

/** From now on the window notes for how long it lists fewer findings than that. */
async function watchFindings(wanted: number): Promise<void> {
  await editor.page.evaluate(`
    clearInterval(globalThis.findingsTimer);
    globalThis.gaps = [];
    let since;
    globalThis.findingsTimer = setInterval(() => {
      const missing = document.querySelectorAll('.markers-panel .marker-code').length < ${wanted};
      if (missing) since ??= performance.now();
      else if (since !== undefined) {
        gaps.push(performance.now() - since);
        since = undefined;
      }
    }, 10)`);
}

/** How long findings were missing, each time: milliseconds. */
function gaps(): Promise<number[]> {
  return editor.page.evaluate('gaps');
}

/** Kills it as often as nothing is said of it; each time the findings go and come back. */
async function killAsOftenAsIsBorne(): Promise<void> {
  await editor.showProblems();
  await editor.expectProblems(planted);
  await watchFindings(planted.length);
  for (let round = 1; round <= silentRestarts; round++) {
    await kill();
    await until('the findings to go and to come back', async () => (await gaps()).length === round);
  }
}

ui('a server that is killed is started again, and the findings are back within a second', async () => {
  await editor.openFile('SIPDefault.cnf');
  await killAsOftenAsIsBorne();
  const missing = (await gaps()).toSorted((a, b) => a - b);
  console.log(`findings were missing for ${missing.map(Math.round).join(', ')} ms`);
  // One of them may have met a busy moment of the machine.
  assert.ok((missing[missing.length >> 1] ?? 0) < moment, `missing for ${missing.join(', ')} ms`);
});

ui('one that ends again and again is left alone, and one message offers to start it or to show the log', async () => {
  await kill();
  assert.match(await dialogs.message(giveUp), giveUp);
  assert.equal(await editor.page.locator('.notification-toast').count(), 1);
  await editor.screenshot('server-given-up');
  assert.equal(serverProcess(), undefined);
  await dialogs.pressButton(giveUp, 'Show Log');
  // Its last lines are in view.
  await editor.page.locator('.part.panel .output-view .view-line').first().waitFor();
});

ui('Restart Language Server brings it back, and the count of endings begins anew', async () => {
  // The log has the focus now, and takes it when it is filled.
  await editor.openFile('SIPDefault.cnf');
  await editor.command('Cisco: Restart Language Server');
  await killAsOftenAsIsBorne();
  await kill();
  await dialogs.message(giveUp);
  await dialogs.pressButton(giveUp, 'Restart');
  await editor.expectProblems(planted);
});
