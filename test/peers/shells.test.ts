/** The completions for shells other than bash, in those shells. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { run } from '../support/program.ts';
import { scratchFolder } from '../support/server.ts';

function scriptFor(context: TestContext, shell: string): string {
  const scratch = scratchFolder({});
  context.after(() => scratch.remove());
  const file = join(scratch.path, '_cisco-sip');
  writeFileSync(file, run(['completion', shell]).stdout);
  return file;
}

test('fish completes commands with what they do, and the values of an option', (context) => {
  const file = scriptFor(context, 'fish');
  const complete = (line: string) =>
    spawnSync('fish', ['--no-config', '-c', `source ${file}; complete -C '${line}'`], { encoding: 'utf8' }).stdout;
  assert.match(complete('cisco-sip check-'), /^check-sync\ttells phones/);
  assert.equal(complete('cisco-sip check --format g'), 'github\ngitlab\n');
});

test('zsh completes commands, options and the values of an option', (context) => {
  const file = scriptFor(context, 'zsh');
  const complete = (...words: string[]) => {
    // In place of zsh's own functions, which only a terminal has: what they are given is printed.
    const ask = `compadd() { shift; print -l -- "$@" }; _describe() { print -l -- "\${(@P)2}" }; _files() { print FILES }
      words=(${words.map((word) => `'${word}'`).join(' ')}); CURRENT=${words.length}; source ${file}`;
    const { stdout, stderr } = spawnSync('zsh', ['-f', '-c', ask], { encoding: 'utf8' });
    assert.equal(stderr, '');
    return stdout.trimEnd().split('\n');
  };
  assert.ok(complete('cisco-sip', 'c').includes('check:finds what a phone would choke on'));
  assert.deepEqual(complete('cisco-sip', 'check', '--format', ''), ['pretty', 'json', 'sarif', 'github', 'gitlab']);
  assert.ok(complete('cisco-sip', 'check', '-').includes('--fix'));
  assert.deepEqual(complete('cisco-sip', 'check', ''), ['FILES']);
});
