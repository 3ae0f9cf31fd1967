/** What is ours in the editor, for those who use a keyboard or a screen reader, in every kind of theme. */
import assert from 'node:assert/strict';
import { type Look, violationsIn } from './axe.ts';
import type { Dialogs } from './dialogs.ts';
import { DialPlanPage } from './dialPlanPage.ts';
import { PhonesTree } from './phonesTree.ts';
import { changeSettings, deskFor, fillFolder, type Session } from './session.ts';
import { until, type Workbench } from './workbench.ts';

const files = {
  'SIPDefault.cnf': 'image_version: "P0S3-8-12-00"\nproxy1_address: "192.0.2.5"\ndial_template: "dialplan"\n',
  'dialplan.xml': [
    '<DIALTEMPLATE>',
    '  <TEMPLATE MATCH="911" Timeout="0" Route="emergency"/>',
    '  <TEMPLATE MATCH="2..." Timeout="1" User="Phone"/>',
    '  <TEMPLATE MATCH="9,......." Timeout="3"/>',
    '</DIALTEMPLATE>',
    '',
  ].join('\n'),
  'SIP001122334455.cnf': 'phone_label: "Reception"\nline1_name: "2001"\nline2_name: "2002"\n',
  'SIP0011223344AA.cnf': 'phone_label: "Room 12"\nline1_name: "2003"\nvoip_control_port: 70000\n',
};
let session: Session;
let editor: Workbench;
let dialogs: Dialogs;
let page: DialPlanPage;
let phones: PhonesTree;

const ui = deskFor('accessible', {
  prepare: ({ folder }) => fillFolder(folder, files),
  opened: (desk) => {
    ({ session, editor, dialogs } = desk);
    page = new DialPlanPage(editor);
    phones = new PhonesTree(editor);
  },
  // Escape empties the number, which the next test goes on with.
  end: async () => {},
});

// --- by keyboard --------------------------------------------------------------------------------------

ui('phones are looked at and acted on without a mouse', async () => {
  await dialogs.run('Cisco Phones: Focus on Cisco Phones View');
  await phones.expectRows(/2001 Reception, 00:11:22:33:44:55 · 2 lines/, /2003 Room 12.*1 error/);
  // A view that is still being filled passes the focus on to nothing.
  await dialogs.run('Cisco Phones: Focus on Cisco Phones View');
  await until('the second row', async () => {
    await editor.press('End');
    return /2003 Room 12/.test(await phones.focused());
  });
  // A view whose rows are just made anew lets a key go by. Once the file is shown, Enter would be for the file.
  await until('the file of the second phone', async () => {
    if (/2003 Room 12/.test(await phones.focused())) await editor.press('Enter');
    return editor.shows('phone_label: "Room 12"', 3_000);
  });
  await dialogs.run('Cisco Phones: Focus on Cisco Phones View');
  await editor.press('Shift+F10');
  const menu = editor.page.locator('.monaco-menu');
  await menu.waitFor();
  for (const entry of ['Send check-sync', 'Push to TFTP Folder', 'Show Effective Configuration', 'Compare Phones'])
    assert.ok((await menu.locator('.action-label').allTextContents()).includes(entry), entry);
  const wanted = menu.locator('.action-item.focused', { hasText: 'Show Effective Configuration' });
  await until('the entry', async () => {
    await editor.press('ArrowDown');
    return wanted.isVisible();
  });
  await editor.press('Enter');
  await editor.expectText('phone_label');
});

ui('the buttons of the Phones view are reached with the Tab key', async () => {
  await dialogs.run('Cisco Phones: Focus on Cisco Phones View');
  const seen: string[] = [];
  await until('the button New Phone', async () => {
    await editor.press('Shift+Tab');
    seen.push(await editor.focusedName());
    return /New Phone/.test(seen.at(-1) ?? '');
  });
});

ui('all of the dial plan tester is reached with the Tab key', async () => {
  await editor.openFile('dialplan.xml');
  await dialogs.run('Cisco: Test Dial Plan');
  await page.expectReady();
  await editor.type('2001');
  await page.expectVerdict('Dials 2001 after 1 s');
  assert.deepEqual(await page.tabThrough(), [
    'Backspace',
    'Clear',
    'line',
    'Keep as Expectation',
    'tab-test',
    '911911, dials at once, emergency proxyout',
    'Try 911',
    '2...4 digits starting with 2, dials after 1 swins',
    'Try 2123',
    '9,.......9, second tone, then 7 digits; dials after 3 sout',
    'Try 91234567',
    'Assumptions about the firmware',
  ]);
});

ui('and so is the map', async () => {
  await page.tab('Test').focus();
  await editor.press('ArrowRight');
  assert.deepEqual((await page.tabThrough()).slice(-4), [
    'tab-map',
    'Expand All',
    'Collapse All',
    '2, any 3 keys: 4 digits starting with 2, dials after 1 s',
  ]);
});

// --- for those who do not see well, or not ------------------------------------------------------------

ui('what changes in the page is told by a screen reader when it has time', async () => {
  const document = await page.document();
  assert.equal(await document.locator('[role=status] .verdict').count(), 1);
  assert.equal(await document.locator('[role=status] .notice').count(), 1);
  assert.equal(await document.locator('[role=alert], [aria-live=assertive]').count(), 0);
});

/** Rows of trees and lists are drawn with signs, which their names say in words. */
const named = 'label-content-name-mismatch';
/** The colours in it are those that the editor gives to problems. */
const phonesView: Look = {
  include: '#workbench\\.view\\.extension\\.cisco-phones',
  without: [named, 'color-contrast'],
};

for (const [theme, kind, body] of [
  ['Default Light Modern', 'vs', 'vscode-light'],
  ['Default Dark Modern', 'vs-dark', 'vscode-dark'],
  ['Default High Contrast', 'hc-black', 'vscode-high-contrast'],
  ['Default High Contrast Light', 'hc-light', 'vscode-high-contrast-light'],
] as const)
  ui(`everything has a name and can be read in the theme ${theme}`, async () => {
    changeSettings(session.folder, { 'workbench.colorTheme': theme });
    await editor.page.locator(`.monaco-workbench.${kind}`).waitFor();
    const document = await page.document();
    await document.locator(`body.${body}`).waitFor();
    await page.tab('Test').click();
    await page.openAssumptions();
    assert.deepEqual(await violationsIn(document), [], 'the tester');
    await page.tab('Map').click();
    assert.deepEqual(await violationsIn(document, { without: [named] }), [], 'the map');
    await editor.screenshot(`accessible-${kind}`);
    assert.deepEqual(await violationsIn(editor.page, phonesView), [], 'the Phones view');
  });

ui('a plan that is thrown away can be read as well', async () => {
  await editor.focusFirstGroup();
  await editor.goTo(3, 1);
  await editor.type('<TEMPLATE MATCH=5/>');
  await page.expectNotice(/^The phone throws this plan away/);
  assert.deepEqual(await violationsIn(await page.document(), { without: [named] }), []);
  await editor.revert();
});

ui('the answers to a question have names', async () => {
  await dialogs.run('Cisco: Send check-sync');
  const rows = await dialogs.rows();
  assert.ok(rows.length > 0 && rows.every((row) => row !== ''), rows.join());
  // How rows are built is the editor's: what stands in them is ours.
  const without = [named, 'aria-allowed-attr', 'aria-prohibited-attr', 'nested-interactive'];
  assert.deepEqual(await violationsIn(editor.page, { include: '.quick-input-widget', without }), []);
});
