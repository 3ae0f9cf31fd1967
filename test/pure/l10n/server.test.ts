/** Whatever the server says to people is looked up: in a language of brackets no English is left. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionItem, Hover, MarkupContent } from 'vscode-languageserver-types';
import { formats } from '../../../server/src/formats/registry.ts';
import type { Finding } from '../../../server/src/formats/rules.ts';
import { speak } from '../../../server/src/language.ts';
import { generalRules } from '../../../server/src/limit.ts';
import { checkAsked } from '../../../server/src/tftproot/checks/asked.ts';
import { effectiveText } from '../../../server/src/tftproot/effectiveText.ts';
import { findingsOf } from '../../../server/src/tftproot/findings.ts';
import { inlayHints } from '../../../server/src/tftproot/navigate/inlay.ts';
import { lenses, resolveLens } from '../../../server/src/tftproot/navigate/lenses.ts';
import { phones } from '../../../server/src/tftproot/phone.ts';
import { refactorings } from '../../../server/src/tftproot/refactor/refactorings.ts';
import type { AskedRule } from '../../../server/src/tftproot/rules/asked.ts';
import type { RootRule } from '../../../server/src/tftproot/rules/rootRule.ts';
import { rules as rootRules } from '../../../server/src/tftproot/rules.ts';
import { folder } from '../../support/folder.ts';
import { findingsIn, open } from '../../support/language.ts';
import { expectLookedUp, pseudoTexts } from '../../support/pseudoLanguage.ts';

speak(pseudoTexts);

/** What findings cite and nobody translates: the XML reader's own words, and a keyword of expectations. */
const cited = 'no whitespace between attributes, no match';

function expectFindingsLookedUp(findings: readonly Finding[], code: string, example: string): void {
  const file = `${example} ${cited}`;
  assert.ok(findings.length > 0, code);
  for (const { message, fixes, related, rule } of findings) {
    assert.match(message, /^⟦/, rule.code);
    expectLookedUp(message, rule.code, file);
    for (const { title } of fixes) expectLookedUp(title, `${rule.code}, quick fix`, file);
    for (const each of related) expectLookedUp(each.message, `${rule.code}, related`);
  }
}

test('every finding about one file, its quick fixes and what it is related to', () => {
  for (const format of formats)
    for (const { code, example } of format.rules)
      expectFindingsLookedUp(findingsIn(format, { name: example.file, text: example.bad }), code, example.bad);
});

test('every finding about a folder, its quick fixes and what it is related to', () => {
  for (const rule of Object.values<RootRule>(rootRules)) {
    const { code, example, beside } = rule;
    const others = Object.entries<string | number>(beside);
    const texts = others.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    const sizes = others.filter((entry): entry is [string, number] => typeof entry[1] === 'number');
    const root = folder({ ...Object.fromEntries(texts), [example.file]: example.bad }, Object.fromEntries(sizes));
    const file = root.file(example.file);
    assert.ok(file, code);
    const uriOf = (other: string) => `file:///${other}`;
    const asked = checkAsked(root, 'asked' in rule ? (rule as AskedRule).asked : [], uriOf).get(file.name) ?? [];
    expectFindingsLookedUp([...findingsOf(root, file, uriOf), ...asked], code, example.bad);
  }
});

test('the finding that there are too many', () => {
  for (const { message } of Object.values(generalRules)) assert.ok(pseudoTexts[message], message);
});

/** Files in which every kind of thing stands at which something is explained or offered. */
const examples = formats.flatMap((format) =>
  format.rules.flatMap(({ example }) => [
    { format, name: example.file, text: example.bad.slice(0, 2000) },
    { format, name: example.goodFile ?? example.file, text: example.good.slice(0, 2000) },
  ]),
);

function* positionsIn(text: string) {
  for (const [line, row] of text.split('\n').entries())
    for (let character = 0; character <= row.length; character++) yield { line, character };
}

const markdown = (contents: Hover['contents'] | CompletionItem['documentation']) =>
  typeof contents === 'string' ? contents : ((contents as MarkupContent | undefined)?.value ?? '');

/** Titles of documents stay as they are printed on them. */
const withoutSources = (text: string) => text.replace(/Sources: ⟧.*/, '');

test('what hovers tell', () => {
  let told = 0;
  for (const { format, name, text } of examples) {
    const { document, context } = open(format, { name, text });
    for (const position of positionsIn(text)) {
      const found = format.hover(document, position, context);
      if (found) told++;
      expectLookedUp(withoutSources(markdown(found?.contents ?? '')), `${name}, hover`, text);
    }
  }
  assert.ok(told > 100);
});

test('what stands beside what completion offers', () => {
  const client = { snippets: true, markdown: true };
  const seen = new Set<string>();
  for (const { format, name, text } of examples) {
    const { document, context } = open(format, { name, text });
    for (const position of positionsIn(text))
      for (const item of format.complete(document, position, context, client)) {
        const key = `${format.id} ${item.label} ${item.detail}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const whole = format.resolve && item.data ? format.resolve(item) : item;
        const where = `${name}, completion of ${item.label}`;
        expectLookedUp(whole.detail ?? '', where);
        expectLookedUp(whole.labelDetails?.description ?? '', where);
        expectLookedUp(withoutSources(markdown(whole.documentation)), where, text);
      }
  }
  assert.ok(seen.size > 100);
});

test('what the language status shows', () => {
  for (const { format, name, text } of examples) {
    const { document, context } = open(format, { name, text });
    assert.match(format.status(document, context).kind, /^⟦/);
  }
});

const files = {
  'SIPDefault.cnf': 'image_version: P0S3-8-12-00\nproxy1_address: 192.0.2.1\ntos_media: 5\ndial_template: dialplan\n',
  'SIP000DBC001122.cnf': 'line1_name: 2001\nline2_name: 2002\ntos_media: 3\nproxy1_address: 192.0.2.1\n',
  'SIP000DBC001123.cnf': 'line1_name: 2003\nline1_displayname: ""\ntos_media: 3\n',
  'dialplan.xml': '<DIALTEMPLATE>\n  <TEMPLATE MATCH="2..." Timeout="0"/>\n</DIALTEMPLATE>\n',
};

test('code lenses, hints between the words, what can be rebuilt, and what a phone works with', () => {
  const root = folder(files);
  for (const name of root.files) {
    const file = root.file(name);
    assert.ok(file);
    for (const { id } of lenses(root, file)) expectLookedUp(resolveLens(root, file, id).title, `${name}, lens ${id}`);
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    for (const { label, tooltip } of inlayHints(root, file, range, { meanings: true, effective: true })) {
      expectLookedUp(String(label), `${name}, hint`);
      expectLookedUp(String(tooltip ?? ''), `${name}, hint`);
    }
    for (const position of positionsIn(files[name as keyof typeof files]))
      for (const { title, disabled } of refactorings(root, file, { start: position, end: position })) {
        expectLookedUp(title, `${name}, refactoring`);
        expectLookedUp(disabled ?? '', `${name}, refactoring`);
      }
  }
  for (const phone of phones(root))
    for (const line of effectiveText(root, phone, { origins: true }).split('\n')) expectLookedUp(line, 'effective');
});
