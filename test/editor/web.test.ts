/**
 * VS Code for the Web: extension and language server run in workers of the browser, without Node. The editor is
 * code-server, which has such a host as well; a setting makes it run the extension there, as installed.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Dialogs } from './dialogs.ts';
import { DialPlanPage } from './dialPlanPage.ts';
import { PhonesTree } from './phonesTree.ts';
import { changeSettings, deskFor } from './session.ts';
import { until, type Workbench } from './workbench.ts';

const phone = 'SIP001122334455.cnf';
const planted = [
  'cnf/dial-template-extension',
  'cnf/equals-sign',
  'cnf/out-of-range',
  'cnf/unknown-parameter',
  'dialplan/missing-root',
];
let folder: string;
let editor: Workbench;
let dialogs: Dialogs;
let phones: PhonesTree;

const ui = deskFor('web', {
  settings: { 'remote.extensionKind': { 'cisco-sip-phones.cisco-sip-phones': ['web'] } },
  prepare: (session) => changeSettings(session.folder, { 'cisco.tftp.pushOnSave': true }),
  opened: (desk) => {
    ({ editor, dialogs } = desk);
    folder = desk.session.folder;
    phones = new PhonesTree(editor);
  },
});

ui('the findings of the whole folder are in Problems', async () => {
  await editor.openFile('SIPDefault.cnf');
  await editor.showProblems();
  await editor.expectProblems(planted);
  await editor.screenshot('web-findings');
});

ui('what others change in the folder is noticed', async () => {
  const text = readFileSync(path.join(folder, phone), 'utf8');
  writeFileSync(path.join(folder, phone), text.replace('line1_name =', 'line1_name:'));
  await editor.expectProblems(planted.filter((code) => code !== 'cnf/equals-sign'));
  writeFileSync(path.join(folder, phone), text);
  await editor.expectProblems(planted);
});

ui('the editor runs the extension in a worker of the browser', async () => {
  await editor.command('Developer: Show Running Extensions');
  const row = editor.page.locator('.runtime-extensions-editor .monaco-list-row, .extension').filter({
    hasText: 'Cisco SIP Phone Configuration',
  });
  await row
    .filter({ hasText: /web worker/i })
    .first()
    .waitFor();
});

ui('hover, completion and quick fixes answer', async () => {
  await editor.openFile('SIPDefault.cnf');
  await editor.goToText(/tos_media/);
  assert.match(await editor.hover(/tos_media/), /0.*5/s);
  await editor.insertLineBelow(/proxy_register/);
  await editor.type('outbound_p');
  assert.ok((await editor.complete()).includes('outbound_proxy'));
  await editor.accept('outbound_proxy');
  await editor.expectText('outbound_proxy:');
  await editor.press('Escape');
  await editor.goToText(/prefered_codec/);
  await editor.quickFix(/preferred_codec/);
  await editor.expectText('preferred_codec: g711ulaw');
  await editor.revert();
  await editor.expectProblems(planted);
  await editor.hideProblems();
});

ui('the phones are listed', async () => {
  await phones.show();
  await phones.expectRows(/Reception/);
  await editor.screenshot('web-phones');
});

ui('what a phone works with is shown', async () => {
  await editor.openFile(phone);
  await dialogs.run('Cisco: Show Effective Configuration');
  await editor.expectText('proxy1_address');
});

ui('the dial plan workbench tells what the phone does with a number', async () => {
  const page = new DialPlanPage(editor);
  writeFileSync(
    path.join(folder, 'dialplan.xml'),
    '<DIALTEMPLATE>\n  <TEMPLATE MATCH="1.." Timeout="0"/>\n</DIALTEMPLATE>\n',
  );
  await editor.openFile('dialplan.xml');
  await dialogs.run('Cisco: Test Dial Plan');
  await page.expectReady();
  await editor.type('123');
  await page.expectAddress('sip:123@192.0.2.10');
  await editor.screenshot('web-dial-plan');
  await editor.command('View: Close All Editors');
});

ui('a new phone gets its file', async () => {
  await dialogs.run('Cisco: New Phone');
  await dialogs.answer(/MAC address/, '000d.bc00.1122');
  await dialogs.pick(/Model/, /^7940/);
  await dialogs.answer(/Label/, 'Workshop');
  await dialogs.answer(/Line 1: user/, '2001');
  await dialogs.expectTitle(/Line 1: name/);
  await dialogs.pressTitleButton(/Take what is proposed/);
  await editor.expectText('line1_name: "2001"');
  assert.match(readFileSync(path.join(folder, 'SIP000DBC001122.cnf'), 'utf8'), /^phone_label: "Workshop"/m);
  await dialogs.clearMessages();
});

ui('a bug report can be written', async () => {
  await dialogs.run('Cisco: Copy Diagnostic Report');
  await editor.expectText('a browser');
  await editor.command('View: Revert and Close Editor');
  await dialogs.clearMessages();
});

// --- what a browser cannot do -----------------------------------------------------------------------

ui('a push is refused with the reason', async () => {
  await editor.openFile('SIPDefault.cnf');
  await dialogs.run('Cisco: Push to TFTP Folder');
  assert.match(await dialogs.message(/Pushing needs/), /browser.*Remote-SSH/);
  await editor.screenshot('web-no-push');
  await dialogs.clearMessages();
});

ui('check-sync is refused with the reason, and a PBX can send it', async () => {
  await dialogs.run('Cisco: Send check-sync');
  assert.match(await dialogs.message(/cannot send SIP messages/), /PBX/);
  await dialogs.pressButton(/cannot send SIP messages/, 'Copy for the PBX');
  await dialogs.expectTitle(/Copy check-sync for which PBX/);
  await editor.press('Escape');
  await dialogs.clearMessages();
});

ui('no menu offers what a browser cannot do', async () => {
  await editor.command('View: Show Explorer');
  const inExplorer = await dialogs.menuEntries(editor.page.locator('.explorer-folders-view').getByText(phone));
  assert.ok(inExplorer.includes('Copy check-sync for the PBX') && inExplorer.includes('Compare Phones'));
  await phones.show();
  const inView = await dialogs.menuEntries(phones.row(/Reception/));
  assert.ok(inView.includes('Show Effective Configuration'));
  const buttons = await editor.page.locator('.title-actions, .editor-actions').getByRole('button').allTextContents();
  for (const entry of [...inExplorer, ...inView, ...buttons]) assert.doesNotMatch(entry, /push|send check-sync|bump/i);
});

ui('pushing on save is refused once', async () => {
  await editor.openFile('SIPDefault.cnf');
  await editor.insertLineBelow(/proxy_register/);
  await editor.save();
  await dialogs.message(/pushOnSave has no effect here/);
  await dialogs.clearMessages();
  await editor.insertLineBelow(/proxy_register/);
  await editor.save();
  // What is asked for after the save is answered after it.
  await dialogs.run('Cisco: Push to TFTP Folder');
  await dialogs.message(/Pushing needs/);
  assert.equal(await editor.page.locator('.notification-toast').count(), 1);
  await dialogs.clearMessages();
});

ui('the language server starts again when it is told to', async () => {
  await editor.showProblems();
  const before = (await editor.problems()).map(({ code }) => code);
  await dialogs.run('Cisco: Restart Language Server');
  await until('the findings of the new server', async () => (await editor.problems()).length === before.length);
  await editor.openFile('SIPDefault.cnf');
  await editor.goToText(/tos_media/);
  await editor.hover(/tos_media/);
});
