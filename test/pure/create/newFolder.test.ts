/** A new TFTP folder: what is asked, what comes out, and that the checks have nothing to say about it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import questionFacts from '../../../schemas/new-folder.json' with { type: 'json' };
import { countries, dialPlanText } from '../../../server/src/create/newDialPlan.ts';
import { newFolder, type Surroundings } from '../../../server/src/create/newFolder.ts';
import { problemWithAnswer, questions } from '../../../server/src/create/questions.ts';
import { dialplan } from '../../../server/src/formats/dialplan/index.ts';
import { dial } from '../../../server/src/formats/dialplan/matcher.ts';
import type { DialPlan } from '../../../server/src/formats/dialplan/plan.ts';
import { tftpRoot } from '../../../server/src/tftproot/root.ts';
import { open } from '../../support/language.ts';
import { everythingAbout } from '../../support/shown.ts';

const empty: Surroundings = { files: [], sizeOf: () => undefined, zone: 'Europe/Berlin', year: 2026 };

function made(answers: Record<string, string>, around = empty) {
  const result = newFolder({ proxy: 'sip.example.net', ...answers }, around);
  assert.ok('files' in result, JSON.stringify(result));
  return { ...result, text: (name: string) => result.files.find((file) => file.name === name)?.text ?? '' };
}

function problems(answers: Record<string, string>, around = empty) {
  const result = newFolder({ proxy: 'sip.example.net', ...answers }, around);
  return 'problems' in result ? result.problems.map(({ question }) => question) : [];
}

/** Everything that the editor would show about the files, hints too. */
function findings(answers: Record<string, string>, around = empty): string[] {
  const { files } = made(answers, around);
  const texts = new Map(files.map(({ name, text }) => [name, text]));
  const root = tftpRoot([...around.files, ...texts.keys()], (name) => texts.get(name), around.sizeOf);
  return [...texts.keys()].flatMap((name) =>
    everythingAbout(root, name).map(({ rule, message }) => `${name}: ${rule.code} ${message}`),
  );
}

test('a name for the SIP server is enough: the rest has defaults', () => {
  const { files, notes, text } = made({});
  assert.deepEqual(
    files.map(({ name }) => name),
    ['SIPDefault.cnf', 'dialplan.xml', 'syncinfo.xml'],
  );
  assert.deepEqual(notes, []);
  assert.equal(
    text('SIPDefault.cnf'),
    `# What all phones have in common.
# A phone's own SIP<MAC>.cnf goes before what stands here.

# Files on the TFTP server
sync: "1" ; compared with SYNC in syncinfo.xml
dial_template: "dialplan" ; without .xml

# SIP server
proxy1_address: "sip.example.net"
proxy1_port: 5060
proxy_register: 1 ; 1: the phones register their lines

# Voice and keys
preferred_codec: g711alaw
dtmf_outofband: avt ; avt: as events, when the other side can take them

# Time
time_format_24hr: 1
date_format: Y-M-D
# Europe/Berlin: UTC+01:00, in summer UTC+02:00.
# Summer time begins on the last Sunday of March at 02:00 and ends on the last Sunday of October at 03:00.
time_zone: CET ; the phone's name for UTC+01:00
dst_auto_adjust: 1
dst_offset: 1
dst_start_month: March
dst_start_day: 0
dst_start_day_of_week: Sunday
dst_start_week_of_month: 8
dst_start_time: 02:00
dst_stop_month: October
dst_stop_day: 0
dst_stop_day_of_week: Sunday
dst_stop_week_of_month: 8
dst_stop_time: 03:00

# Access
telnet_level: 0 ; 0: no telnet
`,
  );
});

test('the country decides what is usual, and an answer goes before it', () => {
  const american = made({ country: 'US', codec: 'g729a' }).text('SIPDefault.cnf');
  assert.match(american, /^preferred_codec: g729a$/m);
  assert.match(american, /^time_format_24hr: 0$/m);
  assert.match(american, /^date_format: M\/D\/Y$/m);
  assert.match(made({ country: 'ca' }).text('dialplan.xml'), /MATCH="9,911"/);
});

test('what is left empty is left out', () => {
  const { text } = made({ password: '', logo: '', voicemail: '', backupProxy: '', backupProxyPort: '5070' });
  assert.doesNotMatch(text('SIPDefault.cnf'), /phone_password|logo_url|messages_uri|proxy_backup/);
});

test('every check-sync restarts the phones, whatever sync is', () => {
  assert.match(made({}).text('syncinfo.xml'), /SYNC="2"/);
  assert.match(made({ sync: '2' }).text('syncinfo.xml'), /SYNC="1"/);
});

test('a ring list names the sounds that lie in the folder, and only those that phones play', () => {
  const sizes: Record<string, number> = {
    'old-phone.pcm': 2400,
    'Old phone.raw': 480,
    'cut.raw': 241,
    'long.pcm': 24000,
  };
  const around = { ...empty, files: [...Object.keys(sizes), 'notes.txt'], sizeOf: (name: string) => sizes[name] };
  assert.equal(made({}, around).text('RINGLIST.DAT'), 'old phone\told-phone.pcm\n');
  assert.equal(made({}).text('RINGLIST.DAT'), '');
  assert.deepEqual(findings({}, around), []);
  assert.equal(made({}, { ...around, files: [...around.files, 'ringlist.dat'] }).text('RINGLIST.DAT'), '');
});

test('a folder that has one of the files already is left alone, also in another letter case', () => {
  const result = newFolder({ proxy: 'pbx' }, { ...empty, files: ['sipdefault.CNF', 'DialPlan.xml'] });
  assert.deepEqual(result, {
    problems: [{ question: null, message: 'The folder has sipdefault.CNF, DialPlan.xml already.' }],
  });
});

test('an answer that a phone would choke on is refused, with the question that it belongs to', () => {
  assert.deepEqual(problems({ proxy: '' }), ['proxy']);
  assert.deepEqual(problems({ proxy: 'sip:pbx', proxyPort: '70000', zone: 'Mars/Base' }), [
    'proxy',
    'proxyPort',
    'zone',
  ]);
  assert.deepEqual(problems({ password: 'cisco' }), ['password']);
  assert.deepEqual(problems({ password: 'x'.repeat(32) }), ['password']);
  assert.deepEqual(problems({ telnet: '2' }), ['telnet']);
  assert.deepEqual(problems({ logo: 'https://192.0.2.1/logo.bmp' }), ['logo']);
  assert.deepEqual(problems({ timeServer: 'two words', voicemail: 'a\nb' }), ['voicemail', 'timeServer']);
  assert.deepEqual(problems({ country: 'Atlantis', outsideLine: '99' }), ['country', 'outsideLine']);
  assert.deepEqual(problems({ colour: 'green' }), ['colour']);
});

test('extensions may not get into the way of emergency calls or of the outside line', () => {
  assert.deepEqual(problems({ country: 'DE', extensions: '11' }), ['extensions']);
  assert.deepEqual(problems({ country: 'DE', extensions: '112' }), ['extensions']);
  assert.deepEqual(problems({ country: 'DE', extensions: '0..' }), ['extensions']);
  assert.deepEqual(problems({ extensions: '[2-4]..' }), ['extensions']);
  assert.deepEqual(problems({ country: 'DE', extensions: '1... 2... 30' }), []);
});

test('a password never comes back in what is said about it', () => {
  const secret = `${'s3cret'.repeat(6)}"`;
  assert.doesNotMatch(JSON.stringify(newFolder({ proxy: 'pbx', password: secret }, empty)), /s3cret/);
});

test('a question knows its default, its choices, and what it depends on', () => {
  const byId = new Map(questions('Europe/Paris').map((question) => [question.id, question]));
  assert.equal(byId.get('zone')?.default, 'Europe/Paris');
  assert.ok(byId.get('zone')?.choices.some(({ value }) => value === 'Asia/Tokyo'));
  assert.deepEqual(
    byId.get('telnet')?.choices.map(({ value }) => value),
    ['0', '1'],
  );
  assert.equal(byId.get('codec')?.defaults?.values.US, 'g711ulaw');
  assert.equal(byId.get('password')?.kind, 'secret');
  assert.equal(byId.get('backupProxyPort')?.onlyWith, 'backupProxy');
  for (const question of byId.values())
    if (question.kind === 'choice')
      for (const { value } of question.choices)
        assert.equal(problemWithAnswer(question.id, { [question.id]: value }, 'UTC'), undefined, question.id);
});

// --- dial plans -----------------------------------------------------------------------------------

function planIn(text: string): DialPlan {
  return open(dialplan, { name: 'dialplan.xml', text }).document as DialPlan;
}

/** What goes out when the keys are pressed one after the other, and after how many seconds. */
function dialled(answers: Record<string, string>, keys: string): string {
  const { outcome } = dial(planIn(made(answers).text('dialplan.xml')), keys);
  const { verdict, sends } = outcome;
  return `${sends?.text} ${verdict.kind === 'dial-now' ? 'now' : verdict.seconds}`;
}

for (const [country, outside, cases] of [
  [
    'US',
    '9',
    {
      '911': '911 now',
      '9911': '911 now',
      '2001': '2001 now',
      '914155550123': '14155550123 now',
      '94155550123': '4155550123 now',
      '90114930123456': '0114930123456 5',
      '*97': '*97 2',
    },
  ],
  [
    'US',
    '',
    {
      '911': '911 now',
      '2001': '2001 3',
      '2125550123': '2125550123 now',
      '14155550123': '14155550123 now',
      '0114930123456': '0114930123456 5',
    },
  ],
  [
    'GB',
    '9',
    {
      '999': '999 now',
      '112': '112 now',
      '9112': '112 now',
      '902079460123': '02079460123 now',
      '9004930123456': '004930123456 5',
    },
  ],
  ['DE', '0', { '110': '110 now', '0112': '112 now', '0030123456': '030123456 5', '2001': '2001 now' }],
  ['FR', '0', { '15': '15 now', '018': '18 now', '00123456789': '0123456789 now', '0004930123456': '004930123456 5' }],
  ['ES', '', { '112': '112 now', '912345678': '912345678 now', '004930123456': '004930123456 5' }],
  [
    'NL',
    '0',
    { '112': '112 now', '00201234567': '0201234567 now', '008001234567': '08001234567 5', '008001234': '08001234 5' },
  ],
  ['generic', '', { '112': '112 now', '2001': '2001 3', '123456': '123456 5' }],
] as const)
  test(`the dial plan of ${country} with '${outside}' for an outside line`, () => {
    for (const [keys, expected] of Object.entries(cases))
      assert.equal(dialled({ country, outsideLine: outside }, keys), expected, keys);
  });

test('every dial plan dials all its emergency numbers at once, with every digit for an outside line', () => {
  for (const country of countries)
    for (const outsideLine of ['', ...'0123456789']) {
      const emergency = (country.answers.emergency ?? '').split(' ');
      const plan = planIn(dialPlanText({ country, outsideLine, extensions: [], emergency }));
      for (const number of emergency)
        for (const keys of [number, `${outsideLine}${number}`]) {
          const { verdict, sends } = dial(plan, keys).outcome;
          const isWhole = `${country.code} ${outsideLine}: ${keys}`;
          assert.equal(verdict.kind, 'dial-now', isWhole);
          assert.equal(sends?.text, number, isWhole);
        }
    }
});

// --- whatever is answered -------------------------------------------------------------------------

const word = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_+-]{0,13}[a-z]$/);
const host = fc.oneof(fc.constantFrom('pbx', 'sip.example.net'), fc.ipV4());
const address = fc.ipV4();
const url = word.map((path) => `http://192.0.2.80/${path}.xml`);
const choice = (id: string) =>
  fc.constantFrom(
    ...(questions('UTC').find((question) => question.id === id)?.choices ?? []).map(({ value }) => value),
  );
const maybe = (text: fc.Arbitrary<string>) => fc.oneof(fc.constant(''), text);
const port = fc.integer({ min: 1, max: 65535 }).map(String);

const anyAnswers = fc.record(
  {
    proxy: host,
    proxyPort: port,
    backupProxy: maybe(address),
    backupProxyPort: port,
    register: choice('register'),
    country: choice('country'),
    outsideLine: fc.constantFrom('', '0', '8', '9'),
    extensions: fc.constantFrom('', '2...', '3.. 4..', '5', '60 61 62', '7.......'),
    emergency: fc.constantFrom('112', '911', '112 911', '110 112'),
    voicemail: maybe(fc.constantFrom('*97', '8500', 'sip:vm@example.net')),
    codec: choice('codec'),
    dtmf: choice('dtmf'),
    timeServer: maybe(host),
    zone: choice('zone'),
    clock: choice('clock'),
    dateFormat: choice('dateFormat'),
    logo: maybe(url),
    directory: maybe(url),
    services: maybe(url),
    telnet: choice('telnet'),
    password: maybe(word.map((text) => `${text}-longer`)),
    sync: fc.constantFrom('1', '2', '2026-01', 'first'),
  },
  { requiredKeys: ['proxy'] },
);

test('behind the digit for an outside line a number of any length goes out without that digit', () => {
  for (const country of countries)
    for (const outsideLine of ['0', '9']) {
      const emergency = (country.answers.emergency ?? '').split(' ');
      const plan = planIn(dialPlanText({ country, outsideLine, extensions: [], emergency }));
      // Whoever dials an emergency number by that is put through at once.
      for (const number of ['5551212', '55', '12345', '0800123', '011441', '0033123456', '80012345678901'])
        if (!emergency.some((each) => `${outsideLine}${number}`.startsWith(each) || number.startsWith(each))) {
          const keys = `${outsideLine}${number}`;
          const { input, sends } = dial(plan, keys).outcome;
          assert.equal(sends?.text, input.slice(1), `${country.code}, ${outsideLine}: ${keys}`);
        }
    }
});

test('whatever is answered, the checks find nothing in the new folder, not even a hint', () => {
  assert.deepEqual(
    questionFacts.questions.map(({ id }) => id).sort(),
    [...new Set(fc.sample(anyAnswers, 200).flatMap((answers) => Object.keys(answers)))].sort(),
  );
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      assert.deepEqual(findings(answers), []);
    }),
    { numRuns: 200 },
  );
});

test('nonsense for an answer is refused or makes a folder without findings, and throws nothing', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...questionFacts.questions.map(({ id }) => id)), fc.string()),
      (answers) => {
        if ('files' in newFolder({ proxy: 'pbx', ...answers }, empty))
          assert.deepEqual(findings({ proxy: 'pbx', ...answers }), []);
      },
    ),
    { numRuns: 200 },
  );
});
