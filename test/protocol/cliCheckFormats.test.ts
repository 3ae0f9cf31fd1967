/** What `cisco-sip check` prints for people, programs and the services of CI. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Ajv } from 'ajv';
import type { Log } from 'sarif';
import { ciscoSip, run } from '../support/program.ts';
import { scratchFolder } from '../support/server.ts';

const work = scratchFolder({});
after(() => work.remove());
const folder = join(work.path, 'tftp, 100%: new');
mkdirSync(folder);
writeFileSync(join(folder, 'SIPDefault.cnf'), 'tos_media: 9\nimage_version: P0S3-8-12-00\nimage_verzion: x\n');
writeFileSync(join(folder, 'syncinfo.xml'), '<IMAGE VERSION="*"\n SYNC="" >\n');
writeFileSync(join(folder, 'hints.cnf'), '# SIP Configuration Generic File\nline1_name: a-b\ntelnet_level: 2\n');

/** A check from inside the folder above, as CI runs in the folder of the project. */
function check(...args: string[]) {
  return run(['check', 'tftp, 100%: new', ...args], { cwd: work.path });
}

interface Row {
  readonly file: string;
  readonly line: number;
  readonly severity: string;
  readonly code: string;
  readonly message: string;
}

const rows = JSON.parse(check('--format', 'json').stdout) as Row[];

test('the folder that is checked here has findings of several severities', () => {
  const severities = new Set(rows.map(({ severity }) => severity));
  for (const severity of ['error', 'warning', 'hint']) assert.ok(severities.has(severity), severity);
});

test('SARIF is valid by the schema of SARIF 2.1.0', () => {
  const schema = JSON.parse(
    readFileSync(
      createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'),
      'utf8',
    ),
  ) as Record<string, unknown>;
  // It is written for draft 4, whose names of these two are others; nothing else in it differs.
  const { id: _, $schema: __, ...rest } = schema;
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  ajv.addFormat('uri', (text: string) => URL.canParse(text));
  ajv.addFormat('uri-reference', (text: string) => URL.canParse(text, 'file:///'));
  ajv.addFormat('date-time', true);
  const validate = ajv.compile(rest);
  const log = JSON.parse(check('--format', 'sarif').stdout) as unknown;
  assert.ok(validate(log), JSON.stringify(validate.errors, null, 2));
  assert.equal(validate({ version: '2.1.0', runs: [{ results: [] }] }), false);
});

test('SARIF has each finding once, with its rule, its level and the place as a relative URI', () => {
  const [sarifRun] = (JSON.parse(check('--format', 'sarif').stdout) as Log).runs;
  assert.ok(sarifRun?.results && sarifRun.tool.driver.rules);
  const { results, tool } = sarifRun;
  const levels: Record<string, string> = { error: 'error', warning: 'warning', information: 'note', hint: 'note' };
  assert.deepEqual(
    results.map(({ ruleId, level, message }) => [ruleId, level, message.text]),
    rows.map(({ code, severity, message }) => [code, levels[severity], message]),
  );
  for (const { ruleId, ruleIndex = -1 } of results) assert.equal(tool.driver.rules?.[ruleIndex]?.id, ruleId);
  const place = results.find(({ ruleId }) => ruleId === 'cnf/out-of-range')?.locations?.[0]?.physicalLocation;
  assert.equal(place?.artifactLocation?.uri, 'tftp%2C%20100%25%3A%20new/SIPDefault.cnf');
  assert.deepEqual(place?.region, { startLine: 1, startColumn: 12, endLine: 1, endColumn: 13 });
});

test('GitHub gets a command a finding, with nothing in it that would end a property', () => {
  const { stdout } = check('--format', 'github');
  const lines = stdout.trimEnd().split('\n');
  assert.equal(lines.length, rows.filter(({ severity }) => severity !== 'hint').length);
  const [error] = lines.filter((line) => line.includes('title=cnf/out-of-range'));
  assert.match(
    error ?? '',
    /^::error file=tftp%2C 100%25%3A new\/SIPDefault\.cnf,line=1,endLine=1,col=12,endColumn=13,title=cnf\/out-of-range::/,
  );
});

test('GitLab gets a code quality report whose fingerprints outlive a line that is put in above', () => {
  interface Issue {
    readonly description: string;
    readonly check_name: string;
    readonly fingerprint: string;
    readonly severity: string;
    readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
  }
  const report = () => JSON.parse(check('--format', 'gitlab').stdout) as Issue[];
  const before = report();
  assert.equal(new Set(before.map(({ fingerprint }) => fingerprint)).size, rows.length);
  assert.deepEqual(
    before.map(({ check_name, location }) => [check_name, location.path, location.lines.begin]),
    rows.map(({ code, file, line }) => [code, file, line]),
  );
  const file = join(folder, 'SIPDefault.cnf');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, `# one more line\n${text}`);
  const now = report();
  writeFileSync(file, text);
  const range = (issues: Issue[]) => issues.find(({ check_name }) => check_name === 'cnf/out-of-range');
  assert.equal(range(now)?.fingerprint, range(before)?.fingerprint);
  assert.equal(range(now)?.location.lines.begin, 2);
});

test('colours are for terminals, for those who force them, and never for those who refuse them', () => {
  const { FORCE_COLOR: _, NO_COLOR: __, ...env } = process.env;
  const coloured = (extra: NodeJS.ProcessEnv) =>
    run(['check', folder], { env: { ...env, TERM: 'xterm-256color', ...extra } }).stdout.includes('\u001b[');
  assert.equal(coloured({}), false);
  assert.equal(coloured({ FORCE_COLOR: '1' }), true);
  assert.equal(coloured({ NO_COLOR: '1' }), false);
});

test('a reader that has read enough is no failure to tell about', () => {
  writeFileSync(join(work.path, 'SIPDefault.cnf'), 'nonsense: 1\n'.repeat(20_000));
  const { stdout, stderr } = spawnSync(
    'bash',
    ['-c', '"$0" "$1" check SIPDefault.cnf | head -1', process.execPath, ciscoSip],
    {
      cwd: work.path,
      encoding: 'utf8',
    },
  );
  assert.deepEqual([stdout, stderr], ['SIPDefault.cnf\n', '']);
});
