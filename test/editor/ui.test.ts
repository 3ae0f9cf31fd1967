/**
 * The extension as its users meet it: installed from the package, in a real workbench, by
 * keyboard. The tests share one window and go in order; the last ones mend the files.
 */
import assert from 'node:assert/strict';
import { deskFor } from './session.ts';
import type { Workbench } from './workbench.ts';

/** What is wrong with the fixture files, as the Problems panel codes it. */
const PLANTED = {
  'SIPDefault.cnf': ['cnf/dial-template-extension', 'cnf/out-of-range', 'cnf/unknown-parameter'],
  // That its line now has no name is found as well, but the panel does not list hints.
  'SIP001122334455.cnf': ['cnf/equals-sign'],
  'dialplan.xml': ['dialplan/missing-root'],
};

let editor: Workbench;

const ui = deskFor('ui', {
  opened: (desk) => {
    ({ editor } = desk);
  },
});

ui('the Problems panel lists what is wrong with the open files', async () => {
  for (const name of Object.keys(PLANTED)) await editor.openFile(name);
  await editor.showProblems();
  await editor.expectProblems(Object.values(PLANTED).flat());
  await editor.openFile('SIPDefault.cnf');
  await editor.screenshot('problems');
});

ui('hover explains the parameter at the cursor', async () => {
  await editor.hideProblems();
  await editor.openFile('SIPDefault.cnf');
  await editor.goToText(/proxy_register/);
  await editor.hover(/proxy_register/);
  await editor.screenshot('hover');
});

ui('completion offers parameters and their values', async () => {
  await editor.openFile('SIPDefault.cnf');
  await editor.insertLineBelow(/proxy_register/);
  await editor.type('p');
  assert.ok((await editor.complete()).includes('preferred_codec'));
  await editor.focusCompletion('preferred_codec');
  await editor.showCompletionDetails(/codec/i);
  await editor.screenshot('completion');
  await editor.accept('preferred_codec');
  // Its values are offered at once or on asking, depending on what was inserted.
  await editor.press('Escape');
  assert.ok((await editor.complete()).some((label) => label.includes('g711alaw')));
  await editor.screenshot('completion-values');
  await editor.press('Escape');
  await editor.revert();
});

ui('a snippet is inserted and its places are filled in by keyboard', async () => {
  await editor.openFile('SIP001122334455.cnf');
  await editor.insertLineBelow(/line1_password/);
  await editor.type('line2');
  assert.ok((await editor.complete()).includes('line2'));
  await editor.accept('line2');
  // Name, short name (which repeats the name until it is changed), display name.
  await editor.type('2042');
  await editor.press('Tab', 'Tab');
  await editor.type('Workshop');
  await editor.press('Escape');
  await editor.expectText('line2_name: "2042"', 'line2_shortname: "2042"', 'line2_displayname: "Workshop"');
  await editor.screenshot('snippet');
  await editor.revert();
});

ui('a dial plan is known by its content, and the XML of others stays XML', async () => {
  await editor.openFile('dialplan.xml');
  await editor.expectLanguage('Cisco SIP Dial Plan');
  await editor.openFile('pbx/dialplan.xml');
  await editor.expectLanguage('XML');
});

ui('.cnf files of other programs are not ours', async () => {
  for (const name of ['etc/my.cnf', 'etc/openssl.cnf']) {
    await editor.openFile(name);
    assert.doesNotMatch(await editor.language(), /Cisco/);
  }
});

ui('the language status tells the kind of file', async () => {
  await editor.openFile('SIP001122334455.cnf');
  assert.match(await editor.languageStatus(/00:11:22/), /Phone file/);
});

ui('Restart Language Server brings the findings back', async () => {
  await editor.command('Cisco: Restart Language Server');
  await editor.showProblems();
  await editor.expectProblems(Object.values(PLANTED).flat());
});

ui('quick fixes mend everything', async () => {
  const fixes = [
    ['SIPDefault.cnf', /prefered_codec/, /Change to 'preferred_codec'/],
    ['SIPDefault.cnf', /9$/, /Change to '5'/],
    ['SIPDefault.cnf', /dialplan\.xml/, /Change to 'dialplan'/],
    ['SIP001122334455.cnf', /=/, /Change '=' to ':'/],
    ['dialplan.xml', /TEMPLATE/, /Put DIALTEMPLATE around all templates/],
  ] as const;
  for (const [name, place, title] of fixes) {
    await editor.openFile(name);
    await editor.goToText(place);
    await editor.quickFix(title);
    await editor.save();
  }
  await editor.showProblems();
  await editor.expectProblems([]);
});
