import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFolderSetting } from '../../../client/src/pushing/tftpFolderSetting.ts';

const around = { base: '/office/phones', home: '/home/admin' };

test('a path, absolute or from the workspace folder or the home', () => {
  assert.deepEqual(readFolderSetting('/srv/tftp/', around), { path: '/srv/tftp/' });
  assert.deepEqual(readFolderSetting(' ../tftp ', around), { path: '/office/tftp' });
  assert.deepEqual(readFolderSetting('~/tftp', around), { path: '/home/admin/tftp' });
  assert.deepEqual(readFolderSetting('.', around), { path: '/office/phones' });
  assert.equal(readFolderSetting('tftp', { ...around, base: undefined }), undefined);
});

test('a URI', () => {
  assert.deepEqual(readFolderSetting('sftp://server/srv/tftp', around), { uri: 'sftp://server/srv/tftp' });
});

test('nothing', () => {
  for (const value of ['', '  ', undefined, null, 5, {}]) assert.equal(readFolderSetting(value, around), undefined);
});
