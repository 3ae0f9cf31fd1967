/** A real server in the language of its client. */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { CodeAction, Hover, MarkupContent } from 'vscode-languageserver-protocol/node';
import { languages } from '../../server/src/language.ts';
import { run } from '../support/program.ts';
import { expectLookedUp, pseudoTexts } from '../support/pseudoLanguage.ts';
import { everything, Server, scratchFolder } from '../support/server.ts';

const text = 'tos_media: 9\n';
const scratch = scratchFolder({ 'SIPDefault.cnf': text });
after(() => scratch.remove());
const uri = scratch.uri('SIPDefault.cnf');

/** What a server says to a file with one mistake: the finding, its quick fixes, and the hover on the parameter. */
async function saidBy(locale: string | undefined, options: object = {}) {
  const server = await Server.start(everything, options, undefined, undefined, locale);
  await server.open(uri, 'cisco-sip-cnf', text);
  const [finding] = await server.diagnostics(uri);
  assert.ok(finding);
  const context = { diagnostics: [finding] };
  const actions = await server.request<CodeAction[]>('textDocument/codeAction', uri, { range: finding.range, context });
  const hover = await server.request<Hover>('textDocument/hover', uri, { position: { line: 0, character: 2 } });
  await server.stop();
  return {
    message: String(finding.message),
    titles: actions.map(({ title }) => title),
    hover: (hover.contents as MarkupContent).value,
  };
}

const english =
  "'9' is out of range. 'tos_media' takes a number from 0 to 5. What the phone does instead is not documented.";

test('a German client is answered in German, with or without a country', async () => {
  for (const locale of ['de', 'de-AT']) {
    const { message } = await saidBy(locale);
    assert.equal(
      message,
      "'9' liegt außerhalb des Bereichs. 'tos_media' nimmt eine Zahl von 0 bis 5. Was das Telefon stattdessen tut, ist nicht dokumentiert.",
    );
  }
});

test('every other language there is answers in its own', async () => {
  for (const language of languages) assert.notEqual((await saidBy(language)).message, english, language);
});

test('a client of a language that there is not, or of none, is answered in English', async () => {
  for (const locale of ['tlh', 'en-US', '../../de', undefined]) assert.equal((await saidBy(locale)).message, english);
});

test('a client may hand over the texts, as that in a browser does', async () => {
  const { message, titles, hover } = await saidBy('en', { texts: pseudoTexts });
  assert.match(message, /^⟦⟧'9'⟦ is out of range/);
  for (const title of titles) assert.match(title, /^⟦/);
  for (const line of hover.split('\n').slice(0, 3)) expectLookedUp(line, 'hover');
});

test('texts that are none do not keep the server from answering', async () => {
  for (const texts of [null, 'de', [1, 2], { 'Remove it': 7 }])
    assert.equal((await saidBy('en', { texts })).message, english);
});

test('the terminal speaks the language of its environment, and programs are told in English', async () => {
  const env = { ...process.env, LC_ALL: 'de_DE.UTF-8' };
  const check = (...args: string[]) => run(['check', scratch.path, ...args], { env }).stdout;
  assert.match(check(), /liegt außerhalb des Bereichs/);
  assert.match(check('--format', 'json'), /is out of range/);
});
