/** The hooks for pre-commit, installed and run by pre-commit itself. */

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { unpackNpmPackage } from '../../support/npmPackage.ts';
import { project, scratchFolder } from '../../support/server.ts';

const scratch = scratchFolder({});
const hooks = join(scratch.path, 'hooks', 'package');
const repository = join(scratch.path, 'repository');
const env = {
  ...process.env,
  PRE_COMMIT_HOME: join(scratch.path, 'cache'),
  // The hook's package has all that it needs in it: nothing is to be fetched.
  npm_config_offline: 'true',
  PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  GIT_CONFIG_GLOBAL: '/dev/null',
  ...Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((who) => [
      [`GIT_${who}_NAME`, 'Test'],
      [`GIT_${who}_EMAIL`, 'test@example.com'],
    ]),
  ),
};

function git(cwd: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd, env, encoding: 'utf8' });
}

after(() => scratch.remove());

/** Commits what is there; gives what the hooks said when they refused. */
function commit(): string | undefined {
  git(repository, 'add', '.');
  const { status, stdout, stderr } = spawnSync('git', ['commit', '-q', '-m', 'change'], {
    cwd: repository,
    env,
    encoding: 'utf8',
  });
  return status === 0 ? undefined : stdout + stderr;
}

before(() => {
  unpackNpmPackage(dirname(hooks));
  copyFileSync(join(project, '.pre-commit-hooks.yaml'), join(hooks, '.pre-commit-hooks.yaml'));
  // What npm would fetch for it is in its programs already.
  const {
    dependencies: _,
    devDependencies: __,
    scripts: ___,
    ...manifest
  } = JSON.parse(readFileSync(join(hooks, 'package.json'), 'utf8')) as Record<string, unknown>;
  writeFileSync(join(hooks, 'package.json'), JSON.stringify(manifest));
  mkdirSync(repository);
  for (const folder of [hooks, repository]) git(folder, 'init', '-q', '-b', 'main');
  git(hooks, 'add', '-f', '.');
  git(hooks, 'commit', '-q', '-m', 'hooks');
  const rev = git(hooks, 'rev-parse', 'HEAD').trim();
  const config = `repos:\n  - repo: file://${hooks}\n    rev: ${rev}\n    hooks:\n      - id: cisco-sip-check\n`;
  writeFileSync(join(repository, '.pre-commit-config.yaml'), config);
  execFileSync('pre-commit', ['install', '--install-hooks'], { cwd: repository, env, stdio: 'ignore' });
});

test('a commit with a file that a phone would choke on is refused, and one that is mended goes through', () => {
  mkdirSync(join(repository, 'tftp'));
  const file = join(repository, 'tftp', 'SIPDefault.cnf');
  writeFileSync(file, 'tos_media: 9\n');
  const refusal = commit();
  assert.match(refusal ?? '', /tftp\/SIPDefault\.cnf[\s\S]*cnf\/out-of-range/);
  writeFileSync(file, 'tos_media: 5\n');
  assert.equal(commit(), undefined);
});

test('a commit without such files is not held up', () => {
  writeFileSync(join(repository, 'README'), 'tos_media: 9\n');
  assert.equal(commit(), undefined);
});
