/** The language server is told of missing files, and anew when something has changed. */

import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import type { Uri } from 'vscode';
import { judgeAll } from '../../../client/src/boot/judge.ts';
import { MissingFilesTeller } from '../../../client/src/serving/missingFilesTeller.ts';
import type { AskedParams } from '../../../server/src/protocol.ts';
import { at, phonesOf } from '../../support/bootLog.ts';

/** Phones that are watched, and what was told, as `folder: names`. */
function watching() {
  const events = new EventEmitter();
  const on = (name: string) => (listener: () => void) => {
    events.on(name, listener);
    return { dispose: () => void events.off(name, listener) };
  };
  const seen = { list: '', folder: 'file:///tftp' as string | undefined };
  const told: string[] = [];
  const teller = new MissingFilesTeller(
    {
      get folder() {
        return seen.folder as unknown as Uri | undefined;
      },
      onDidChange: on('change'),
      phones: () => phonesOf(seen.list).map((phone) => ({ phone, judgements: judgeAll(phone, at('23:59:59')) })),
    },
    {
      onServerStart: on('start'),
      tell: async (_, params) => {
        const { folder, files } = params as AskedParams;
        told.push(`${folder}: ${files.map(({ name }) => name).join(' ')}`);
      },
    },
  );
  const change = (next: Partial<typeof seen>) => {
    Object.assign(seen, next);
    events.emit('change');
  };
  return { teller, told, change, restart: () => events.emit('start') };
}

const missing = '10:00:02 192.168.1.21 office.xml missing';

test('what is the same is not told again', () => {
  const { told, change } = watching();
  change({});
  assert.deepEqual(told, [], 'nothing is missing, and nothing was');
  for (let times = 0; times < 3; times++) change({ list: missing });
  change({});
  assert.deepEqual(told, ['file:///tftp: office.xml']);
  change({ list: `${missing}\n10:00:09 192.168.1.21 office.xml` });
  assert.deepEqual(told.slice(1), ['file:///tftp: ']);
});

test('what was told of a folder is taken back when another one is served, or none', () => {
  const { told, change, teller } = watching();
  change({ list: missing });
  change({ folder: 'file:///other' });
  assert.deepEqual(told.slice(1), ['file:///tftp: ', 'file:///other: office.xml']);
  teller.dispose();
  assert.deepEqual(told.slice(3), ['file:///other: ']);
  change({ list: '' });
  assert.equal(told.length, 4);
});

test('a language server that starts anew is told again', () => {
  const { told, change, restart } = watching();
  change({ list: missing });
  restart();
  assert.deepEqual(told, ['file:///tftp: office.xml', 'file:///tftp: office.xml']);
});
