/** What stands in files and comes from the network is shown as text: nothing in it runs, links, or steers a terminal. */

import '../../support/editor/load.ts';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Hover, MarkupContent } from 'vscode-languageserver-types';
import { tooltipOf } from '../../../client/src/views/phoneWords.ts';
import { page } from '../../../client/src/workbench/page.ts';
import { toDiagnostic } from '../../../server/src/diagnostics.ts';
import { findingsOf } from '../../../server/src/tftproot/findings.ts';
import { inlayHints } from '../../../server/src/tftproot/navigate/inlay.ts';
import { lenses, resolveLens } from '../../../server/src/tftproot/navigate/lenses.ts';
import { workspaceSymbols } from '../../../server/src/tftproot/navigate/symbols.ts';
import { phoneItems } from '../../../server/src/tftproot/phones.ts';
import { folder } from '../../support/folder.ts';

const { shown, state } = await import('../../support/editor/vscode.ts');
const notices = await import('../../../client/src/notices.ts');
const { running } = await import('../../../client/src/running.ts');

const project = fileURLToPath(new URL('../../../', import.meta.url));

/** The TypeScript files below a folder of the project. */
function sources(path: string): string[] {
  const names = readdirSync(join(project, path), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.ts')).map((name) => join(path, name));
}

/** Texts that would do something somewhere, were they not taken as text. */
const payloads = [
  '[x](command:evil)',
  '![x](https://evil.example/x.png)',
  '<img src=x onerror=evil()>',
  '<a href="command:evil">x</a>',
  '`](command:evil)`',
  '``[x](command:evil)',
  '$(evil) [x](command:evil "t")',
  '\\[x](command:evil)',
  '</script><script>evil()</script>',
] as const;

function filesWith(payload: string): Record<string, string> {
  const quoted = payload.replaceAll('"', "'");
  const xml = payload.replaceAll('"', "'").replaceAll('<', '&lt;');
  return {
    'SIPDefault.cnf': `phone_label: "${quoted}"\nimage_version: "${quoted}"\nsync: "${quoted}"\ntos_media: ${quoted}\n`,
    'SIP000DBC001122.cnf': [
      `line1_name: "${quoted}"`,
      `line1_displayname: "${quoted}"`,
      `line1_shortname: "${quoted}"`,
      `phone_label: "${quoted}"`,
      `time_zone: ${quoted}`,
      `sync: "${quoted}"`,
      `${quoted}: 1`,
      `dial_template: "${quoted}"`,
      `logo_url: "${quoted}"`,
      `sntp_mode: ${quoted}`,
      quoted,
    ].join('\n'),
    'plan.xml': `<DIALTEMPLATE><TEMPLATE MATCH="${xml}" Timeout="${xml}" User="${xml}" Rewrite="${xml}"/></DIALTEMPLATE>`,
    'syncinfo.xml': `<SYNCINFO><IMAGE VERSION="${xml}" SYNC="${xml}"/></SYNCINFO>`,
    'OS79XX.TXT': payload,
    'RINGLIST.DAT': `${payload}\t${payload}\n`,
    'plan.tests': `2001 dials ${payload}\n`,
  };
}

/** Markdown without code and without what a backslash makes plain: what is left may be marks. */
function active(markdown: string): string {
  let text = '';
  for (let at = 0; at < markdown.length; ) {
    const [run] = /^`+/.exec(markdown.slice(at)) ?? [];
    const isEscape = markdown[at] === '\\' && /[!-/:-@[-`{-~]/.test(markdown[at + 1] ?? '');
    if (isEscape) at += 2;
    else if (run === undefined) text += markdown[at++];
    else {
      const end = [...markdown.matchAll(/`+/g)].find(
        (each) => each.index >= at + run.length && each[0].length === run.length,
      );
      at = end ? end.index + run.length : at + run.length;
    }
  }
  return text;
}

test('the test knows marks from text', () => {
  for (const marks of ['[x](command:evil)', '`a` [x](command:evil)', '\\\\[x](command:evil)', '`` ` [x](command:evil)'])
    assert.match(active(marks), /\]\(/, marks);
  for (const text of ['`[x](command:evil)`', '`` ` [x](command:evil) ``', '\\[x\\]\\(command:evil\\)'])
    assert.doesNotMatch(active(text), /\]\(/, text);
});

/** Links of our own lead to pages about sources; none of them has what a file says in it. */
function expectPlain(markdown: string, where: string): void {
  const left = active(markdown);
  assert.doesNotMatch(left, /\]\([^)]*evil/, where);
  assert.doesNotMatch(left, /<\/?[a-z!]/i, where);
}

function markdownOf({ contents }: Hover): string {
  assert.ok(MarkupContent.is(contents));
  return contents.value;
}

for (const payload of payloads)
  test(`hovers, completion and tooltips show ${payload} as it stands`, () => {
    const files = filesWith(payload);
    const root = folder(files);
    for (const name of root.files) {
      const file = root.file(name);
      if (!file) continue;
      const { format, document } = file;
      const source = TextDocument.create('', '', 0, files[name] ?? '');
      for (let offset = 0; offset <= source.getText().length; offset++) {
        const position = source.positionAt(offset);
        const hover = format.hover(document, position, root.context(name));
        if (hover) expectPlain(markdownOf(hover), `${name}: ${markdownOf(hover)}`);
        const items = format.complete(document, position, root.context(name), { snippets: true, markdown: true });
        for (const item of items) {
          const { documentation } = format.resolve?.(item) ?? item;
          if (MarkupContent.is(documentation)) expectPlain(documentation.value, name);
        }
      }
    }
    for (const item of phoneItems(root, { uriOf: (name) => name, counts: () => ({ errors: 0, warnings: 0 }) }))
      expectPlain(tooltipOf(item), tooltipOf(item));
  });

/** Characters that move the cursor of a terminal, end a line, or turn the direction of a text. */
const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

test('findings, lenses, remarks and symbols have no character that steers', () => {
  const root = folder(filesWith('\u001b]0;evil\u0007\u202Ex\u009b1m\u2066'));
  const told: string[] = [];
  for (const name of root.files) {
    const file = root.file(name);
    if (!file) continue;
    for (const finding of findingsOf(root, file, (each) => each))
      told.push(String(toDiagnostic(finding, name, () => '').message));
    for (const { id } of lenses(root, file)) told.push(resolveLens(root, file, id).title);
    const whole = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };
    for (const { label, tooltip } of inlayHints(root, file, whole, { meanings: true, effective: true }))
      told.push(`${label}${tooltip ?? ''}`);
  }
  for (const symbol of workspaceSymbols(root, '', 10)) told.push(symbol.name, symbol.containerName);
  assert.ok(told.length > 10);
  for (const text of told) assert.doesNotMatch(text, steering);
});

for (const name of ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const)
  test(`${name}: a label of a phone does not become a link that runs a command`, async () => {
    shown.length = 0;
    state.button = 'Again';
    assert.equal(await notices[name]('[Reception](command:evil?[1]): no answer', 'Again'), 'Again');
    assert.deepEqual(shown, [`window.${name}: [Reception] (command:evil?[1]): no answer`]);
  });

test('nor does it in the notification of work that takes long', async () => {
  const reported: unknown[] = [];
  await running('check-sync to [x](command:evil)', async (_signal, report) => {
    report({ message: '[x](command:evil)', increment: 1 });
    reported.push('done');
  });
  assert.deepEqual(reported, ['done']);
  assert.match(readFileSync(join(project, 'client/src/running.ts'), 'utf8'), /title: withoutLinks\(title\)/);
});

test('every message of the client goes the way that takes links out', () => {
  for (const file of sources('client/src')) {
    if (file.endsWith('notices.ts')) continue;
    const text = readFileSync(join(project, file), 'utf8');
    assert.doesNotMatch(text, /window\.show(?:Information|Warning|Error)Message/, file);
    // Markdown that runs commands, or holds HTML, is made nowhere.
    assert.doesNotMatch(text, /isTrusted\s*[:=]\s*true|supportHtml\s*[:=]\s*true/, file);
  }
});

test('the page of the workbench makes no HTML of texts, and runs no script but its own', () => {
  for (const file of sources('client/webview'))
    assert.doesNotMatch(
      readFileSync(join(project, file), 'utf8'),
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|javascript:/,
      file,
    );
  const html = page({
    script: 'main.js',
    style: 'style.css',
    source: 'https://own',
    nonce: 'abc',
    plan: 'file:///srv/"><script>/dialplan.xml',
    language: 'en',
    texts: undefined,
  });
  assert.match(html, /default-src 'none'; style-src https:\/\/own; script-src 'nonce-abc'"/);
  assert.equal(html.match(/<script/g)?.length, 1);
});
