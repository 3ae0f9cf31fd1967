/** `cisco-sip dial --tests`, `cisco-sip check` on expectations, and `cisco-sip convert-dial-plan`. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { project, scratchFolder } from '../support/server.ts';

const plan = `<DIALTEMPLATE>
  <TEMPLATE MATCH="911" Timeout="0"/>
  <TEMPLATE MATCH="2..." Timeout="1"/>
  <TEMPLATE MATCH="*" Timeout="5"/>
</DIALTEMPLATE>
`;
const folder = scratchFolder({
  'good.xml': plan,
  'good.tests': '# Expectations about a dial plan\n2001  dials after 1 s\n911  now\n',
  'bad.xml': plan,
  'bad.tests': '2001  dials after 1 s\n911  waits\n12  dails\nline two\n',
  'discarded.xml': "<DIALTEMPLATE><TEMPLATE MATCH='1'/></DIALTEMPLATE>\n",
  'none.xml': plan,
  'hostile.tests': '1  dials "\u001b[2J"\n',
  'extensions.conf': 'exten => _2XXX,1,Dial(PJSIP/${EXTEN})\nexten => _9Q,1,Answer()\n',
  'empty.conf': '; nothing\n',
});
after(() => folder.remove());

const path = (name: string) => join(folder.path, name);

function run(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(project, 'dist', 'cli.js'), ...args], {
    encoding: 'utf8',
    input,
  });
  return { status, stdout, stderr };
}

const dialTests = (...args: string[]) => run(['dial', ...args]);

test('the expectations beside a plan are run, and all met is success', () => {
  const { status, stdout } = dialTests(path('good.xml'), '--tests');
  assert.equal(status, 0);
  assert.match(stdout, /^ {3}2 {2}met {6}2001 {2}dials after 1 s\n/);
  assert.match(stdout, /\n2 expectations: 2 met, 0 not met\n$/);
});

test('one that is not met, or not understood, is failure, and what the phone does is told', () => {
  const { status, stdout } = dialTests(path('bad.xml'), '--tests');
  assert.equal(status, 1);
  assert.match(stdout, /2 {2}not met {2}911 {2}waits\n +The phone dials 911 now by template 1/);
  assert.match(stdout, /3 {2}not met {2}12 {2}dails\n +An expectation has no word "dails"/);
  assert.match(stdout, /4 {2}not met/);
  assert.match(stdout, /\n4 expectations: 1 met, 3 not met\n$/);
});

test('another file of expectations can be named', () => {
  assert.equal(dialTests(path('none.xml'), '--tests', path('good.tests')).status, 0);
});

test('json is for programs', () => {
  const { status, stdout } = dialTests(path('bad.xml'), '--tests', '--json');
  assert.equal(status, 1);
  const { results, ...rest } = JSON.parse(stdout) as {
    results: { line: number; expectation: string; passed: boolean }[];
  };
  assert.deepEqual(rest, { plan: path('bad.xml'), tests: path('bad.tests'), passed: 1, failed: 3 });
  assert.deepEqual(
    results.map(({ line, expectation, passed }) => [line, expectation, passed]),
    [
      [1, '2001  dials after 1 s', true],
      [2, '911  waits', false],
      [3, '12  dails', false],
      [4, '', false],
    ],
  );
});

test('that the phone discards the plan is said first', () => {
  assert.match(
    dialTests(path('discarded.xml'), '--tests', path('good.tests')).stdout,
    /^The phone discards this plan .*double quotes/,
  );
});

test('check runs the expectations too, and fails when one is not met', () => {
  const { status, stdout } = run(['check', path('bad.tests')]);
  assert.equal(status, 1);
  assert.match(stdout, /2:6 .*error .*Not met: with bad\.xml the phone dials 911 now/);
  assert.equal(run(['check', path('good.tests')]).status, 0);
});

test('wrong usage is answered with 2', () => {
  for (const args of [
    ['--tests'],
    [path('none.xml'), '--tests'],
    [path('good.xml'), '--tests', path('good.tests'), '911'],
    [path('good.xml'), '--tests', '--line', '2'],
  ])
    assert.equal(dialTests(...args).status, 2, args.join(' '));
  for (const args of [[], [path('gone.conf')], ['a', 'b']])
    assert.equal(run(['convert-dial-plan', ...args]).status, 2, args.join(' '));
});

test('expectations cannot steer the terminal', () => {
  const { stdout } = dialTests(path('good.xml'), '--tests', path('hostile.tests'));
  assert.match(stdout, /not met/);
  assert.doesNotMatch(stdout, /\u001b/);
});

test('converting prints the plan, and apart from it what could not be expressed', () => {
  const { status, stdout, stderr } = run(['convert-dial-plan', path('extensions.conf')]);
  assert.equal(status, 0);
  assert.equal(stdout, '<DIALTEMPLATE>\n  <TEMPLATE MATCH="2..." Timeout="0"/>\n</DIALTEMPLATE>\n');
  assert.equal(stderr, `${path('extensions.conf')}:2: '_9Q' holds 'Q', which is no key of a phone. It is left out.\n`);
});

test('- reads the standard input; a text without patterns is failure', () => {
  assert.match(run(['convert-dial-plan', '-'], '_2XX\n').stdout, /MATCH="2\.\."/);
  const { status, stderr } = run(['convert-dial-plan', path('empty.conf')]);
  assert.equal(status, 1);
  assert.match(stderr, /No pattern was found/);
});
