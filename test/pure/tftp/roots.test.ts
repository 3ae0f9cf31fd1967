import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { existingRoots, usualRoots } from '../../../client/src/tftp/roots.ts';
import { folderWith } from '../../support/tftp/folders.ts';

test('the usual TFTP folders of each system are known, with where they are usual', () => {
  const paths = (platform: NodeJS.Platform) => usualRoots(platform).map(({ path }) => path);
  assert.deepEqual(paths('linux'), ['/srv/tftp', '/var/lib/tftpboot', '/tftpboot', '/srv/tftpboot']);
  assert.deepEqual(paths('darwin'), ['/private/tftpboot']);
  assert.ok(paths('win32').includes('C:\\Program Files\\Cisco\\TFTPPath'));
  assert.ok(usualRoots('linux').every(({ where }) => where !== ''));
});

test('only those that exist are offered', async (t) => {
  const folder = folderWith(t, { file: '' });
  const offered = [folder, join(folder, 'file'), join(folder, 'missing')].map((path) => ({ path, where: 'here' }));
  assert.deepEqual(await existingRoots(offered), [{ path: folder, where: 'here' }]);
});
