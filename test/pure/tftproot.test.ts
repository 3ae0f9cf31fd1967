import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { formats } from '../../server/src/formats/registry.ts';
import type { Finding } from '../../server/src/formats/rules.ts';
import { checkAcrossFiles } from '../../server/src/tftproot/check.ts';
import { checkAsked } from '../../server/src/tftproot/checks/asked.ts';
import { tftpRoot } from '../../server/src/tftproot/root.ts';
import type { AskedRule } from '../../server/src/tftproot/rules/asked.ts';
import type { RootRule } from '../../server/src/tftproot/rules/rootRule.ts';
import { rules } from '../../server/src/tftproot/rules.ts';
import { findingsIn, folder } from '../support/folder.ts';

const all: readonly RootRule[] = Object.values(rules);

/** What the rule finds in its own example, once with the bad file and once with the good one. */
function found(rule: RootRule, name: string, text: string): Finding[] {
  const { code, example, beside } = rule;
  const files: Record<string, string> = {};
  const sizes: Record<string, number> = {};
  for (const [other, content] of Object.entries(beside)) {
    if (typeof content === 'string') files[other] = content;
    else sizes[other] = content;
  }
  const root = folder({ ...files, [name]: text }, sizes);
  const file = root.file(name);
  assert.equal(file?.name, name, `${code}: ${example.file} is not the file that is checked`);
  const uriOf = (other: string) => `file:///${other}`;
  const asked = checkAsked(root, 'asked' in rule ? (rule as AskedRule).asked : [], uriOf).get(name) ?? [];
  return [...checkAcrossFiles(root, file, uriOf), ...asked].filter((finding) => finding.rule.code === code);
}

test('a file is found in any letter case, and files that are none of ours are not read', () => {
  const read: string[] = [];
  const root = tftpRoot(['SIPDefault.cnf', 'SIP000DBC001122.cnf', 'P0S3-8-12-00.sb2'], (name) => {
    read.push(name);
    return 'sync: 1';
  });
  assert.equal(root.file('sipdefault.CNF')?.name, 'SIPDefault.cnf');
  assert.equal(root.file('P0S3-8-12-00.sb2'), undefined);
  assert.equal(root.file('missing.cnf'), undefined);
  assert.deepEqual(read, ['SIPDefault.cnf', 'SIP000DBC001122.cnf']);
});

test('an XML file that dial_template names is the dial plan, whatever it holds', () => {
  const named = folder({
    'SIPDefault.cnf': 'dial_template: office',
    'office.xml': '<include/>',
    'other.xml': '<include/>',
  });
  assert.equal(named.file('office.xml')?.format.id, 'dialplan');
  assert.equal(named.file('other.xml'), undefined);
  const byPhone = folder({ 'SIP000DBC001122.cnf': 'dial_template: "home"', 'home.xml': '' });
  assert.equal(byPhone.file('home.xml')?.format.id, 'dialplan');
});

test('each rule about several files holds on its own example, and its message leaves no place empty', () => {
  for (const rule of all) {
    const { code, example } = rule;
    const bad = found(rule, example.file, example.bad);
    assert.ok(bad.length > 0, code);
    for (const { message } of bad) assert.doesNotMatch(message, /\{\w+\}|undefined/, code);
    assert.deepEqual(found(rule, example.goodFile ?? example.file, example.good), [], code);
  }
});

test('a finding about several files stands inside its own file', () => {
  for (const rule of all) {
    const { file, bad } = rule.example;
    const source = TextDocument.create('', '', 0, bad);
    for (const { range } of found(rule, file, bad)) {
      assert.deepEqual(source.positionAt(source.offsetAt(range.end)), range.end, rule.code);
      assert.deepEqual(source.positionAt(source.offsetAt(range.start)), range.start, rule.code);
    }
  }
});

test('the code of a rule about several files begins with the format of the file it is reported in', () => {
  const codes = [...formats.flatMap((format) => format.rules), ...all].map(({ code }) => code);
  assert.equal(new Set(codes).size, codes.length);
  for (const rule of all) {
    const name = rule.example.file;
    const [prefix] = rule.code.split('/');
    const format = folder({ ...filesOf(rule), [name]: rule.example.bad }).file(name)?.format.id;
    assert.equal(format, prefix, rule.code);
  }
});

function filesOf({ beside }: RootRule): Record<string, string> {
  return Object.fromEntries(
    Object.entries(beside).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

test('a fix that reaches beyond its file is never applied unseen', () => {
  for (const rule of all) {
    for (const { fixes } of found(rule, rule.example.file, rule.example.bad))
      for (const { safe, others, create, renameOther, copyTo, title } of fixes)
        assert.ok(!safe || (!others && !create && !renameOther && !copyTo), title);
  }
});

const odd = fc.constantFrom(
  ...['', '"', '../..', '/', 'a/b/c', 'P0S3-8-12-00', 'P0S3--', '2001', 'UNPROVISIONED', '{$x}', '%00', '\u0000', '*'],
);
const parameter = fc.constantFrom(
  ...['dial_template', 'image_version', 'tftp_cfg_dir', 'line1_name', 'line6_name', 'proxy1_address', 'sync', 'x'],
);
const settings = fc
  .array(fc.tuple(parameter, odd), { maxLength: 8 })
  .map((entries) => entries.map(([name, value]) => `${name}: ${value}`).join('\n'));
const rings = fc.array(odd, { maxLength: 4 }).map((names) => names.map((name) => `Ring\t${name}`).join('\n'));

test('no file keeps another from being checked, whatever stands in it', () => {
  fc.assert(
    fc.property(settings, settings, settings, odd, rings, (defaults, one, other, version, list) => {
      const root = folder(
        {
          'SIPDefault.cnf': defaults,
          'sipdefault.cnf': other,
          'SIP000DBC001122.cnf': `# cisco-sip-model 7940\n${one}`,
          'phones/SIP000DBC001122.cnf': other,
          'a/SIP000dbc002233.cnf': one,
          'syncinfo.xml': `<IMAGE VERSION="${version}" SYNC="${version}"/>`,
          'OS79XX.TXT': version,
          'RINGLIST.DAT': list,
        },
        { 'P0S3-8-12-00.loads': 1, 'p0s3-8-12-00.sb2': 1 },
      );
      const found = findingsIn(root);
      assert.ok(found.length > 0);
    }),
    { numRuns: 200 },
  );
});
