import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allNames } from '../../../server/src/formats/cnf/parameters.ts';
import { effectiveText } from '../../../server/src/tftproot/effectiveText.ts';
import { effectiveValues, phoneOf } from '../../../server/src/tftproot/phone.ts';
import { type Files, folder } from '../../support/folder.ts';

const phone = 'SIP000DBC001122.cnf';

function textOf(files: Files, origins: boolean, name = phone): string {
  const root = folder(files);
  const file = root.file(name);
  const found = file && phoneOf(root, file);
  assert.ok(found);
  return effectiveText(root, found, { origins });
}

/** The lines that begin with one of the names. */
function linesOf(text: string, ...names: string[]): string[] {
  return text.split('\n').filter((line) => names.some((name) => line.startsWith(`${name}:`)));
}

const defaults = '# all\npreferred_codec: "g711ulaw"\nproxy1_address: 192.0.2.1\n';

test('it says whose it is, and for each value where it comes from', () => {
  const text = textOf({ 'SIPDefault.cnf': defaults, [phone]: 'phone_label: "Desk"\npreferred_codec: g729a' }, true);
  assert.ok(
    text.startsWith(
      '# 00:0D:BC:00:11:22 Desk\n# SIP000DBC001122.cnf, then SIPDefault.cnf, then what the phone is built with\n',
    ),
  );
  assert.deepEqual(
    linesOf(text, 'preferred_codec', 'proxy1_address', 'tos_media').map((line) => line.replace(/ +;/, ' ;')),
    [
      'proxy1_address: 192.0.2.1 ; SIPDefault.cnf line 3',
      'preferred_codec: g729a ; SIP000DBC001122.cnf line 2, replaces g711ulaw of SIPDefault.cnf line 2',
      'tos_media: 5 ; built in',
    ],
  );
});

test('the remarks stand in one column', () => {
  const text = textOf({ 'SIPDefault.cnf': defaults, [phone]: 'line1_password: "oboe"' }, true);
  const columns = text.split('\n').flatMap((line) => (line.includes('  ; ') ? [line.indexOf('  ; ')] : []));
  assert.ok(columns.length > 10);
  assert.deepEqual(new Set(columns).size, 1);
});

test('it is grouped by topic, each line by itself', () => {
  const text = textOf({ [phone]: 'line1_name: 2001\nline2_name: 2002\nline2_displayname: Anna' }, false);
  const at = (piece: string) => {
    assert.ok(text.includes(piece), `${piece} in:\n${text}`);
    return text.indexOf(piece);
  };
  const order = ['# Audio\n', '# Line 1\nline1_name: 2001\n', '# Line 2\nline2_name: 2002\nline2_displayname: Anna\n'];
  assert.deepEqual(
    order.map(at),
    order.map(at).toSorted((a, b) => a - b),
  );
});

test('of lines and proxies that are not set up nothing is said', () => {
  const text = textOf({ [phone]: 'line1_name: 2001\nproxy1_address: 192.0.2.1' }, false);
  assert.deepEqual(linesOf(text, 'proxy1_port', 'proxy2_port'), ['proxy1_port: 5060']);
  assert.doesNotMatch(text, /Line 2|line2_/);
});

test('what no file sets and nobody knows the default of is named at the end', () => {
  const text = textOf({ [phone]: '' }, false);
  const [, end] = text.split('# In no file: empty, or what the phone has stored\n');
  assert.ok(end?.split('\n').includes('# dial_template'));
  assert.ok(end?.split('\n').every((line) => line === '' || line.startsWith('# ')));
});

test('passwords are not shown, only that they are set', () => {
  const files = {
    'SIPDefault.cnf': 'phone_password: "tr0mb0ne"\nline1_password: "tuba"',
    [phone]: 'phone_password: "clar1net"\nline1_name: 2001\nline1_password: "oboe"',
  };
  for (const origins of [true, false]) {
    const text = textOf(files, origins);
    assert.doesNotMatch(text, /tr0mb0ne|clar1net|tuba|oboe/);
    assert.match(text, /^# line1_password: \(not shown\)/m);
  }
  assert.match(textOf(files, true), /replaces that of SIPDefault\.cnf line 2/);
});

test('two phones with the same values have the same text, so that a comparison shows what differs', () => {
  const other = 'SIP000DBC003344.cnf';
  const files = {
    'SIPDefault.cnf': defaults,
    [phone]: 'line1_name: 2001\ntos_media: 3\npreferred_codec: g711ulaw',
    [other]: '# the same in another order\ntos_media: "3"\n\nline1_name: 2001',
  };
  assert.equal(textOf(files, false), textOf(files, false, other));
  assert.notEqual(textOf(files, true), textOf(files, true, other));
  const changed = textOf({ ...files, [other]: 'line1_name: 2001\ntos_media: 4' }, false, other).split('\n');
  assert.deepEqual(
    textOf(files, false)
      .split('\n')
      .filter((line) => !changed.includes(line)),
    ['tos_media: 3'],
  );
});

test('of several entries the last counts, and one without a value sets nothing', () => {
  const text = textOf({ 'SIPDefault.cnf': 'sync: 7', [phone]: 'tos_media: 1\ntos_media: 2\nsync: ""' }, false);
  assert.deepEqual(linesOf(text, 'sync', 'tos_media'), ['sync: 7', 'tos_media: 2']);
});

test('a phone in another folder and in another letter case has its text', () => {
  const name = 'phones/sip000dbc001122.cnf';
  const text = textOf({ 'SIPDefault.cnf': 'tftp_cfg_dir: phones', [name]: 'sync: 2' }, true, name);
  assert.match(text, /^# phones\/sip000dbc001122\.cnf, then SIPDefault\.cnf/m);
});

test('a placeholder is shown as it is', () => {
  assert.deepEqual(linesOf(textOf({ [phone]: 'phone_label: {$label}' }, false), 'phone_label'), [
    'phone_label: {$label}',
  ]);
});

test('the name of a file cannot begin a line of its own', () => {
  const name = 'a\nsync: 9\n/SIP000DBC001122.cnf';
  const text = textOf({ [name]: 'sync: 2' }, true, name);
  assert.deepEqual(linesOf(text, 'sync').length, 1);
  assert.match(text, /^# a\uFFFDsync: 9\uFFFD\/SIP/m);
});

test('the text is a .cnf file that sets the same values', () => {
  const names = fc.constantFrom(...allNames.filter(({ parameter }) => !parameter.secret).map(({ name }) => name));
  const pieces = fc.constantFrom('a', '1', ' ', ';', '#', ' # ', '"', ':', '=', '{$x}', '\t', '\u00A0', 'ü', '\u202E');
  const value = fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join(''));
  const entry = fc.tuple(names, value).map(([name, text]) => `${name}: ${text}`);
  const quoted = fc.tuple(names, value).map(([name, text]) => `${name}: "${text}`);
  const text = fc.array(fc.oneof(entry, quoted), { maxLength: 12 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, fc.boolean(), (own, shared, origins) => {
      const before = folder({ 'SIPDefault.cnf': shared, [phone]: own });
      const after = folder({ [phone]: textOf({ 'SIPDefault.cnf': shared, [phone]: own }, origins) });
      const valuesIn = (root: typeof before) => {
        const file = root.file(phone);
        const found = file && phoneOf(root, file);
        assert.ok(found);
        return effectiveValues(found).map((effective) => effective.text);
      };
      assert.deepEqual(valuesIn(after), valuesIn(before));
    }),
    { numRuns: 200 },
  );
});
