/** The dial plan workbench as users meet it: a number is typed, and the page beside the plan says what comes of it. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Dialogs } from './dialogs.ts';
import { DialPlanPage } from './dialPlanPage.ts';
import { changeSettings, deskFor, fillFolder, type Session } from './session.ts';
import { until, type Workbench } from './workbench.ts';

const plan = [
  '<DIALTEMPLATE>',
  '  <TEMPLATE MATCH="911" Timeout="0" Route="emergency"/>',
  '  <TEMPLATE MATCH="2..." Timeout="1" User="Phone"/>',
  '  <TEMPLATE MATCH="3..." Timeout="1" User="Phone"/>',
  '  <TEMPLATE MATCH="9,1.........." Timeout="0"/>',
  '  <TEMPLATE MATCH="9,......." Timeout="3"/>',
  '  <TEMPLATE MATCH="*" Timeout="10"/>',
  '</DIALTEMPLATE>',
  '',
].join('\n');
const patterns = ['[internal]', 'exten => _2XXX,1,Dial(SIP/${EXTEN})', 'exten => _9.,1,Dial(SIP/trunk/${EXTEN:1})', ''];
const files: Record<string, string> = {
  'SIPDefault.cnf': 'image_version: "P0S3-8-12-00"\nproxy1_address: "192.0.2.5"\ndial_template: "dialplan"\n',
  'dialplan.xml': plan,
  'extensions.conf': patterns.join('\n'),
  'lines.xml': [
    '<DIALTEMPLATE>',
    '  <TEMPLATE MATCH="4..." Timeout="1"/>',
    '  <TEMPLATE MATCH="5..." Line="1" Timeout="2"/>',
    '  <TEMPLATE MATCH="6..." Line="2" Timeout="3"/>',
    '</DIALTEMPLATE>',
    '',
  ].join('\n'),
};
let session: Session;
let editor: Workbench;
let dialogs: Dialogs;
let phone: DialPlanPage;

const ui = deskFor('dialPlan', {
  prepare: ({ folder }) => fillFolder(folder, files),
  opened: (desk) => {
    ({ session, editor, dialogs } = desk);
    phone = new DialPlanPage(editor);
  },
  // Escape empties the number, which the next test goes on with.
  end: async () => {},
});

/** Waits until the plan is shown with the cursor in this line. */
async function expectRevealed(line: number): Promise<void> {
  const number = editor.page.locator('.active-line-number');
  await until(`line ${line} being shown`, async () => (await number.allTextContents()).join() === String(line));
}

/** What the rows of the Testing view say. */
function testRows(): Promise<string[]> {
  return editor.page
    .locator('.test-explorer .monaco-list-row')
    .evaluateAll((nodes) => nodes.map((node) => (node as unknown as { ariaLabel: string | null }).ariaLabel ?? ''));
}

const tests = () => path.join(session.folder, 'dialplan.tests');

ui('a number that is typed shows key by key what the phone does', async () => {
  await editor.openFile('dialplan.xml');
  await dialogs.run('Cisco: Test Dial Plan');
  await phone.expectReady();
  await phone.expectVerdict('Waits for the first key');
  await editor.type('200');
  await phone.expectVerdict('Waits 10 s, then dials 200');
  await phone.expectStandings('out', 'may fit', 'out', 'out', 'out', 'fits');
  await editor.type('1');
  await phone.expectVerdict('Dials 2001 after 1 s');
  await phone.expectStandings('out', 'wins', 'out', 'out', 'out', 'fits');
  await phone.expectSteps(/^2waits 10 s/, /^0/, /^0/, /^1waits 1 s, by 2\.\.\.$/, /^Dials 2001 after 1 s$/);
  await phone.expectAddress('sip:2001@192.0.2.5;user=phone');
});

ui('Escape clears the number, and an emergency number is dialled at once', async () => {
  await phone.clear();
  await editor.type('911');
  await phone.expectVerdict('Dials 911 now');
  await phone.expectSeen('emergency proxy');
  await editor.type('5');
  await phone.expectSeen('the last key comes too late');
  await phone.clear();
  await editor.type('9');
  await phone.expectSeen(/plays Bellcore-Outside/i);
});

ui('it is used by keyboard alone, and keys go to the number from anywhere', async () => {
  await phone.clear();
  await editor.press('Tab');
  assert.equal(await phone.focused(), 'Backspace');
  await editor.type('2002');
  await phone.expectVerdict('Dials 2002 after 1 s');
  await editor.press('Enter');
  await phone.expectVerdict('Waits 10 s, then dials 200');
  await editor.press('Backspace');
  await phone.expectVerdict('Waits 10 s, then dials 20');
});

ui('the keypad is pressed, and a template is tried', async () => {
  await phone.clear();
  await phone.button('7').click();
  await phone.expectVerdict('Dials 7 after 10 s');
  await phone.template('2...').getByText('Try').click();
  await phone.expectVerdict(`Dials ${await phone.number()} after 1 s`);
});

ui('a template is shown in the plan at a click', async () => {
  await phone.template('9,.......').getByTitle('Show in the editor').click();
  await expectRevealed(6);
});

ui('what is assumed of the firmware can be changed', async () => {
  await phone.clear();
  await editor.type('12#');
  await phone.expectVerdict('Dials 12 after 10 s');
  await phone.assumptions.locator('summary').click();
  await phone.assumptions.getByLabel('It dials at once, whatever rule fits.').check();
  await phone.expectVerdict('Dials 12 now');
  await phone.assumptions
    .getByLabel(/most probable/)
    .first()
    .check();
  await phone.expectVerdict('Dials 12 after 10 s');
  await phone.assumptions.locator('summary').click();
});

ui('the map shows what can be dialled after what, and what is still possible', async () => {
  await phone.clear();
  await editor.focusFirstGroup();
  await dialogs.run('Cisco: Show Dial Plan Map');
  await phone.expectReady();
  await phone.treeItem(/^9: 3 templates/).waitFor();
  await editor.type('91');
  await until('what is out being dimmed', async () =>
    /\bout\b/.test((await phone.treeItem(/^2-3/).getAttribute('class')) ?? ''),
  );
  await phone.treeItem(/^9: 3/).focus();
  await editor.press('ArrowLeft');
  await until('a closed branch', async () => (await phone.treeItem(/^9: 3/).getAttribute('aria-expanded')) === 'false');
  await editor.press('ArrowRight', 'ArrowRight');
  assert.match(await phone.focused(), /^11: 911/);
  await editor.press('Enter');
  await expectRevealed(2);
});

ui('it comes back as it was left, after its tab was hidden', async () => {
  await phone.clear();
  await editor.type('2003');
  await editor.openFile('SIPDefault.cnf');
  await dialogs.run('Cisco: Test Dial Plan');
  // SIPDefault.cnf is in the group of the page, on top of it: the plan is seen in the other group.
  await phone.expectVerdict('Dials 2003 after 1 s');
});

for (const [name, theme] of [
  ['dark', 'Default Dark Modern'],
  ['light', 'Default Light Modern'],
  ['contrast', 'Default High Contrast'],
] as const)
  ui(`it looks right in the theme ${theme}`, async () => {
    changeSettings(session.folder, { 'workbench.colorTheme': theme });
    const kind = { dark: 'vs-dark', light: 'vs', contrast: 'hc-black' }[name];
    await editor.page.locator(`.monaco-workbench.${kind}`).waitFor();
    await phone.tab('Test').click();
    await phone.expectVerdict('Dials 2003 after 1 s');
    await editor.screenshot(`dial-plan-${name}`);
    await phone.tab('Map').click();
    await editor.screenshot(`dial-plan-map-${name}`);
    await phone.tab('Test').click();
  });

ui('an edit of the plan is followed at once, unsaved', async () => {
  await editor.focusFirstGroup();
  await editor.goTo(3);
  await editor.press('Control+Shift+k');
  await phone.expectVerdict('Dials 2003 after 10 s');
  await phone.expectStandings('out', 'out', 'out', 'out', 'wins');
  await editor.press('Control+z');
  await phone.expectVerdict('Dials 2003 after 1 s');
});

ui('a plan that the phone throws away says so first', async () => {
  await editor.goTo(3, 1);
  await editor.type('<TEMPLATE MATCH=5/>');
  await phone.expectNotice(/^The phone throws this plan away\. The value of MATCH stands in no quotes/);
  await editor.screenshot('dial-plan-discarded');
  await editor.revert();
  await phone.expectVerdict('Dials 2003 after 1 s');
});

ui('an expectation is kept in the file beside the plan, and the Testing view shows that it holds', async () => {
  await phone.button('Keep as Expectation').click();
  await phone.expectSeen('Kept in dialplan.tests');
  await until('the file of expectations', () => existsSync(tests()));
  assert.equal(readFileSync(tests(), 'utf8'), '2003  dials 2003 after 1 s\n');
  await editor.focusFirstGroup();
  await dialogs.run('View: Show Testing');
  await editor.page.locator('.test-explorer').getByText('dialplan.tests').waitFor();
  await dialogs.run('Test: Run All Tests');
  await until('a test that passed', async () => (await testRows()).some((row) => /dialplan\.tests.*passed/i.test(row)));
  await editor.screenshot('dial-plan-testing');
});

ui('expectations that somebody else writes are listed, and those of other programs are not', async () => {
  writeFileSync(path.join(session.folder, 'office.xml'), plan);
  writeFileSync(path.join(session.folder, 'other.tests'), 'suite: [a, b]\n');
  writeFileSync(path.join(session.folder, 'office.tests'), '2001 dials now\n');
  await editor.page.locator('.test-explorer').getByText('office.tests').waitFor();
  await dialogs.run('Test: Run All Tests');
  await until('a test that failed', async () => (await testRows()).some((row) => /office\.tests.*failed/i.test(row)));
  assert.ok(!(await testRows()).some((row) => row.includes('other.tests')));
});

ui('a template is tested from the place where it is written', async () => {
  await editor.focusFirstGroup();
  await editor.goTo(4, 10);
  await dialogs.run('Cisco: Test Dial Plan Template');
  await phone.expectVerdict('Dials 3123 after 1 s');
});

ui('the patterns of another system are made a dial plan', async () => {
  await editor.openFile('extensions.conf');
  await dialogs.run('Cisco: Convert Dial Plan');
  await dialogs.pick(/Convert patterns/, /The file in front/);
  await editor.expectText('<TEMPLATE MATCH="2..."');
  await editor.expectLanguage('Cisco SIP Dial Plan');
});

ui('the map is that of the line, and all comes back when the window is loaded again', async () => {
  await editor.openFile('lines.xml');
  await dialogs.run('Cisco: Show Dial Plan Map');
  await phone.expectReady();
  await phone.treeItem(/^5/).waitFor();
  await phone.chooseLine(2);
  await phone.treeItem(/^6/).waitFor();
  assert.equal(await phone.treeItem(/^5/).count(), 0);
  await phone.expectNote('1 template is for another line than 2.');
  await editor.type('6001');
  await phone.expectVerdict('Dials 6001 after 3 s');
  await editor.screenshot('dial-plan-map-line');
  await editor.reload();
  await phone.expectVerdict('Dials 6001 after 3 s');
  assert.deepEqual([await phone.number(), await phone.line()], ['6001', '2']);
  await phone.treeItem(/^6/).waitFor();
  await editor.screenshot('dial-plan-reloaded');
});
