/** Whatever the extension shows is looked up: no text stands in the code where the editor shows it. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import manifest from '../../../package.json' with { type: 'json' };
import { parsed, type SyntaxNode } from '../../../scripts/l10n/sourceTexts.mjs';
import { manifestTexts } from '../../../scripts/manifest.ts';

const root = new URL('../../../', import.meta.url);

/** Properties whose text the editor or the page shows. */
const shownProperties = new Set(
  'title label detail description tooltip placeHolder placeholder prompt openLabel saveLabel ariaLabel problem anyway help why next meaning'.split(
    ' ',
  ),
);
/** Functions whose texts the editor or the page shows. */
const showing = /^(?:show\w*Message|setStatusBarMessage|element|Trouble|PushTrouble|UsageError|refused)$/;

/** What makes texts for others: configuration for PBXs, traces, and a report for those who mend the extension. */
const forOthers =
  /client\/src\/(?:sip\/(?:pbx|message|digest|trace|checkSync)|report\/|commands\/copy(?:CheckSyncForPbx|DiagnosticReport))/;

/** What is no sentence although it has a blank in it. */
const noText = new Set(['piece start', 'tag tone', 'plain try', '192.0.2.10, 2001:db8::10, [2001:db8::10]:5061']);

const hasWords = (text: string) => /[A-Za-z]{2,} [A-Za-z]/.test(text) && !noText.has(text);

function wordsOf(node: unknown): string[] {
  const { type, value, quasis, ...rest } = (node ?? {}) as SyntaxNode;
  if (type === 'Literal') return typeof value === 'string' && hasWords(value) ? [value] : [];
  if (type === 'TemplateLiteral') {
    const text = (quasis as { value: { cooked: string } }[]).map((part) => part.value.cooked).join('…');
    return hasWords(text) ? [text] : [];
  }
  if (type === 'ConditionalExpression') return [...wordsOf(rest.consequent), ...wordsOf(rest.alternate)];
  if (type === 'LogicalExpression') return [...wordsOf(rest.left), ...wordsOf(rest.right)];
  return [];
}

function nameOf(node: unknown): string {
  const { name, property, type } = (node ?? {}) as SyntaxNode;
  return type === 'MemberExpression' ? nameOf(property) : String(name ?? '');
}

/** Texts that are shown as they stand in the code. */
function leftIn(typescript: string): string[] {
  return parsed(typescript).nodes.flatMap((node) => {
    if (node.type === 'Property' && shownProperties.has(nameOf(node.key))) return wordsOf(node.value);
    if ((node.type === 'CallExpression' || node.type === 'NewExpression') && showing.test(nameOf(node.callee)))
      return (node.arguments as unknown[]).flatMap(wordsOf);
    return [];
  });
}

test('messages, buttons, titles and all that is written beside them are looked up', () => {
  const left = ['client/src', 'client/webview', 'server/src/cli'].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, root), { encoding: 'utf8', recursive: true })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((name) => name.endsWith('.ts') && !forOthers.test(name))
      .flatMap((name) => leftIn(readFileSync(new URL(name, root), 'utf8')).map((text) => `${name}: ${text}`)),
  );
  assert.deepEqual(left, []);
});

const shownInManifest = new Set(['title', 'description', 'markdownDescription', 'contents', 'altText', 'displayName']);

function* literalsIn(value: unknown, name: string): Generator<string> {
  if (typeof value === 'string') {
    const isShown = shownInManifest.has(name) || /(?:Descriptions|aliases)$/.test(name);
    if (isShown && !/^%.+%$/.test(value)) yield value;
  } else if (Array.isArray(value)) for (const each of value) yield* literalsIn(each, name);
  else if (typeof value === 'object' && value !== null)
    for (const [key, part] of Object.entries(value)) yield* literalsIn(part, key);
}

/** What the extension is stands there in words, for npm. The packaged extension names the translated text instead. */
const { description, ...shownInEditor } = manifest;

test('no text that the editor shows stands in package.json itself', () => {
  assert.deepEqual([...literalsIn(shownInEditor, '')], []);
});

test('the texts of package.json are those that it names', () => {
  const named = [...JSON.stringify(shownInEditor).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
  assert.deepEqual(Object.keys(manifestTexts).sort(), [...named, 'description'].sort());
  assert.equal(description, manifestTexts.description);
});
