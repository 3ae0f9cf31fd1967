/** An editor that speaks German: what the extension, its server and its manifest say in it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Dialogs } from './dialogs.ts';
import { deskFor } from './session.ts';
import { root } from './toolchain.ts';
import { until, type Workbench } from './workbench.ts';

let editor: Workbench;
let dialogs: Dialogs;

const ui = deskFor('german', {
  language: 'de',
  opened: (desk) => {
    ({ editor, dialogs } = desk);
  },
});

/** A text of a file of translations, by its key. */
function german(file: string, key: string): string {
  const texts: Record<string, string> = JSON.parse(readFileSync(path.join(root, file), 'utf8'));
  const text = texts[key];
  if (text === undefined) throw new Error(`${file} has no ${key}`);
  return text;
}

const manifest = (key: string) => german('package.nls.de.json', key);
const text = (english: string) => german('l10n/bundle.l10n.de.json', english);

ui('a finding of the language server', async () => {
  await editor.openFile('SIPDefault.cnf');
  await editor.expectLanguage(manifest('languages.cisco-sip-cnf.alias'));
  await editor.showProblems();
  await until('the finding', async () =>
    (await editor.problems()).some(({ code, message }) => {
      const isIt = code === 'cnf/out-of-range';
      return isIt && message.startsWith("'9' liegt außerhalb des Bereichs. 'tos_media' nimmt ");
    }),
  );
  await editor.screenshot('german-problems');
  await editor.hideProblems();
});

ui('the titles of the views, and what stands in them', async () => {
  await dialogs.run(manifest('views.cisco-phones.cisco.phones.name'));
  const { page } = editor;
  for (const view of ['phones', 'bootLog'])
    await page.locator(`.pane-header[aria-label^="${manifest(`views.cisco-phones.cisco.${view}.name`)}"]`).waitFor();
  await page
    .locator(`.monaco-list-row[aria-label*="${text('no lines')}"]`)
    .first()
    .waitFor();
  await editor.screenshot('german-views');
});

ui('a command in the palette, and its answer', async () => {
  await dialogs.run(`Cisco: ${manifest('command.stopServing.title')}`);
  await dialogs.message(new RegExp(text('No folder is being served.')));
});
