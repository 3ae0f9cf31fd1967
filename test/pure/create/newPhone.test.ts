/** The file of one new phone. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newPhone, wanted } from '../../../server/src/create/newPhone.ts';
import type { NewPhone } from '../../../server/src/protocol.ts';
import { findingsOf } from '../../../server/src/tftproot/findings.ts';
import { type Files, folder } from '../../support/folder.ts';

const shared = 'proxy1_address: "pbx.example.net"\nproxy_register: 1\npreferred_codec: g711alaw\n';
const desk: NewPhone = { mac: '00:0d:bc:00:11:22', model: '7940', lines: [{ user: '2001', password: 'made-up-Kiwi' }] };

function make(phone: NewPhone, files: Files = { 'SIPDefault.cnf': shared }) {
  return newPhone(wanted(phone), folder(files));
}

function text(phone: NewPhone, files?: Files): string {
  const made = make(phone, files);
  assert.ok('file' in made, JSON.stringify(made));
  return made.file.text;
}

function problems(phone: NewPhone, files?: Files): string[] {
  const made = make(phone, files);
  return 'problems' in made ? made.problems.map(({ field, message }) => `${field}: ${message}`) : [];
}

test('a phone has what only it has; the lines that it does not use are off', () => {
  const lines = [
    { user: '2001', displayName: 'Reception', shortName: 'Desk', password: 'made-up-Kiwi' },
    { user: '2009', password: 'made-up-Fern', authName: 'door' },
  ];
  const made = make({ ...desk, model: 'CP-7960G', label: 'Reception', lines });
  assert.deepEqual(made, {
    mac: '000DBC001122',
    notes: [],
    file: {
      name: 'SIP000DBC001122.cnf',
      text: `# cisco-sip-model 7960
# What only this phone has. All else comes from SIPDefault.cnf.

# Display
phone_label: "Reception"

# Line 1
line1_name: "2001"
line1_shortname: "Desk"
line1_displayname: "Reception"
line1_authname: "2001"
line1_password: "made-up-Kiwi"

# Line 2
line2_name: "2009"
line2_authname: "door"
line2_password: "made-up-Fern"

# Lines that are not in use
line3_name: "UNPROVISIONED"
line4_name: "UNPROVISIONED"
line5_name: "UNPROVISIONED"
line6_name: "UNPROVISIONED"
`,
    },
  });
});

test('the checks find nothing in the file', () => {
  const files = { 'SIPDefault.cnf': shared, 'SIP000DBC001122.cnf': text(desk) };
  const root = folder(files);
  assert.deepEqual(findingsOf(root, root.file('SIP000DBC001122.cnf')!, String), []);
});

test('a MAC address is read in every spelling', () => {
  for (const mac of [
    '000DBC001122',
    '00-0D-BC-00-11-22',
    '000d.bc00.1122',
    ' 00 0d bc 00 11 22 ',
    'SEP000DBC001122',
    'SIP000DBC001122.cnf',
  ]) {
    const made = make({ ...desk, mac });
    assert.equal('mac' in made && made.mac, '000DBC001122', mac);
  }
});

test('what is no MAC address is refused, and not repeated: it may be a password in the wrong column', () => {
  for (const mac of ['', 'DBC001122', '000DBC0011223', 'hunter2', '1.23E+11', '01005E000001', '000000000000']) {
    const [problem = '', ...more] = problems({ ...desk, mac });
    assert.match(problem, /^mac: /, mac);
    assert.deepEqual(more, []);
    if (mac !== '') assert.ok(!problem.includes(mac), problem);
  }
});

test('an address of another maker is a remark only', () => {
  const made = make({ ...desk, mac: '00:11:32:00:11:22' });
  assert.ok('file' in made);
  assert.deepEqual(made.notes, [
    '00:11:32:00:11:22 does not begin like an address of Cisco: compare it with the label on the phone.',
  ]);
});

test('a 7940 has two lines', () => {
  const lines = [{ user: '2001' }, { user: '2002' }, { user: '2003' }];
  assert.deepEqual(problems({ ...desk, lines }), ['line3_name: A 7940 has 2 lines.']);
  assert.deepEqual(problems({ ...desk, lines, model: '7960' }), []);
  assert.deepEqual(problems({ ...desk, lines, model: '' }), []);
  assert.deepEqual(problems({ ...desk, model: '7970' }), ['model: The models are 7940 and 7960.']);
});

test('a phone that has a file already is refused, in whatever spelling and folder that lies', () => {
  for (const name of ['SIP000DBC001122.cnf', 'sip000dbc001122.cnf', 'phones/SIP000DBC001122.cnf'])
    assert.deepEqual(problems(desk, { 'SIPDefault.cnf': shared, [name]: 'line1_name: 1\n' }), [
      `mac: The folder has a file of this phone already: ${name}.`,
    ]);
});

test('the file goes where SIPDefault.cnf sends the phones', () => {
  const name = (path: string) => {
    const made = make(desk, { 'SIPDefault.cnf': `tftp_cfg_dir: "${path}"\n` });
    return 'file' in made ? made.file.name : made.problems[0]?.message;
  };
  assert.equal(name(''), 'SIP000DBC001122.cnf');
  assert.equal(name('./phones/'), 'phones/SIP000DBC001122.cnf');
  const unknown = 'SIPDefault.cnf puts the files of phones into a folder that cannot be told from here.';
  assert.equal(name('../elsewhere'), unknown);
  assert.equal(name('{$dir}'), unknown);
});

test('what SIPDefault.cnf says is not said again', () => {
  const settings = { preferred_codec: 'g711alaw', call_waiting: '0', Preferred_Codec: 'g711alaw' };
  const made = text({ ...desk, settings, lines: [{ user: '2001', password: 'x', proxy: 'pbx.example.net' }] });
  assert.doesNotMatch(made, /preferred_codec|proxy1/i);
  assert.match(made, /^call_waiting: 0$/m);
});

test('a line without a password of its own logs in with that of line 1', () => {
  const made = text({ ...desk, lines: [{ user: '2001', password: 'x' }, { user: '2002' }] });
  assert.doesNotMatch(made, /line2_(?:authname|password)/);
});

test('a phone that cannot log in is made, and that is said', () => {
  const made = make({ ...desk, lines: [{ user: '2001' }] });
  assert.ok('file' in made);
  assert.match(made.notes.join(), /line1_password/);
});

test('values are judged as in the editor, and hints do not stand in the way', () => {
  assert.match(problems({ ...desk, label: 'Far too long a label' }).join(), /^phone_label: .*11/);
  assert.match(problems({ ...desk, settings: { proxy1_port: '70000' } }).join(), /^proxy1_port: .*70000/);
  assert.deepEqual(problems({ ...desk, settings: { colour: 'green', 'line{n}_name': '1' } }), [
    'colour: There is no such parameter.',
    'line{n}_name: There is no such parameter.',
  ]);
  assert.deepEqual(problems({ ...desk, lines: [{ user: '555-0100' }] }), []);
});

test('a value that a file cannot hold is refused, and a password is not repeated', () => {
  for (const password of ['a"b;c', 'two\nlines', 'x"\u0000'])
    assert.deepEqual(
      problems({ ...desk, lines: [{ user: '2001', password }] }).map((each) => each.replace(/: .*/s, '')),
      ['line1_password'],
    );
  assert.doesNotMatch(problems({ ...desk, lines: [{ user: '2001', password: 'hunter2"; x' }] }).join(), /hunter2/);
});

test('without a folder the file lies in the root', () => {
  const made = newPhone(wanted(desk), undefined);
  assert.equal('file' in made && made.file.name, 'SIP000DBC001122.cnf');
});
