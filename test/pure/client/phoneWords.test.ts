/** What the tree of phones says. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  asCode,
  changedPhones,
  descriptionOf,
  inOrder,
  stateOf,
  titleOf,
  tooltipOf,
} from '../../../client/src/views/phoneWords.ts';
import type { PhoneItem, PhonesResult } from '../../../server/src/protocol.ts';

const reception: PhoneItem = {
  uri: 'file:///tftp/SIP001122334455.cnf',
  mac: '001122334455',
  label: 'Reception',
  lines: ['2001', '2009'],
  image: 'P0S3-8-12-00',
  model: '',
  isAskedFor: true,
  errors: 0,
  warnings: 0,
};
const unnamed: PhoneItem = {
  ...reception,
  uri: 'file:///tftp/SIP00112233AABB.cnf',
  mac: '00112233AABB',
  label: '',
  lines: [],
};

function folder(...phones: PhoneItem[]): PhonesResult {
  return [{ uri: 'file:///tftp', phones }];
}

test('a phone is called after its first line and its display, or else after its MAC address', () => {
  assert.equal(titleOf(reception), '2001 Reception');
  assert.equal(titleOf({ ...reception, label: '' }), '2001');
  assert.equal(titleOf({ ...reception, lines: [] }), 'Reception');
  assert.equal(titleOf(unnamed), '00:11:22:33:AA:BB');
});

test('behind it stand its MAC address, how many lines it has, and its image', () => {
  assert.equal(descriptionOf(reception), '00:11:22:33:44:55 · 2 lines · P0S3-8-12-00');
  assert.equal(descriptionOf({ ...reception, lines: ['2001'], image: '' }), '00:11:22:33:44:55 · 1 line');
  assert.equal(descriptionOf(unnamed), 'no lines · P0S3-8-12-00');
});

test('where it is stands in front of all that, and the tooltip says where that is known from', () => {
  assert.equal(
    descriptionOf(reception, '192.0.2.21 · seen 08:12'),
    '192.0.2.21 · seen 08:12 · 00:11:22:33:44:55 · 2 lines · P0S3-8-12-00',
  );
  const addresses = [
    { address: '192.0.2.21', source: 'asked for files 3 minutes ago' },
    { address: '192.0.2.9', source: 'you gave it 2 days ago' },
  ];
  const text = tooltipOf(reception, addresses);
  assert.match(
    text,
    /\*\*Address\*\* `192\.0\.2\.21`, asked for files 3 minutes ago\n\n\*\*Address\*\* `192\.0\.2\.9`/,
  );
});

test('a file that the phone does not ask for says so, whatever is wrong in it', () => {
  const lost = { ...reception, isAskedFor: false, errors: 3 };
  assert.equal(stateOf(lost), 'not asked for');
  assert.match(descriptionOf(lost), /^not asked for · /);
  assert.match(tooltipOf(lost), /does not ask for this file/);
});

test('otherwise the worst of its findings shows', () => {
  assert.equal(stateOf({ ...reception, errors: 1, warnings: 4 }), 'errors');
  assert.equal(stateOf({ ...reception, warnings: 4 }), 'warnings');
  assert.equal(stateOf(reception), 'fine');
});

test('resting on a phone tells what is known of it', () => {
  assert.equal(
    tooltipOf({ ...reception, model: '7940', errors: 1, warnings: 2 }).replaceAll('\n\n', '\n'),
    `**Phone** \`2001 Reception\`
**MAC address** \`00:11:22:33:44:55\`
**Lines** \`2001\`, \`2009\`
**Image** \`P0S3-8-12-00\`
**Model** \`7940\`
1 error, 2 warnings`,
  );
  assert.equal(
    tooltipOf({ ...unnamed, image: '' }).replaceAll('\n\n', '\n'),
    '**MAC address** `00:11:22:33:AA:BB`\nNo line\nNo image is named\nNo errors, no warnings',
  );
});

test('a value stays a value: links, commands and marks in it are shown as they are written', () => {
  assert.equal(asCode('[x](command:evil)'), '`[x](command:evil)`');
  assert.equal(asCode('a`b'), '``a`b``');
  assert.equal(asCode('`](command:evil)`'), '`` `](command:evil)` ``');
  assert.equal(asCode('one\n\n# two\u202e'), '`one # two`');
});

test('phones stand in the order of what they are called, numbers by their size', () => {
  const called = (line: string) => ({ ...reception, uri: `file:///tftp/${line}`, lines: [line] });
  const [sorted] = inOrder(folder(called('1000'), called('200'), unnamed, called('30')));
  assert.deepEqual(sorted?.phones.map(titleOf), [
    '00:11:22:33:AA:BB',
    '30 Reception',
    '200 Reception',
    '1000 Reception',
  ]);
});

test('only the phones that changed are drawn again', () => {
  const before = folder(reception, unnamed);
  assert.deepEqual(changedPhones(before, structuredClone(before)), []);
  assert.deepEqual(changedPhones(before, folder(reception, { ...unnamed, warnings: 1 })), [unnamed.uri]);
});

test('phones that come, go or change places are a matter of the whole tree', () => {
  assert.equal(changedPhones([], folder(reception)), 'all');
  assert.equal(changedPhones(folder(reception, unnamed), folder(reception)), 'all');
  assert.equal(changedPhones(folder(reception, unnamed), folder(unnamed, reception)), 'all');
  assert.equal(changedPhones(folder(reception), [...folder(reception), { uri: 'file:///more', phones: [] }]), 'all');
});
