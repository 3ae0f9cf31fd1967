import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cnf } from '../../../server/src/formats/cnf/index.ts';
import type { Folder } from '../../../server/src/formats/format.ts';
import { completions, folderOf, hover, open } from '../../support/language.ts';

const defaults = 'SIPDefault.cnf';
const phone = 'SIP000DBC001122.cnf';

test('a hover tells meaning, type, range, default, place and source', () => {
  const text = hover(cnf, defaults, 'timer_reg|ister_expires: 3600 ; seconds');
  for (const part of [
    '**`timer_register_expires`**',
    '1 to 3932100',
    'seconds',
    'Default: `3600`',
    'Belongs in: `SIPDefault.cnf`',
    'How sure',
    'Sources',
  ])
    assert.ok(text.includes(part), `${part} in:\n${text}`);
});

test('a hover on a value says what this value means', () => {
  assert.match(hover(cnf, defaults, 'tos_media: |5'), /`5`: .*critical/i);
  assert.match(hover(cnf, defaults, 'time_zone: "BS|T"'), /UTC-03:00/);
  assert.match(hover(cnf, defaults, 'auto_answer: |5'), /line 1, 3/);
});

test('a numbered name is explained with its own number', () => {
  const text = hover(cnf, phone, 'proxy|2_port: 5060');
  assert.match(text, /line 2/);
  assert.doesNotMatch(text, /\{n\}/);
});

test('a wrong name is explained too, an unknown one and a comment are not', () => {
  assert.match(hover(cnf, defaults, 'register_|expires: 60'), /timer_register_expires/);
  assert.equal(hover(cnf, defaults, 'nons|ense: 1'), '');
  assert.equal(hover(cnf, defaults, 'sync: 1 ; sy|nc'), '');
});

test('a password is never shown', () => {
  const folder = folderOf(cnf, { 'SIPDefault.cnf': 'phone_password: "tr0mb0ne"' });
  assert.doesNotMatch(hover(cnf, phone, 'phone_pass|word: "clar1net"', folder), /tr0mb0ne|clar1net/);
});

test('a phone file shows what SIPDefault.cnf has for the same parameter', () => {
  const folder = folderOf(cnf, { 'SIPDefault.cnf': 'preferred_codec: g711alaw' });
  assert.match(hover(cnf, phone, 'preferred_|codec: g729a', folder), /SIPDefault.cnf has: `g711alaw`/);
});

test('an entry that a phone file leaves empty says what the phone works with, and where that comes from', () => {
  const folder = folderOf(cnf, { 'SIPDefault.cnf': 'preferred_codec: g711alaw' });
  assert.match(
    hover(cnf, phone, 'preferred_|codec: ""', folder),
    /^The phone works with `g711alaw` of SIPDefault\.cnf\./,
  );
  assert.match(hover(cnf, phone, 'tos_|media:', folder), /^The phone works with `5`, which is built in\./);
  assert.doesNotMatch(hover(cnf, phone, 'preferred_|codec: g729a', folder), /works with/);
  assert.doesNotMatch(hover(cnf, phone, 'phone_|password:', folder), /works with/);
  assert.doesNotMatch(hover(cnf, defaults, 'tos_|media:'), /works with/);
});

test('names are completed with their value as a choice, and none twice', () => {
  const offered = completions(cnf, defaults, 'sync: 1\ndtmf_out|');
  assert.equal(offered.get('dtmf_outofband'), 'sync: 1\ndtmf_outofband: ${1|avt,none,avt_always|}');
  assert.ok(!offered.has('sync'));
  assert.equal(completions(cnf, phone, '|').get('line1_displayname'), 'line1_displayname: "$1"');
});

test('a name in front of a value is replaced alone', () => {
  assert.equal(completions(cnf, defaults, 'tos|_med: 5 ; x').get('tos_media'), 'tos_media: 5 ; x');
});

test('the names that belong in the file come first', () => {
  const first = (name: string) => {
    const { document, context } = open(cnf, { name, text: '' });
    const items = cnf.complete(document, { line: 0, character: 0 }, context, { snippets: true, markdown: true });
    return items.sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1))[0]?.label;
  };
  assert.equal(first(phone), 'line1_name');
  assert.equal(first(defaults), 'image_version');
});

test('values are completed inside quotes, without quotes and right behind the colon', () => {
  assert.equal(completions(cnf, defaults, 'preferred_codec: "g7|"').get('g729a'), 'preferred_codec: "g729a"');
  assert.equal(completions(cnf, defaults, 'preferred_codec: g7|11ulaw ; c').get('g729a'), 'preferred_codec: g729a ; c');
  assert.equal(completions(cnf, defaults, 'preferred_codec:|').get('g729a'), 'preferred_codec: g729a');
  assert.equal(completions(cnf, defaults, 'time_zone: |').get('CET'), 'time_zone: CET');
  assert.equal(completions(cnf, defaults, 'dst_start_month: |').get('March'), 'dst_start_month: March');
  assert.equal(completions(cnf, defaults, 'proxy1_address: |').get('UNPROVISIONED'), 'proxy1_address: UNPROVISIONED');
});

test('files of the folder are offered for the dial plan and the image', () => {
  const folder: Folder = {
    files: [
      'dialplan.xml',
      'office.xml',
      'directory.xml',
      'P0S3-8-12-00.loads',
      'P0S3-8-12-00.sb2',
      'P003-8-12-00.sbn',
    ],
    document: (name) => (/^(?:dialplan|office)\.xml$/.test(name) ? { format: 'dialplan' } : undefined),
  };
  assert.deepEqual([...completions(cnf, defaults, 'dial_template: |', folder).keys()], ['dialplan', 'office']);
  assert.deepEqual([...completions(cnf, defaults, 'image_version: |', folder).keys()], ['P0S3-8-12-00']);
});

test('nothing is offered in a comment or for a password', () => {
  assert.equal(completions(cnf, defaults, '# pro|').size, 0);
  assert.equal(completions(cnf, defaults, 'sync: 1 ; pro|').size, 0);
  assert.equal(completions(cnf, defaults, 'phone_password: |').size, 0);
});

test('the outline is by topic and by line, without passwords', () => {
  const text = 'proxy1_address: "pbx"\ntos_media: 5\nline1_name: 2001\nline1_password: "secret"\nline2_name: 2002\n';
  const { document, context } = open(cnf, { name: phone, text });
  const outline = cnf.symbols(document, context);
  assert.deepEqual(
    outline.map(({ name, detail }) => [name, detail]),
    [
      ['Proxies', undefined],
      ['Audio', undefined],
      ['Line 1', '2001'],
      ['Line 2', '2002'],
    ],
  );
  assert.doesNotMatch(JSON.stringify(outline), /secret/);
  assert.match(JSON.stringify(outline), /critical/i);
});

test('an entry range contains its selection, as editors require', () => {
  const { document, context } = open(cnf, { name: phone, text: '  line1_name : 2001\n: 3\n' });
  for (const symbol of cnf.symbols(document, context).flatMap((group) => [group, ...(group.children ?? [])])) {
    const { range, selectionRange } = symbol;
    assert.ok(range.start.line <= selectionRange.start.line && range.end.line >= selectionRange.end.line);
    assert.ok(range.end.line > selectionRange.end.line || range.end.character >= selectionRange.end.character);
    assert.notEqual(symbol.name, '');
  }
});

test('a heading folds with its entries, a block of comments by itself', () => {
  const { document } = open(cnf, {
    name: phone,
    text: '# a\n# b\n# Line 1\nline1_name: 1\nline1_authname: 1\n\n# c\n# d\n',
  });
  assert.deepEqual(
    cnf.folding(document).map(({ startLine, endLine }) => [startLine, endLine]),
    [
      [0, 2],
      [2, 4],
      [6, 7],
    ],
  );
});

test('the web addresses of services, directory and logo can be opened', () => {
  const { document, context } = open(cnf, {
    name: defaults,
    text: 'logo_url: "http://192.0.2.1/logo.bmp" ; x\nproxy1_address: http://x\n',
  });
  assert.deepEqual(
    cnf.links(document, context).map(({ target }) => target),
    ['http://192.0.2.1/logo.bmp'],
  );
});

test('the status names the phone, its model when a line tells, and the firmware', () => {
  const folder = folderOf(cnf, { 'SIPDefault.cnf': 'image_version: P0S3-8-12-00' });
  const status = (name: string, text: string) => {
    const { document, context } = open(cnf, { name, text, folder });
    return cnf.status(document, context);
  };
  assert.deepEqual(status(phone, 'line5_name: 5'), {
    kind: 'Phone file of 00:0D:BC:00:11:22',
    model: '7960',
    firmware: 'P0S3-8-12-00',
  });
  assert.deepEqual(status(phone, 'line1_name: 5'), {
    kind: 'Phone file of 00:0D:BC:00:11:22',
    firmware: 'P0S3-8-12-00',
  });
  assert.deepEqual(status(defaults, ''), { kind: 'Defaults of all phones', firmware: 'P0S3-8-12-00' });
});
