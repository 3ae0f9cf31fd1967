/** Each grammar gives the pieces of a line their scopes; the grammar of .cnf files knows every parameter by its topic. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';
import manifest from '../../package.json' with { type: 'json' };
import parameters from '../../schemas/cnf-parameters.json' with { type: 'json' };

const root = new URL('../../', import.meta.url);

await oniguruma.loadWASM(readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm')));

const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async (scopeName) => {
    const entry = manifest.contributes.grammars.find((grammar) => grammar.scopeName === scopeName);
    return entry ? textmate.parseRawGrammar(readFileSync(new URL(entry.path, root), 'utf8'), entry.path) : null;
  },
});

/** The pieces of a text with the innermost scope of each, without the language's own suffix; blanks are left out. */
async function scopes(language: string, text: string): Promise<[string, string][]> {
  const entry = manifest.contributes.grammars.find((grammar) => grammar.language === language);
  assert.ok(entry);
  const grammar = await registry.loadGrammar(entry.scopeName);
  assert.ok(grammar);
  const found: [string, string][] = [];
  let state = textmate.INITIAL;
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    for (const token of tokens) {
      const piece = line.slice(token.startIndex, token.endIndex).trim();
      const scope = token.scopes.at(-1)?.replace(/\.cisco-sip-\w+$/, '') ?? '';
      if (piece) found.push([piece, scope]);
    }
  }
  return found;
}

test('a .cnf entry', async () => {
  assert.deepEqual(await scopes('cisco-sip-cnf', 'proxy1_address : "192.0.2.1" ; the PBX'), [
    ['proxy1_address', 'support.type.property-name.proxy'],
    [':', 'punctuation.separator.key-value'],
    ['"', 'punctuation.definition.string.begin'],
    ['192.0.2.1', 'constant.numeric.ip-address'],
    ['"', 'punctuation.definition.string.end'],
    [';', 'punctuation.definition.comment'],
    ['the PBX', 'comment.line.semicolon'],
  ]);
});

test('the values of .cnf entries', async () => {
  const value = async (text: string) => (await scopes('cisco-sip-cnf', `sync: ${text}`)).slice(2);
  assert.deepEqual(await value('5060'), [['5060', 'constant.numeric']]);
  assert.deepEqual(await value('UNPROVISIONED'), [['UNPROVISIONED', 'constant.language']]);
  assert.deepEqual(await value('P0S3-8-12-00'), [['P0S3-8-12-00', 'string.unquoted']]);
  assert.deepEqual(await value('http://192.0.2.1/a#b'), [['http://192.0.2.1/a#b', 'markup.underline.link']]);
  assert.deepEqual(
    (await value('"a;b"')).map(([piece]) => piece),
    ['"', 'a;b', '"'],
  );
  for (const placeholder of ['{$x}', '${x}', '$x', '{{ x }}', '{% x %}', '<?= x ?>', '__x__', '%%x%%'])
    assert.deepEqual(await value(placeholder), [[placeholder, 'variable.parameter.placeholder']]);
});

test('the lines of a .cnf file that are no entries', async () => {
  assert.deepEqual(await scopes('cisco-sip-cnf', '# sync: 1'), [
    ['#', 'punctuation.definition.comment'],
    ['sync: 1', 'comment.line'],
  ]);
  assert.deepEqual(await scopes('cisco-sip-cnf', '# cisco-sip-disable-next-line'), [
    ['#', 'punctuation.definition.comment'],
    ['cisco-sip-disable-next-line', 'keyword.control.directive'],
  ]);
  assert.deepEqual(await scopes('cisco-sip-cnf', '{if $x}'), [['{if $x}', 'meta.preprocessor']]);
  assert.deepEqual((await scopes('cisco-sip-cnf', 'nosuch: 1'))[0], ['nosuch', 'variable.other.unknown']);
});

test('a quote that is not closed ends with its line', async () => {
  const [, , , value, next] = await scopes('cisco-sip-cnf', 'sync: "a\nsync: "b"');
  assert.deepEqual(value, ['a', 'string.quoted.double']);
  assert.deepEqual(next, ['sync', 'support.type.property-name.firmware']);
});

test('every parameter has the scope of its topic', async () => {
  for (const { name, topic } of parameters)
    for (const number of ['1', '{$n}'])
      for (const spelling of [name, name.toUpperCase()]) {
        const written = spelling.replace(/\{n\}/i, number);
        const [first] = await scopes('cisco-sip-cnf', `${written}: 1`);
        assert.deepEqual(first, [written, `support.type.property-name.${topic}`]);
      }
});

test('a dial plan', async () => {
  const text = '<TEMPLATE MATCH="0,\\*.*" Timeout="5" Rewrite="1%1." Route="Emergency" other="x"/>';
  const found = (await scopes('cisco-sip-dialplan', text)).filter(([, scope]) => !scope.startsWith('punctuation'));
  assert.deepEqual(found, [
    ['TEMPLATE', 'entity.name.tag'],
    ['MATCH', 'entity.other.attribute-name'],
    ['0', 'string.regexp'],
    [',', 'keyword.control.tone'],
    ['\\*', 'constant.character.escape'],
    ['.', 'keyword.control.wildcard'],
    ['*', 'keyword.control.wildcard'],
    ['Timeout', 'entity.other.attribute-name'],
    ['5', 'constant.numeric'],
    ['Rewrite', 'entity.other.attribute-name'],
    ['1', 'string.quoted.double'],
    ['%1', 'constant.other.placeholder'],
    ['.', 'keyword.control.wildcard'],
    ['Route', 'entity.other.attribute-name'],
    ['Emergency', 'support.constant'],
    ['other', 'entity.other.attribute-name'],
    ['x', 'string.quoted.double'],
  ]);
  assert.deepEqual(
    (await scopes('cisco-sip-dialplan', '<!-- <TEMPLATE\n-->')).map(([piece]) => piece),
    ['<!--', '<TEMPLATE', '-->'],
  );
});

test('syncinfo.xml, with the comments of the dial plan grammar', async () => {
  const found = await scopes('cisco-sip-syncinfo', '<!-- a --><IMAGE VERSION="*" SYNC="2"/>');
  assert.deepEqual(
    found.filter(([, scope]) => !scope.startsWith('punctuation')),
    [
      ['a', 'comment.block'],
      ['IMAGE', 'entity.name.tag'],
      ['VERSION', 'entity.other.attribute-name'],
      ['*', 'keyword.control.wildcard'],
      ['SYNC', 'entity.other.attribute-name'],
      ['2', 'string.quoted.double'],
    ],
  );
});

test('OS79XX.TXT and RINGLIST.DAT', async () => {
  assert.deepEqual(await scopes('cisco-sip-os79xx', 'P0S3-8-12-00'), [['P0S3-8-12-00', 'constant.other.image-name']]);
  assert.deepEqual(await scopes('cisco-sip-ringlist', 'Old Style\tringer1.pcm'), [
    ['Old Style', 'string.unquoted.ring-name'],
    ['ringer1.pcm', 'constant.other.file-name'],
  ]);
});

test('expectations about a dial plan', async () => {
  const text = '9,55 dials "x y" after 5 s, by template 2 # why\nline 2\nfirmware hash=waits\n# cisco-sip-disable-file';
  const found = (await scopes('cisco-sip-dialtests', text)).filter(([piece]) => piece !== ',');
  assert.deepEqual(found, [
    ['9,55', 'constant.other.number'],
    ['dials', 'keyword.control'],
    ['"x y"', 'string.quoted.double'],
    ['after', 'keyword.control'],
    ['5', 'constant.numeric'],
    ['s', 'keyword.other.unit'],
    ['by', 'keyword.control'],
    ['template', 'keyword.control'],
    ['2', 'constant.numeric'],
    ['#', 'punctuation.definition.comment'],
    ['why', 'comment.line.number-sign'],
    ['line', 'keyword.control.directive'],
    ['2', 'constant.numeric'],
    ['firmware', 'keyword.control.directive'],
    ['hash', 'variable.parameter'],
    ['=', 'punctuation.separator'],
    ['waits', 'constant.language'],
    ['#', 'punctuation.definition.comment'],
    ['cisco-sip-disable-file', 'keyword.control.directive'],
  ]);
});
