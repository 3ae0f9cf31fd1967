/** From an empty folder to phones, and from old firmware to new, as the guide in docs/guide tells it. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { filesOf } from '../support/images.ts';
import { Dialogs } from './dialogs.ts';
import { PhonesTree } from './phonesTree.ts';
import { deskFor, fillFolder, type Session } from './session.ts';
import { stateDir } from './toolchain.ts';
import { until, type Workbench } from './workbench.ts';

const password = 'made-up-Kiwi-17';
const target = path.join(stateDir, 'guide', 'target');
let session: Session;
let editor: Workbench;
let dialogs: Dialogs;

const ui = deskFor('guide', {
  prepare: ({ folder }) => fillFolder(folder, { 'notes.txt': 'nothing of ours\n' }),
  opened: (desk) => {
    ({ session, editor, dialogs } = desk);
  },
  end: async () => {
    await editor.press('Escape', 'Escape');
    // A page that is shown as Markdown passes keys on late, some of them to the next question.
    await editor.page.locator('.part.sidebar .title-label').first().click();
  },
});

/** A screenshot with no question half faded in, and no tip over it. */
async function picture(name: string): Promise<void> {
  const isSteady = () =>
    editor.page.locator('.quick-input-widget').evaluateAll((found) => {
      const look = (globalThis as unknown as { getComputedStyle(one: unknown): { opacity: string } }).getComputedStyle;
      return found.every((one) => look(one).opacity === '1');
    });
  // What the pointer rests on would be explained in the picture.
  await editor.page.mouse.move(0, 0);
  await until('a steady picture', isSteady);
  await editor.screenshot(name);
}

function here(name: string): string {
  return readFileSync(path.join(session.folder, name), 'utf8');
}

// --- a folder and its phones ------------------------------------------------------------------------

ui('an empty folder offers to make it a TFTP folder', async () => {
  const tree = new PhonesTree(editor);
  await tree.show();
  await tree.expectWelcome(/New TFTP Folder.*New Phone/s);
  await picture('guide-welcome');
  await tree.pressWelcomeButton('New TFTP Folder');
  await dialogs.expectTitle(/New TFTP folder/);
  assert.match((await dialogs.rows())[0] ?? '', /tftproot/);
  await editor.press('Escape');
});

ui('a new TFTP folder is a matter of a few answers, each looked at as it is typed', async () => {
  await dialogs.run('Cisco: New TFTP Folder');
  await dialogs.accept(/^New TFTP folder/);
  await dialogs.expectTitle(/SIP server \(1\/\d+\)/);
  await editor.type('sip:pbx');
  await dialogs.expectValidation(/sip:/);
  await picture('guide-new-folder');
  await dialogs.answer(/SIP server/, 'pbx.example.net');
  await dialogs.expectTitle(/Port of the SIP server \(2\//);
  await dialogs.back();
  await dialogs.expectTitle(/SIP server \(1\//);
  assert.equal(await dialogs.typed(), 'pbx.example.net');
  await editor.press('Enter');
  await dialogs.accept(/Port of the SIP server/);
  await dialogs.accept(/Backup SIP server/);
  await dialogs.accept(/Registration/);
  await dialogs.pick(/Country/, /^Germany/);
  await dialogs.expectTitle(/Digit for an outside line/);
  await picture('guide-new-folder-question');
  await dialogs.pressTitleButton(/Take what is proposed/);
  await dialogs.expectTitle(/^New TFTP folder$/);
  const rows = (await dialogs.rows()).join('\n');
  assert.match(rows, /Create 3 files.*SIPDefault\.cnf.*dialplan\.xml.*syncinfo\.xml/s);
  assert.deepEqual(readdirSync(session.folder), ['notes.txt'], 'nothing is written yet');
  await picture('guide-new-folder-files');
  await editor.press('Enter');
  await editor.expectText('proxy1_address');
  assert.deepEqual(readdirSync(session.folder).sort(), ['SIPDefault.cnf', 'dialplan.xml', 'notes.txt', 'syncinfo.xml']);
  assert.match(here('SIPDefault.cnf'), /^proxy1_address: "?pbx\.example\.net"?/m);
  assert.match(here('dialplan.xml'), /112/);
  await editor.showProblems();
  await editor.expectProblems([]);
  await editor.hideProblems();
  await dialogs.message(/3 files written to/);
  await picture('guide-new-folder-done');
  await dialogs.clearMessages();
});

ui('a folder that has these files already keeps them', async () => {
  const before = here('SIPDefault.cnf');
  await dialogs.run('Cisco: New TFTP Folder');
  await dialogs.answer(/^New TFTP folder/, session.folder);
  await dialogs.answer(/SIP server/, 'other.example.net');
  await dialogs.expectTitle(/Port of the SIP server/);
  await dialogs.pressTitleButton(/Take what is proposed/);
  await dialogs.message(/has SIPDefault\.cnf.* already/);
  assert.equal(here('SIPDefault.cnf'), before);
  await dialogs.clearMessages();
});

ui('a new phone: its address in any spelling, its lines, and its file', async () => {
  await dialogs.run('Cisco: New Phone');
  await dialogs.expectTitle(/New phone: MAC address/);
  await editor.type('00-0d-bc-00-11');
  await dialogs.expectValidation(/10 digits instead of 12/);
  await picture('guide-new-phone');
  await dialogs.answer(/MAC address/, '000d.bc00.1122');
  await dialogs.pick(/Model/, /^7940/);
  await dialogs.answer(/Label/, 'Reception');
  await dialogs.answer(/Line 1: user/, '2001');
  await dialogs.answer(/Line 1: name/, 'Front Desk');
  await dialogs.expectTitle(/Line 1: password/);
  assert.equal(await dialogs.inputType(), 'password');
  await dialogs.answer(/Line 1: password/, password);
  await dialogs.accept(/Line 2: user/);
  await editor.expectText('line1_name: "2001"');
  const text = here('SIP000DBC001122.cnf');
  assert.match(text, /^phone_label: "Reception"/m);
  assert.match(text, /^line1_displayname: "Front Desk"/m);
  assert.match(text, /^line2_name: "UNPROVISIONED"/m);
  assert.doesNotMatch(await dialogs.message(/SIP000DBC001122\.cnf written/), /Kiwi/);
  await editor.showProblems();
  await editor.expectProblems([]);
  await editor.hideProblems();
  await picture('guide-new-phone-done');
  await dialogs.clearMessages();
});

ui('a phone that has a file already is not made twice', async () => {
  await dialogs.run('Cisco: New Phone');
  await dialogs.expectTitle(/MAC address/);
  await editor.type('SIP000DBC001122');
  await dialogs.expectValidation(/has a file of this phone already/);
});

ui('a list of 1,000 phones with 10 bad rows: 10 reasons first, then 990 files in one step', async () => {
  const rows = Array.from({ length: 1000 }, (_, index) => {
    const mac = index % 100 === 50 ? 'unknown' : `000DBD${index.toString(16).padStart(6, '0')}`;
    return `${mac},7940,${3000 + index},${password}`;
  });
  writeFileSync(path.join(session.folder, 'phones.csv'), ['mac,model,extension,password', ...rows, ''].join('\n'));
  const phones = () => readdirSync(session.folder).filter((name) => name.startsWith('SIP000DBD'));
  await editor.openFile('phones.csv');
  await dialogs.run('Cisco: New Phones from CSV…');
  await dialogs.pick(/New phones from a list/, /The file in front/);
  await dialogs.expectTitle(/New phones from phones\.csv/);
  await editor.expectText('990 of 1000 rows give a file. 10 do not and are left out.', 'NO FILE (10)', 'row 52');
  assert.doesNotMatch((await editor.editorLines()).join('\n'), /Kiwi/);
  await picture('guide-list');
  assert.deepEqual(phones(), []);
  await dialogs.pick(/New phones from phones\.csv/, /Create 990 files/);
  await dialogs.message(/990 files written/);
  assert.equal(phones().length, 990);
  assert.match(here('SIP000DBD000000.cnf'), new RegExp(`line1_password: "?${password}`));
  await picture('guide-list-done');
  await dialogs.clearMessages();
});

ui('read once more, the same list gives no file, and says why', async () => {
  await editor.openFile('phones.csv');
  await dialogs.run('Cisco: New Phones from CSV…');
  await dialogs.pick(/New phones from a list/, /The file in front/);
  await dialogs.message(/No row of phones\.csv gives a file/);
  await editor.expectText('NO FILE (1000)', 'has a file of this phone already');
  await dialogs.clearMessages();
});

ui('the walkthrough leads through all of it', async () => {
  await dialogs.run('Welcome: Open Walkthrough...');
  await editor.type('Get started with Cisco SIP phones');
  await editor.press('Enter');
  const page = editor.page.locator('.gettingStartedContainer');
  await page.getByText('Upgrade the firmware, one step at a time').waitFor();
  // Room for the drawing beside the steps.
  await editor.press('Control+b');
  await page.getByText('Add the phones').click();
  await page
    .locator('.getting-started-media svg, .getting-started-media webview, .getting-started-media iframe')
    .first()
    .waitFor({ state: 'attached' });
  await picture('guide-walkthrough');
  await editor.press('Control+b');
});

// --- firmware ---------------------------------------------------------------------------------------

const oldImage = 'P0S3-04-4-00';
const signed = 'P0S3-06-3-00';
const last = 'P0S3-8-12-00';
const upgradeFolder = () => path.join(stateDir, 'guide', 'upgrade');

function inUpgrade(name: string): string {
  return readFileSync(path.join(upgradeFolder(), name), 'utf8');
}

/** Ends the questions about the phones: none is there to be told. */
async function tellNoPhone(): Promise<void> {
  await dialogs.expectTitle(/Send check-sync to which phones/);
  await editor.press('Escape');
}

ui('an upgrade begins with what the phones run, and shows the whole way', async () => {
  fillFolder(target, {});
  fillFolder(upgradeFolder(), {
    '.vscode/settings.json': JSON.stringify({ 'cisco.tftp.folder': target }),
    'SIPDefault.cnf': `image_version: "${oldImage}"\nproxy1_address: "192.0.2.5"\nsync: 1\n`,
    'OS79XX.TXT': `${oldImage}\n`,
    'syncinfo.xml': '<SYNCINFO>\n  <IMAGE VERSION="*" SYNC="1"/>\n</SYNCINFO>\n',
    'SIP000DBC001122.cnf': 'line1_name: "2001"\nline1_authname: "2001"\nline1_password: "x"\n',
    ...Object.fromEntries([oldImage, signed, last].flatMap(filesOf).map((name) => [name, `made-up ${name}\n`])),
  });
  editor = await session.open(upgradeFolder());
  dialogs = new Dialogs(editor);
  await dialogs.run('Cisco: Upgrade Firmware…');
  await dialogs.expectTitle(/what do the phones run now/);
  assert.match(
    (await dialogs.rows())[0] ?? '',
    new RegExp(`${oldImage}.*image_version in SIPDefault\\.cnf; OS79XX\\.TXT`),
  );
  await picture('guide-upgrade-from');
  await editor.press('Enter');
  await dialogs.expectTitle(new RegExp(`from ${oldImage} to ${last}: 2 steps`));
  await editor.page
    .locator('.tab.active')
    .filter({ hasText: /Firmware upgrade of/ })
    .waitFor();
  assert.match((await dialogs.rows())[0] ?? '', /Do step 1 of 2.*Cannot be undone/);
  await until('the page', () => isOnPage('Step 2'));
  await picture('guide-upgrade-plan');
});

ui('a step that cannot be undone is asked about, and nothing is edited before', async () => {
  await dialogs.run('Cisco: Upgrade Firmware…');
  await dialogs.accept(/what do the phones run now/);
  await dialogs.pick(/2 steps/, /Do step 1/);
  await dialogs.confirm(/cannot go back to an unsigned image/, 'Cancel', 'guide-upgrade-one-way');
  await dialogs.expectTitle(/2 steps/);
  assert.equal(inUpgrade('OS79XX.TXT'), `${oldImage}\n`);
  assert.match(inUpgrade('SIPDefault.cnf'), new RegExp(oldImage));
});

ui('a step edits, saves and pushes what the phones need for it', async () => {
  await dialogs.run('Cisco: Upgrade Firmware…');
  await dialogs.accept(/what do the phones run now/);
  await dialogs.accept(/2 steps/);
  await dialogs.confirm(/cannot go back to an unsigned image/, `Upgrade to ${signed}`);
  await dialogs.expectTitle(/Push to/);
  assert.equal(inUpgrade('OS79XX.TXT'), `${signed}\n`);
  assert.match(inUpgrade('SIPDefault.cnf'), new RegExp(`image_version: "${signed}"[^]*sync: 2`));
  assert.match(inUpgrade('syncinfo.xml'), /SYNC="2"/);
  const rows = (await dialogs.rows()).join('\n');
  assert.match(rows, new RegExp(`${signed}\\.bin`));
  assert.doesNotMatch(rows, new RegExp(last), 'the image of another step stays here');
  await dialogs.accept(/Push to/);
  await tellNoPhone();
  await dialogs.expectTitle(new RegExp(`Wait until the phones run ${signed}`));
  for (const name of ['OS79XX.TXT', 'SIPDefault.cnf', 'syncinfo.xml', `${signed}.bin`])
    assert.equal(readFileSync(path.join(target, name), 'utf8'), inUpgrade(name), name);
  await picture('guide-upgrade-wait');
  await dialogs.pick(/Wait until/, /Leave it here/);
});

ui('an upgrade that was left goes on from where it was, also in another window', async () => {
  await dialogs.run('Cisco: Upgrade Firmware…');
  await dialogs.expectTitle(/what do the phones run now/);
  const [first = '', second = ''] = await dialogs.rows();
  assert.match(first, new RegExp(`${oldImage}.*when you left this upgrade`));
  assert.match(second, new RegExp(`${signed}.*image_version`));
  await picture('guide-upgrade-resumed');
  await dialogs.pick(/what do the phones run now/, new RegExp(`^${signed}`));
  await dialogs.expectTitle(new RegExp(`from ${signed} to ${last}: 1 step`));
  await dialogs.pick(/1 step/, /Do the step/);
  await dialogs.accept(/Push to/);
  await tellNoPhone();
  await dialogs.pick(/Wait until/, new RegExp(`They run ${last} now`));
  await dialogs.message(new RegExp(`The upgrade is done: the phones run ${last}`));
  assert.equal(inUpgrade('OS79XX.TXT'), 'P003-8-12-00\n');
  for (const name of filesOf(last).filter((file) => !file.endsWith('.bin')))
    assert.ok(existsSync(path.join(target, name)), name);
});

ui('the edit of a step is an ordinary one: undo takes it back in all files', async () => {
  await editor.openFile('OS79XX.TXT');
  await editor.expectText('P003-8-12-00');
  await editor.press('Control+z');
  await editor.expectText(signed);
  await editor.openFile('SIPDefault.cnf');
  await editor.expectText(`image_version: "${signed}"`);
  await editor.press('Control+Shift+z');
  await editor.expectText(`image_version: "${last}"`);
  await editor.command('File: Save All Files');
});

ui('where there is no way, no step is offered', async () => {
  await dialogs.run('Cisco: Upgrade Firmware…');
  await dialogs.pick(/what do the phones run now/, new RegExp(`^${last}`));
  await dialogs.pick(new RegExp(`the phones run ${last}`), /Upgrade to another image/);
  await dialogs.pick(/to which image/, new RegExp(`^${oldImage}`));
  await dialogs.expectTitle(/there is no way/);
  assert.doesNotMatch((await dialogs.rows()).join('\n'), /Do /);
  await until('the reason on the page', () => isOnPage('cannot go back to an unsigned image'));
});

/** Whether the page that is shown as Markdown says this. */
async function isOnPage(text: string): Promise<boolean> {
  for (const frame of editor.page.frames())
    if (
      (
        (await frame
          .locator('body')
          .textContent({ timeout: 1_000 })
          .catch(() => '')) ?? ''
      ).includes(text)
    )
      return true;
  return false;
}
