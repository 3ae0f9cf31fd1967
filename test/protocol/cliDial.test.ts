import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { project, scratchFolder } from '../support/server.ts';

const folder = scratchFolder({
  'dialplan.xml': `<DIALTEMPLATE>
  <TEMPLATE MATCH="9,......." Timeout="3" Rewrite="%1" User="Phone"/>
  <TEMPLATE MATCH="999" Timeout="0" Route="Emergency"/>
  <TEMPLATE MATCH="2..." Timeout="1"/>
  <TEMPLATE MATCH="3..." Timeout="1" Line="2"/>
</DIALTEMPLATE>
`,
  'discarded.xml': "<DIALTEMPLATE>\n  <TEMPLATE MATCH='2...' Timeout='0'/>\n</DIALTEMPLATE>\n",
  'hotline.xml': '<DIALTEMPLATE><TEMPLATE MATCH="" Timeout="0" Rewrite="100"/></DIALTEMPLATE>\n',
  'hostile.xml': '<DIALTEMPLATE><TEMPLATE MATCH="1" Timeout="0" Rewrite="\u001b[2J\u0007"/></DIALTEMPLATE>\n',
  'other.xml': '<include>\n<context name="default"/>\n</include>\n',
});
after(() => folder.remove());

const plan = join(folder.path, 'dialplan.xml');

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(project, 'dist', 'cli.js'), 'dial', ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

interface Row {
  input: string;
  steps: { input: string; verdict: string; secondaryTone: string | null; complete: number[]; pending: number[] }[];
}

const rows = (...args: string[]) => JSON.parse(run(...args, '--json').stdout) as Row[];

test('json tells for each number what the phone does, and each key that led there', () => {
  const [row, ...others] = rows(plan, '91234567');
  assert.deepEqual(others, []);
  assert.ok(row);
  const { steps, ...rest } = row;
  assert.deepEqual(rest, {
    input: '91234567',
    verdict: 'wait',
    template: 0,
    timeoutSeconds: 3,
    secondaryTone: null,
    sends: '1234567',
    uri: { user: '1234567', parameter: 'user=phone' },
  });
  assert.equal(steps.length, 8);
  assert.deepEqual(steps[0], {
    input: '9',
    verdict: 'wait',
    template: null,
    timeoutSeconds: 10,
    secondaryTone: 'Bellcore-Outside',
    sends: '9',
    uri: { user: '9', parameter: null },
    complete: [],
    pending: [0, 1],
  });
});

test('a number that the phone dials early has no steps behind that', () => {
  const [row] = rows(plan, '999123');
  assert.equal(row?.input, '999123');
  assert.deepEqual(
    row.steps.map(({ input, verdict }) => [input, verdict]),
    [
      ['9', 'wait'],
      ['99', 'wait'],
      ['999', 'dial-now'],
    ],
  );
});

test('people get the keys on a time line, when the phone dials, what it sends and by which template', () => {
  const { stdout, status } = run(plan, '2001', '999123');
  assert.equal(status, 0);
  assert.match(stdout, /2 … 0 … 0 … 1 → after 1 s dials 2001 by template 3: MATCH="2\.\.\."/);
  assert.match(
    stdout,
    /at once dials 999 by template 2: MATCH="999", through the emergency proxy; 3 keys come too late/,
  );
  assert.match(run(plan, '91234567').stdout, /9 .*plays Bellcore-Outside/);
});

test('the exit status is 0 when a template dials every number, 1 when none dials one of them', () => {
  assert.equal(run(plan, '2001', '999').status, 0);
  assert.equal(run(plan, '2001', '5').status, 1);
  assert.equal(run(plan, '200').status, 1);
  assert.match(run(plan, '5').stdout, /after 10 s dials 5 as it is, by no template/);
});

test('the line decides which templates count', () => {
  assert.equal(run(plan, '3001').status, 1);
  assert.equal(run(plan, '3001', '--line', '2').status, 0);
});

test('that the phone discards the plan is said first, with the reason; json stays json', () => {
  const path = join(folder.path, 'discarded.xml');
  const { stdout, status } = run(path, '2001');
  assert.equal(status, 1);
  assert.match(stdout, /^The phone discards this plan .*discarded\.xml:2: .*double quotes/);
  assert.match(stdout, /after 10 s dials 2001 as it is/);
  const json = run(path, '2001', '--json');
  assert.equal((JSON.parse(json.stdout) as Row[]).length, 1);
  assert.match(json.stderr, /discards this plan/);
});

test('the empty number only lifts the handset', () => {
  const { stdout, status } = run(join(folder.path, 'hotline.xml'), '');
  assert.equal(status, 0);
  assert.match(stdout, /at once dials 100/);
  assert.match(run(plan, '').stdout, /waits for a key/);
});

test('wrong usage is answered with 2 and a word about it', () => {
  for (const args of [
    [],
    [plan],
    [plan, '1', '--line', '0'],
    [plan, '1', '--line', 'one'],
    [plan, '1', '--loud'],
    [join(folder.path, 'none.xml'), '1'],
    [join(folder.path, 'other.xml'), '1'],
    [folder.path, '1'],
  ]) {
    const { status, stdout, stderr } = run(...args);
    assert.equal(status, 2, args.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, /^cisco-sip: /);
  }
});

test('neither a plan nor a number can steer the terminal', () => {
  const { stdout } = run(join(folder.path, 'hostile.xml'), '1', '\u001b[31m');
  assert.match(stdout, /by template 1/);
  assert.doesNotMatch(stdout, /\u001b|\u0007/);
});
