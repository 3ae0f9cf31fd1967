import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inWords, PushTrouble } from '../../../client/src/tftp/words.ts';
import { coded } from '../../support/tftp/memoryStore.ts';

const write = { folder: '/srv/tftp', name: 'phones/SIP000DBC001122.cnf', doing: 'write', platform: 'linux' } as const;

test('every usual failure is told in plain words, with what to do', () => {
  for (const [code, words] of [
    ['ENOSPC', /The disk that holds \/srv\/tftp is full: free some space and push again/],
    ['EDQUOT', /quota/],
    ['EROFS', /read-only: mount it for writing/],
    [
      'EACCES',
      /You may not write to \/srv\/tftp\/phones, which belongs to another user: .* sudo chown "\$USER" \/srv\/tftp\/phones/,
    ],
    ['EPERM', /You may not write/],
    ['ENOENT', /is not there \(any more\): create it/],
    ['EISDIR', /is a folder, not a file/],
    ['ENOTDIR', /is a file where a folder is needed/],
    ['ENAMETOOLONG', /shorten it/],
    ['EOUTSIDE', /symbolic link that leads out of the folder/],
    ['ELOOP', /symbolic link/],
    ['EBUSY', /Another program holds/],
    ['EIO', /reports a fault \(EIO\)/],
    ['ESTALE', /The connection to \/srv\/tftp was lost/],
    ['EMFILE', /too many files open/],
  ] as const) {
    const text = inWords(coded(code), write);
    assert.match(text, words, code);
    assert.match(text, /^[A-Z/].*\.$/, code);
    assert.ok(!text.includes('undefined'));
  }
});

test('failures of the editor and of its remote folders are told in the same words', () => {
  for (const [theirs, ours] of [
    ['NoPermissions', 'EACCES'],
    ['FileNotFound', 'ENOENT'],
    ['FileIsADirectory', 'EISDIR'],
    ['FileNotADirectory', 'ENOTDIR'],
    ['Unavailable', 'ESTALE'],
  ] as const)
    assert.equal(inWords(coded(theirs), write), inWords(coded(ours), write));
});

test('the command that is named can be copied, whatever the folder is called', () => {
  const text = inWords(coded('EACCES'), { ...write, folder: "/srv/it's tftp", name: 'a.cnf' });
  assert.ok(text.includes(`sudo chown "$USER" '/srv/it'\\''s tftp'`), text);
  const windows = inWords(coded('EACCES'), { ...write, platform: 'win32' });
  assert.ok(!windows.includes('sudo'));
  assert.match(windows, /administrator/);
});

test('a file that may not be read is told as such', () => {
  const text = inWords(coded('EACCES'), { ...write, name: 'a.cnf', doing: 'read' });
  assert.match(text, /You may not read \/srv\/tftp\/a.cnf: .*sudo chmod a\+r \/srv\/tftp\/a.cnf/);
  assert.match(inWords(coded('EACCES'), { ...write, name: '', doing: 'read' }), /You may not read \/srv\/tftp: /);
});

test('an unknown failure is told as it is', () => {
  assert.equal(inWords(new Error('odd'), write), '/srv/tftp/phones/SIP000DBC001122.cnf could not be written: odd.');
  assert.equal(
    inWords('odd', { ...write, doing: 'read' }),
    '/srv/tftp/phones/SIP000DBC001122.cnf could not be read: odd.',
  );
  assert.equal(inWords(new PushTrouble('In words.'), write), 'In words.');
});
