/** A workspace that the user has not said to trust: files are checked, and nothing leaves. */
import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { changeSettings, deskFor, fillFolder } from './session.ts';
import { stateDir } from './toolchain.ts';
import { until, type Workbench } from './workbench.ts';

const target = path.join(stateDir, 'trust', 'target');
let editor: Workbench;

const ui = deskFor('trust', {
  untrusted: true,
  prepare: ({ folder }) => {
    fillFolder(target, {});
    changeSettings(folder, { 'cisco.tftp.folder': target, 'cisco.tftp.pushOnSave': true });
    // Keys reach commands that no menu shows.
    const keys = [
      { key: 'ctrl+alt+p', command: 'cisco.pushToTftpFolder' },
      { key: 'ctrl+alt+s', command: 'cisco.sendCheckSync' },
      { key: 'ctrl+alt+t', command: 'cisco.serveFolder' },
    ];
    writeFileSync(path.join(stateDir, 'trust/profile/user/User/keybindings.json'), JSON.stringify(keys));
  },
  opened: (desk) => {
    ({ editor } = desk);
  },
});

ui('files are checked all the same', async () => {
  await editor.openFile('SIPDefault.cnf');
  await editor.showProblems();
  await until('findings', async () => (await editor.problems()).length > 0);
  await editor.hideProblems();
});

/** Presses a command's key until the refusal is shown, and takes that away again. */
async function expectRefusal(key: string, screenshot?: string): Promise<void> {
  const message = editor.page
    .locator('.notification-toast')
    .filter({ hasText: /not trusted/ })
    .first();
  await until('the refusal', async () => {
    await editor.press(key);
    return message.waitFor({ timeout: 3_000 }).then(
      () => true,
      () => false,
    );
  });
  if (screenshot) await editor.screenshot(screenshot);
  await editor.command('Notifications: Clear All Notifications');
  await message.waitFor({ state: 'hidden' });
}

for (const [key, what] of [
  ['Control+Alt+p', 'a push'],
  ['Control+Alt+s', 'check-sync'],
  ['Control+Alt+t', 'serving'],
] as const) {
  ui(`${what} is refused, also when a key asks for it`, async () => {
    await editor.openFile('SIPDefault.cnf');
    await expectRefusal(key, `untrusted-${what.replace(' ', '-')}`);
    assert.deepEqual(readdirSync(target), []);
  });
}

ui('no menu offers them', async () => {
  await editor.press('F1');
  await editor.type('Cisco: ');
  const rows = editor.page.locator('.quick-input-widget .monaco-list-row');
  await rows.filter({ hasText: 'Cisco: Bump sync' }).first().waitFor();
  const shown = (await rows.allInnerTexts()).join('\n');
  assert.doesNotMatch(shown, /Push|Send check-sync|Restart Phones|Serve This/);
  await editor.press('Escape');
});

ui('saving pushes nothing', async () => {
  await editor.openFile('syncinfo.xml');
  await editor.insertLineBelow(/SYNCINFO/);
  await editor.save();
  // What is asked for after the save is answered after it: by then a push would be under way.
  await expectRefusal('Control+Alt+p');
  assert.deepEqual(readdirSync(target), []);
});
