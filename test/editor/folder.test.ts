/** The TFTP folder as one program, as users meet it: the Phones view, effective configurations, comparison, refactoring. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Dialogs } from './dialogs.ts';
import { PhonesTree } from './phonesTree.ts';
import { changeSettings, deskFor, fillFolder, type Session } from './session.ts';
import { stateDir } from './toolchain.ts';
import { until, type Workbench } from './workbench.ts';

const reception = 'SIP001122334455.cnf';
const room = 'SIP0011223344AA.cnf';
const workshop = 'SIP0011223344BB.cnf';
const cellar = 'sip0011223344cc.cnf';
const files: Record<string, string> = {
  'SIPDefault.cnf': ['image_version: "P0S3-8-12-00"', 'proxy1_address: "192.0.2.5"', 'call_waiting: 1', ''].join('\n'),
  [reception]: [
    'phone_label: "Reception"',
    'line1_name: "2001"',
    'line1_password: "made-up-Kiwi-17"',
    'time_zone: "CET"',
    'call_waiting: 0',
    '',
  ].join('\n'),
  [room]: [
    'phone_label: "Room 12"',
    'line1_name: "2002"',
    'time_zone: "CET"',
    'speed_line2: "2001"',
    'speed_label2: "Reception"',
    '',
  ].join('\n'),
  // With an error.
  [workshop]: [
    'phone_label: "Workshop"',
    'line1_name: "2003"',
    'time_zone: "CET"',
    'voip_control_port: 70000',
    '',
  ].join('\n'),
  // Phones ask for it in capital letters.
  [cellar]: ['phone_label: "Cellar"', 'line1_name: "2004"', 'time_zone: "CET"', ''].join('\n'),
};
let session: Session;
let editor: Workbench;
let dialogs: Dialogs;
let phones: PhonesTree;

const ui = deskFor('folder', {
  prepare: ({ folder }) => {
    const target = path.join(stateDir, 'folder', 'target');
    fillFolder(target, {});
    fillFolder(folder, files);
    changeSettings(folder, { 'cisco.tftp.folder': target });
  },
  opened: (desk) => {
    ({ session, editor, dialogs } = desk);
    phones = new PhonesTree(editor);
  },
});

function here(name: string): string {
  return readFileSync(path.join(session.folder, name), 'utf8');
}

ui('the Phones view lists the phones, and what is wrong with them, before any file is opened', async () => {
  await phones.show();
  await phones.expectRows(
    /2001 Reception, 00:11:22:33:44:55 · 1 line · P0S3-8-12-00, No errors/,
    /2002 Room 12/,
    /2003 Workshop.*1 error/,
    /2004 Cellar.*not asked for/,
  );
  await editor.screenshot('phones-view');
});

ui('a phone shows its lines, and its file at a click', async () => {
  await phones.select(/2002 Room 12/);
  await editor.expectText('phone_label: "Room 12"');
  await editor.press('ArrowRight');
  await phones.expectRows(/2001/, /2002 Room 12/, /^Line 2002$/, /2003/, /2004/);
  await editor.press('ArrowLeft');
  await phones.expectRows(/2001/, /2002/, /2003/, /2004/);
});

ui('the view follows what is typed and what others write', async () => {
  await editor.openFile(workshop);
  await editor.goToText(/70000/);
  await editor.quickFix(/Change to '65535'/);
  await phones.expectRows(/2001/, /2002/, /2003 Workshop.*No errors/, /2004/);
  await editor.revert();
  writeFileSync(path.join(session.folder, 'SIP0011223344DD.cnf'), 'line1_name: "2005"\n');
  await phones.expectRows(/2001/, /2002/, /2003 Workshop.*1 error/, /2004/, /2005/);
  rmSync(path.join(session.folder, 'SIP0011223344DD.cnf'));
  await phones.expectRows(/2001/, /2002/, /2003/, /2004/);
});

ui('the effective configuration of a phone says where each value comes from', async () => {
  await dialogs.runFromMenu(phones.row(/2001 Reception/), 'Show Effective Configuration');
  await editor.expectText('call_waiting: 0 ', `${reception} line 5, replaces 1 of SIPDefault.cnf line 3`);
  await editor.screenshot('effective');
  const text = (await editor.editorLines()).join('\n');
  assert.match(text, /proxy1_address: 192\.0\.2\.5 +; SIPDefault\.cnf line 2/);
  assert.doesNotMatch(text, /Kiwi/);
});

ui('beside the file of the phone it follows the typing', async () => {
  await editor.openFile(reception);
  await dialogs.run('Cisco: Show Effective Configuration');
  await editor.expectText('replaces 1 of SIPDefault.cnf line 3');
  await editor.goTo(5);
  await editor.press('Control+Shift+k');
  await editor.expectText('call_waiting: 1 ');
  await editor.screenshot('effective-beside');
  await editor.revert();
  await editor.command('View: Close All Editors');
});

ui('the phones that are selected are pushed, and check-sync goes to them', async () => {
  await phones.select(/2001 Reception/, /2002 Room 12/);
  await dialogs.runFromMenu(phones.row(/2001 Reception/), 'Push to TFTP Folder');
  await dialogs.expectTitle(/Push to/);
  const rows = (await dialogs.rows()).join('\n');
  assert.match(rows, new RegExp(`${reception}[^]*${room}`));
  assert.doesNotMatch(rows, /SIPDefault|344BB/);
  await editor.press('Escape');
  await dialogs.runFromMenu(phones.row(/2003 Workshop/), 'Send check-sync');
  await dialogs.expectTitle(/Address of SIP0011223344BB Workshop/);
  await editor.press('Escape');
});

ui('the buttons of the view are about the whole folder, whatever is selected', async () => {
  await phones.select(/2001 Reception/);
  await phones.pressButton('Push All to TFTP Folder');
  await dialogs.expectTitle(/Push to/);
  assert.match((await dialogs.rows()).join('\n'), /SIPDefault\.cnf/);
  await editor.press('Escape');
  await phones.pressButton('Send check-sync to Phones');
  await dialogs.expectTitle(/Send check-sync to which phones/);
  await editor.press('Escape');
});

ui('two phones are compared by what they work with', async () => {
  await phones.select(/2001 Reception/, /2002 Room 12/);
  await dialogs.runFromMenu(phones.row(/2002 Room 12/), 'Compare Phones');
  await editor.page
    .locator('.tab.active')
    .filter({ hasText: /Reception .*↔ / })
    .waitFor();
  await editor.page.locator('.monaco-diff-editor').first().waitFor();
  await editor.expectText('call_waiting: 0', 'call_waiting: 1');
  await editor.screenshot('compare');
  await editor.command('View: Close All Editors');
});

ui('the palette asks which phones to compare', async () => {
  await dialogs.run('Cisco: Compare Phones');
  await dialogs.pick(/Compare which phone/, /Workshop/);
  await dialogs.expectTitle(/Compare it with which phone/);
  assert.equal((await dialogs.rows()).length, 3);
  await editor.screenshot('compare-pick');
  await dialogs.pick(/Compare it with/, /Cellar/);
  await editor.page
    .locator('.tab.active')
    .filter({ hasText: /Workshop .*↔ / })
    .waitFor();
  await editor.command('View: Close All Editors');
});

ui('an entry of SIPDefault.cnf says how many phones have their own, and shows them', async () => {
  await editor.openFile('SIPDefault.cnf');
  const lens = editor.page.locator('.codelens-decoration a').filter({ hasText: 'overridden in 1 phone' });
  await lens.waitFor();
  await editor.screenshot('code-lens');
  await lens.click();
  const peek = editor.page.locator('.peekview-widget');
  await peek.waitFor();
  await until('the place in the peek', async () => (await peek.textContent())?.includes(reception));
  await editor.screenshot('code-lens-peek');
  await editor.press('Escape');
  await peek.waitFor({ state: 'hidden' });
});

ui('a line that gets another user is found under it by the keys of other phones', async () => {
  await editor.openFile(reception);
  await editor.goToText(/2001/);
  await until('the box for the new name', async () => {
    await editor.press('F2');
    const shown = editor.page.locator('.rename-box input:focus').waitFor({ timeout: 2_000 });
    return shown.then(
      () => true,
      () => false,
    );
  });
  await editor.press('Control+a');
  await editor.type('2101');
  await editor.screenshot('rename');
  await editor.press('Enter');
  await editor.expectText('line1_name: "2101"');
  await editor.openFile(room);
  await editor.expectText('speed_line2: "2101"');
  await editor.command('File: Save All Files');
  await phones.expectRows(/2002/, /2003/, /2004/, /2101 Reception/);
});

async function moveShared(): Promise<void> {
  await phones.select(/2101 Reception/, /2002 Room 12/, /2003/, /2004/);
  await dialogs.runFromMenu(phones.row(/2002 Room 12/), 'Move Shared Entries to SIPDefault.cnf');
}

ui('moving what phones agree in to SIPDefault.cnf can be looked at, and left', async () => {
  await moveShared();
  await dialogs.confirm(/Moves 1 entry of 4 phones/, 'Choose Changes', 'move-shared');
  const preview = editor.page.locator('.bulk-edit-panel');
  await preview.waitFor();
  await until('the changes', async () => (await preview.textContent())?.includes('SIPDefault.cnf'));
  await editor.screenshot('move-shared-preview');
  await preview.getByRole('button', { name: 'Discard' }).click();
  await preview.waitFor({ state: 'hidden' });
  assert.doesNotMatch(here('SIPDefault.cnf'), /time_zone/);
  await editor.showProblems();
  await editor.expectProblems(['cnf/out-of-range', 'cnf/file-name']);
  await editor.hideProblems();
});

ui('what phones agree in moves to SIPDefault.cnf', async () => {
  await moveShared();
  await dialogs.confirm(/Moves 1 entry of 4 phones/, 'Move');
  await until('the changes on the disk', () => /^time_zone: "?CET"?$/m.test(here('SIPDefault.cnf')));
  for (const name of [reception, room, workshop, cellar])
    await until(`${name} without its entry`, () => !here(name).includes('time_zone'));
  await moveShared();
  await dialogs.message(/no entry that all of these phones have/);
});

ui('a folder without phones is told what a TFTP folder looks like', async () => {
  const empty = path.join(stateDir, 'folder', 'empty');
  fillFolder(empty, { 'notes.txt': 'nothing of ours\n' });
  const other = await session.open(empty);
  const tree = new PhonesTree(other);
  await tree.show();
  await tree.expectWelcome(/No phone has a file here.*SIPDefault\.cnf/s);
  await other.screenshot('phones-none');
  await tree.pressWelcomeButton('New TFTP Folder');
  await new Dialogs(other).expectTitle(/New TFTP folder/);
});
