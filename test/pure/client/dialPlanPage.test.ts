/** The dial plan workbench is a page of its own inside the editor, and must not be a way in. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { noteCountInWords, notesText } from '../../../client/src/workbench/notes.ts';
import { page } from '../../../client/src/workbench/page.ts';

test('the page runs its own script and nothing else, and loads nothing but its style sheet', () => {
  const html = page({
    script: 'app:main.js',
    style: 'app:style.css',
    source: 'app:',
    nonce: 'abc',
    plan: 'file:///srv/"><script>/dialplan.xml',
    language: 'en',
    texts: undefined,
  });
  assert.match(html, /content="default-src 'none'; style-src app:; script-src 'nonce-abc'"/);
  assert.equal(html.match(/<script/g)?.length, 1);
  assert.match(html, /<script nonce="abc" src="app:main\.js">/);
  assert.doesNotMatch(html, /unsafe|\sstyle=|\son[a-z]+=/);
});

test('whatever comes from a file is set as text, never as markup', () => {
  const folder = new URL('../../../client/webview/dialPlan/', import.meta.url);
  for (const name of readdirSync(folder))
    assert.doesNotMatch(
      readFileSync(new URL(name, folder), 'utf8'),
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|url\(|@import|#[0-9a-f]{3,8}\b;/i,
      name,
    );
});

test('notes on a conversion name the lines of what was converted', () => {
  const notes = [
    { line: 3, text: 'One.' },
    { line: 12, text: 'Two.' },
  ];
  assert.equal(notesText(notes), 'Line  3: One.\nLine 12: Two.\n');
  assert.equal(noteCountInWords(1), 'One thing could not be converted as it is.');
  assert.equal(noteCountInWords(2), '2 things could not be converted as they are.');
});
