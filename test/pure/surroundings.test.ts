/** Where TFTP folders lie, told from what folders hold. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { URI } from 'vscode-uri';
import type { Entry } from '../../server/src/platform.ts';
import { filesIn, rootAbove, rootsBelow } from '../../server/src/surroundings.ts';

/** A disk with these files, at `memory:`. */
function disk(...files: string[]): (folder: URI) => Promise<readonly Entry[] | undefined> {
  return async ({ path }) => {
    const prefix = path === '/' ? '/' : `${path}/`;
    const inside = files.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length));
    if (inside.length === 0) return undefined;
    const folders = inside.filter((name) => name.includes('/')).map((name) => name.slice(0, name.indexOf('/')));
    return [
      ...[...new Set(folders)].map((name) => ({ name, isFolder: true })),
      ...inside.filter((name) => !name.includes('/')).map((name) => ({ name, isFolder: false })),
    ];
  };
}

const at = (path: string) => URI.parse(`memory:${path}`);
const paths = (uris: readonly URI[]) => uris.map(({ path }) => path);

test('a folder has its own files and those up to two levels below, but not those of another TFTP folder or hidden ones', async () => {
  const list = disk(
    '/tftp/SIPDefault.cnf',
    '/tftp/.git/config',
    '/tftp/.hidden',
    '/tftp/phones/SIP000DBC001122.cnf',
    '/tftp/phones/floor2/SIP000DBC001133.cnf',
    '/tftp/phones/floor2/deep/notes.txt',
    '/tftp/office/sipdefault.cnf',
  );
  assert.deepEqual(await filesIn(list, at('/tftp')), [
    'SIPDefault.cnf',
    'phones/SIP000DBC001122.cnf',
    'phones/floor2/SIP000DBC001133.cnf',
  ]);
});

test('of a folder that cannot be listed nothing is said', async () => {
  assert.equal(await filesIn(disk('/elsewhere/a'), at('/tftp')), undefined);
});

test('a TFTP folder is one with a SIPDefault.cnf, or with the files of phones and none further up', async () => {
  const list = disk(
    '/site/office/SIPDefault.cnf',
    '/site/office/phones/SIP000DBC001122.cnf',
    '/site/lab/SIP000DBC001133.cnf',
    '/site/node_modules/x/SIPDefault.cnf',
    '/site/docs/readme.md',
  );
  assert.deepEqual(paths(await rootsBelow(list, at('/site'))), ['/site/office', '/site/lab']);
});

test("a phone's file belongs to the nearest folder upwards with a SIPDefault.cnf, else to its own", async () => {
  const list = disk('/tftp/SIPDefault.cnf', '/tftp/phones/SIP000DBC001122.cnf', '/lab/phones/SIP000DBC001133.cnf');
  assert.equal((await rootAbove(list, at('/tftp/phones'))).path, '/tftp');
  assert.equal((await rootAbove(list, at('/lab/phones'))).path, '/lab/phones');
  assert.equal((await rootAbove(list, at('/tftp/phones/floor2'))).path, '/tftp');
});
