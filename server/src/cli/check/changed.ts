/** Which files differ from a commit, as git knows it. */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { t } from '@vscode/l10n';
import { printable } from '../../formats/rules.ts';
import { UsageError } from '../command.ts';

/**
 * The files below a folder (absolute paths) that were changed since the branch left that commit, or are not in git
 * yet and not ignored by it. Deleted ones are not among them.
 */
export function changedFiles(folder: string, since: string): string[] {
  if (since === '' || since.startsWith('-')) throw new UsageError(t`not a commit: '${printable(since)}'`);
  // First, as it says in plain words when there is no repository.
  const untracked = git(folder, ['ls-files', '--others', '--exclude-standard', '-z']);
  const options = ['--name-only', '-z', '--relative', '--diff-filter=d', '--merge-base'];
  // Before the first commit everything is new.
  const isFirst = since === 'HEAD' && !hasCommits(folder);
  const tracked = isFirst
    ? git(folder, ['ls-files', '-z']).filter((name) => existsSync(join(folder, name)))
    : git(folder, ['diff', ...options, since, '--']);
  return [...tracked, ...untracked].map((name) => join(folder, name));
}

function hasCommits(folder: string): boolean {
  return spawnSync('git', ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], { cwd: folder }).status === 0;
}

/** The names that git prints. A repository's own settings must not make it start other programs. */
function git(folder: string, args: readonly string[]): string[] {
  const { error, status, stdout, stderr } = spawnSync('git', ['-c', 'core.fsmonitor=false', ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (error || status !== 0) {
    const [reason = ''] = (error?.message ?? stderr).trim().split('\n');
    throw new UsageError(t`git cannot tell what changed: ${printable(reason)}`);
  }
  return stdout.split('\0').filter((name) => name !== '');
}
