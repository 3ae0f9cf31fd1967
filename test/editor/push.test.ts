/** Files put where phones fetch them, as users do it: from the palette, with a look before and a way back. */
import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Dialogs } from './dialogs.ts';
import { deskFor, fillFolder, type Session } from './session.ts';
import { stateDir } from './toolchain.ts';
import { until, type Workbench } from './workbench.ts';

const target = path.join(stateDir, 'push', 'target');
const deep = 'sites/north/SIP000DBC445566.cnf';
let session: Session;
let editor: Workbench;
let dialogs: Dialogs;

const ui = deskFor('push', {
  prepare: ({ folder }) => {
    // One that is other than here, one that is the same.
    fillFolder(target, { 'syncinfo.xml': 'old\n' });
    copyFileSync(path.join(folder, 'RINGLIST.DAT'), path.join(target, 'RINGLIST.DAT'));
    writeFileSync(path.join(folder, 'notes.txt'), 'nothing for phones\n');
    mkdirSync(path.join(folder, 'sites/north'), { recursive: true });
    writeFileSync(path.join(folder, deep), 'line1_name: "2009"\n');
    // A TFTP folder of its own, which belongs to other phones.
    mkdirSync(path.join(folder, 'sites/other'));
    for (const name of ['SIPDefault.cnf', 'SIP000DBC445577.cnf'])
      writeFileSync(path.join(folder, 'sites/other', name), 'line1_name: "2010"\n');
  },
  opened: (desk) => {
    ({ session, editor, dialogs } = desk);
  },
});

function here(name: string): Buffer {
  return readFileSync(path.join(session.folder, name));
}

function there(name: string): Buffer {
  return readFileSync(path.join(target, name));
}

const preview = /Push to .*target/;

ui('the first push asks where to, and shows what it would do', async () => {
  await editor.openFile('syncinfo.xml');
  await dialogs.run('Cisco: Push to TFTP Folder');
  await dialogs.expectTitle(/From which folder/);
  await editor.screenshot('push-where');
  await dialogs.pick(/From which folder/, /Browse/);
  await dialogs.answer(/TFTP Folder/, `${target}/`);
  await dialogs.expectTitle(preview);
  const rows = (await dialogs.rows()).join('\n');
  assert.match(rows, /OS79XX\.TXT.* new/);
  assert.match(rows, /syncinfo\.xml.* changed/);
  assert.match(rows, /SIPDefault\.cnf.* held back.*error/);
  assert.match(rows, /RINGLIST\.DAT.* same/);
  assert.match(rows, /sites\/north\/SIP000DBC445566\.cnf.* new/);
  assert.doesNotMatch(rows, /notes\.txt|my\.cnf|sites\/other/);
  await editor.screenshot('push-preview');
  assert.deepEqual(readdirSync(target).sort(), ['RINGLIST.DAT', 'syncinfo.xml'], 'nothing is written yet');
  const settings = readFileSync(path.join(session.folder, '.vscode/settings.json'), 'utf8');
  assert.equal(JSON.parse(settings)['cisco.tftp.folder'].replace(/\/$/, ''), target);
});

ui('the difference is shown on a click, and the question stays', async () => {
  await dialogs.run('Cisco: Push to TFTP Folder');
  await dialogs.expectTitle(preview);
  await dialogs.pressRowButton(/syncinfo\.xml/);
  await editor.page.locator('.monaco-diff-editor').first().waitFor();
  await dialogs.expectTitle(preview);
  await editor.screenshot('push-difference');
});

ui('giving up writes nothing', async () => {
  await dialogs.run('Cisco: Push to TFTP Folder');
  await dialogs.expectTitle(preview);
  await editor.press('Escape');
  assert.deepEqual(readdirSync(target).sort(), ['RINGLIST.DAT', 'syncinfo.xml']);
});

ui('what is ticked is written, byte for byte, and what has errors is not', async () => {
  await dialogs.run('Cisco: Push to TFTP Folder');
  await dialogs.accept(preview);
  await dialogs.message(/written to/);
  await editor.screenshot('push-result');
  for (const name of ['OS79XX.TXT', 'syncinfo.xml', 'low-tone.pcm', deep])
    assert.deepEqual(there(name), here(name), name);
  assert.equal(statSync(path.join(target, 'OS79XX.TXT')).mode & 0o777, 0o644);
  assert.ok(!existsSync(path.join(target, 'SIPDefault.cnf')));
  assert.ok(!existsSync(path.join(target, 'notes.txt')));

  // The message takes it back.
  await dialogs.pressButton(/written to/, 'Undo');
  await dialogs.message(/as it was before/);
  assert.deepEqual(readdirSync(target).sort(), ['RINGLIST.DAT', 'syncinfo.xml']);
  assert.equal(there('syncinfo.xml').toString(), 'old\n');
  await dialogs.clearMessages();
});

ui('a file with errors travels when the user ticks it; the palette takes it back', async () => {
  await dialogs.run('Cisco: Push to TFTP Folder');
  await dialogs.expectTitle(preview);
  await dialogs.tick(/SIPDefault\.cnf/);
  await dialogs.accept(preview);
  await dialogs.message(/written to/);
  assert.deepEqual(there('SIPDefault.cnf'), here('SIPDefault.cnf'));
  await dialogs.clearMessages();
  await dialogs.run('Cisco: Undo Last Push');
  await editor.page.locator('.monaco-dialog-box').waitFor();
  await editor.screenshot('push-undo');
  await editor.page.getByRole('button', { name: 'Undo the Push' }).click();
  await dialogs.message(/as it was before/);
  assert.ok(!existsSync(path.join(target, 'SIPDefault.cnf')));
  await dialogs.clearMessages();
});

ui('unsaved changes travel too, and a selection is all that travels', async () => {
  await editor.openFile('syncinfo.xml');
  await editor.insertLineBelow(/SYNCINFO/);
  await editor.type('<!-- new -->');
  await dialogs.runFromExplorer('syncinfo.xml', 'Push to TFTP Folder');
  await dialogs.expectTitle(preview);
  assert.equal((await dialogs.rows()).filter((row) => /changed|new|same|held/.test(row)).length, 1);
  await dialogs.accept(preview);
  await dialogs.message(/syncinfo\.xml written to/);
  assert.match(there('syncinfo.xml').toString(), /<!-- new -->/);
  await dialogs.clearMessages();
});

ui('what is there already is not written again', async () => {
  const before = statSync(path.join(target, 'syncinfo.xml')).mtimeMs;
  await dialogs.runFromExplorer('syncinfo.xml', 'Push to TFTP Folder');
  await dialogs.message(/there already/);
  assert.equal(statSync(path.join(target, 'syncinfo.xml')).mtimeMs, before);
  await dialogs.clearMessages();
});

ui('a file is pushed on save for those who want it', async () => {
  const settings = path.join(session.folder, '.vscode/settings.json');
  const chosen = JSON.parse(readFileSync(settings, 'utf8'));
  writeFileSync(settings, JSON.stringify({ ...chosen, 'cisco.tftp.pushOnSave': true }));
  await editor.openFile('syncinfo.xml');
  // The setting is read a moment after it is written, so one save may be too early for it.
  await until('a save being pushed', async () => {
    await editor.goToText(/SYNCINFO/);
    await editor.press('Control+Enter');
    await editor.save();
    const pushed = () => there('syncinfo.xml').equals(here('syncinfo.xml'));
    return until('the push', pushed, 2_000).catch(() => false);
  });
});

ui('a target that is gone is named, with what to do', async () => {
  rmSync(target, { recursive: true });
  await dialogs.run('Cisco: Push to TFTP Folder');
  assert.match(await dialogs.message(/is not there/), /create it, or choose another folder/);
  await editor.screenshot('push-no-folder');
});
