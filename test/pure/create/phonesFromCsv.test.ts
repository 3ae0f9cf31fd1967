/** Many new phones from a list. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newPhonesFromCsv } from '../../../server/src/create/phonesFromCsv.ts';
import { folder } from '../../support/folder.ts';

const root = folder({
  'SIPDefault.cnf': 'proxy1_address: "pbx.example.net"\nproxy_register: 1\n',
  'SIP000DBC00FFFF.cnf': 'line1_name: 1999\nline1_authname: 1999\nline1_password: x\n',
});

const file = (csv: string, index = 0) => newPhonesFromCsv(csv, root).files[index]?.text ?? '';

/** `row column: message` of everything that is wrong. */
function wrong(csv: string): string[] {
  return newPhonesFromCsv(csv, root).rows.flatMap(({ row, problems }) =>
    problems.map(({ column, message }) => `${row} ${column}: ${message}`),
  );
}

test('a list of a PBX: extension, name, secret', () => {
  const csv =
    'MAC Address;Model;Extension;Name;Secret;Label\n00-0D-BC-00-11-22;7940;2001;"Doe; Jane";made-up-Kiwi;Desk\n';
  const { files, rows, ignored } = newPhonesFromCsv(csv, root);
  assert.deepEqual(rows, [{ row: 2, file: 'SIP000DBC001122.cnf', problems: [], notes: [] }]);
  assert.deepEqual(ignored, []);
  assert.equal(
    files[0]?.text,
    `# cisco-sip-model 7940
# What only this phone has. All else comes from SIPDefault.cnf.

# Display
phone_label: "Desk"

# Line 1
line1_name: "2001"
line1_displayname: "Doe; Jane"
line1_authname: "2001"
line1_password: "made-up-Kiwi"

# Lines that are not in use
line2_name: "UNPROVISIONED"
`,
  );
});

test('more lines by number, in front or behind, and any parameter by its name', () => {
  const csv =
    'mac,line1_name,secret,Line 2 extension,line2 secret,extension 3,secret3,line4,call_waiting\n000DBC001122,2001,a,2002,b,2003,c,2004,0\n';
  const made = file(csv);
  for (const line of [
    'line1_name: "2001"',
    'line2_name: "2002"',
    'line2_password: "b"',
    'line3_name: "2003"',
    'line3_password: "c"',
    'line4_name: "2004"',
    'call_waiting: 0',
  ])
    assert.ok(made.includes(`${line}\n`), line);
});

test('columns that mean nothing here are passed over, and named', () => {
  assert.deepEqual(newPhonesFromCsv('mac,ext,Shoe size,,line7\n000DBC001122,2001,44,,1\n', root).ignored, [
    'Shoe size',
    'line7',
  ]);
});

test('a list without headings, with one twice or without rows is refused as a whole', () => {
  assert.deepEqual(wrong(''), ['1 : The list is empty.']);
  assert.deepEqual(wrong('000DBC001122,2001\n'), [
    '1 : The first row must name the columns, and no column is called mac.',
  ]);
  assert.deepEqual(wrong('mac,secret,Password\n000DBC001122,a,b\n'), [
    "1 Password: This column means the same as 'secret'.",
  ]);
  assert.deepEqual(wrong('mac,ext\n'), ['1 : There is no row below the headings.']);
});

test('a wrong row gives no file and says where and why; the others give theirs', () => {
  const csv = [
    'mac,model,extension,secret,label,proxy1_port,line3_name',
    '000DBC000001,7960,2001,a,Desk,5060,',
    'DBC000002,7960,2002,a,,,',
    '000DBC000001,7960,2003,a,,,',
    '000DBC00FFFF,7960,2004,a,,,',
    '000DBC000005,7940,2005,a,,,2006',
    '000DBC000006,7960,2006,a,Far too long a label,99999,',
    '000DBC000007,7960,2007,a,,,,extra',
    '000DBC000008,7960,2008,a,,,',
  ].join('\n');
  const { files } = newPhonesFromCsv(csv, root);
  assert.deepEqual(
    files.map(({ name }) => name),
    ['SIP000DBC000001.cnf', 'SIP000DBC000008.cnf'],
  );
  const found = wrong(csv);
  assert.deepEqual(
    found.map((each) => each.split(':')[0]),
    ['3 mac', '4 mac', '5 mac', '6 line3_name', '7 label', '7 proxy1_port', '8 '],
  );
  assert.match(found[0]!, /9 digits instead of 12/);
  assert.match(found[1]!, /Row 2 has the same MAC address/);
  assert.match(found[2]!, /already: SIP000DBC00FFFF\.cnf/);
  assert.match(found[3]!, /A 7940 has 2 lines/);
  assert.match(found[6]!, /8 cells, and there are 7 headings/);
});

test('two phones of the list with the same line are made, and both are told', () => {
  const { files, rows } = newPhonesFromCsv('mac,ext,secret\n000DBC000001,2001,a\n000DBC000002,2001,b\n', root);
  assert.equal(files.length, 2);
  for (const { notes } of rows) assert.match(notes.join(), /2001/);
});

test('no password comes back in a message', () => {
  const csv = `mac,ext,secret\nhunter2,2001,x\n000DBC000001,2001,"hunter2"";"\n000DBC000002,2001,hunter2${'x'.repeat(50)}\n`;
  const { rows } = newPhonesFromCsv(csv, root);
  assert.ok(rows.some(({ problems }) => problems.length > 0));
  assert.doesNotMatch(JSON.stringify(rows), /hunter2/);
});

test('a thousand phones with ten wrong rows: 990 files and ten messages, beside ten thousand phones', () => {
  const hex = (number: number) => number.toString(16).toUpperCase().padStart(6, '0');
  const many = folder(
    Object.fromEntries([
      ['SIPDefault.cnf', 'proxy1_address: pbx\nproxy_register: 1\n'],
      ...Array.from({ length: 10_000 }, (_, index) => [
        `SIP00036B${hex(index)}.cnf`,
        `line1_name: ${50_000 + index}\n`,
      ]),
    ]),
  );
  const list = Array.from({ length: 1000 }, (_, index) => {
    const mac = index % 100 === 7 ? `BAD${index}` : `000DBC${hex(index)}`;
    return `${mac},7960,${2000 + index},Person ${index},secret-${index}`;
  });
  const started = performance.now();
  const { files, rows } = newPhonesFromCsv(['mac,model,extension,name,secret', ...list].join('\r\n'), many);
  const took = performance.now() - started;
  assert.equal(files.length, 990);
  assert.deepEqual(
    rows.flatMap(({ row, problems }) => problems.map(({ column }) => `${row} ${column}`)),
    Array.from({ length: 10 }, (_, index) => `${index * 100 + 9} mac`),
  );
  assert.deepEqual(
    rows.flatMap(({ notes }) => notes),
    [],
  );
  assert.ok(took < 10_000, `${took} ms`);
});
