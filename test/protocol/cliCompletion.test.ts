/** What a shell completes. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { run } from '../support/program.ts';

const script = run(['completion', 'bash']).stdout;

/** What bash offers for the last of these words. */
function offered(...words: string[]): string[] {
  const ask = `${script}
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_cisco_sip
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', ask, 'bash', ...words], { encoding: 'utf8' });
  assert.equal(stderr, '');
  return stdout.split('\n').filter((line) => line !== '');
}

test('bash completes commands, their options, and the values of an option', () => {
  assert.deepEqual(offered('cisco-sip', 'ch'), ['check', 'check-sync']);
  assert.deepEqual(offered('cisco-sip', 'check', '--f'), ['--fix', '--format']);
  assert.deepEqual(offered('cisco-sip', 'check', '--format', 'g'), ['github', 'gitlab']);
  assert.deepEqual(offered('cisco-sip', 'completion', ''), ['bash', 'zsh', 'fish']);
});

test('where a file is wanted bash offers nothing of its own, so that it completes file names', () => {
  assert.deepEqual(offered('cisco-sip', 'check', ''), []);
});

test('another shell is refused', () => {
  assert.equal(run(['completion', 'tcsh']).status, 2);
  assert.equal(run(['completion']).status, 2);
});
