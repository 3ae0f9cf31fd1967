import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syncPlans } from '../../../client/src/sync/syncPlan.ts';
import type { SyncState } from '../../../server/src/protocol.ts';
import { inspect } from '../../../server/src/tftproot/phones.ts';
import { tftpRoot } from '../../../server/src/tftproot/root.ts';

function state(files: Record<string, string>): SyncState {
  return inspect(
    tftpRoot(Object.keys(files), (name) => files[name]),
    () => [],
  ).sync;
}

function plans(files: Record<string, string>): string[] {
  return syncPlans(state(files)).map(({ way, from, to, replace, insert }) => {
    const places = [...replace.map(({ name }) => name), ...insert.map(({ name }) => `new ${name}`)];
    return `${way} ${from} > ${to}: ${places.join(', ')}`;
  });
}

test('equal values: SYNC alone, or both', () => {
  const files = { 'SIPDefault.cnf': 'sync: 1', 'syncinfo.xml': '<IMAGE VERSION="*" SYNC="1"/>' };
  assert.deepEqual(plans(files), ['different 1 > 2: syncinfo.xml', 'both 1 > 2: SIPDefault.cnf, syncinfo.xml']);
});

test('different values: the new ones are none of the old ones', () => {
  const files = { 'SIPDefault.cnf': 'sync: 1', 'syncinfo.xml': '<IMAGE VERSION="*" SYNC="2"/>' };
  assert.deepEqual(plans(files), ['different 2 > 3: syncinfo.xml', 'both 1 > 3: SIPDefault.cnf, syncinfo.xml']);
});

test('what is missing is written', () => {
  assert.deepEqual(plans({ 'SIPDefault.cnf': '' }), [
    'different 1 > 2: new syncinfo.xml',
    'both 1 > 2: new SIPDefault.cnf, new syncinfo.xml',
  ]);
  assert.deepEqual(plans({ 'syncinfo.xml': '<IMAGE VERSION="*" SYNC="1"/>' }), ['different 1 > 2: syncinfo.xml']);
});

test('a phone with a sync of its own is raised with the others', () => {
  const files = {
    'SIP000DBC001122.cnf': 'sync: 2',
    'SIPDefault.cnf': 'sync: 1',
    'syncinfo.xml': '<IMAGE VERSION="*" SYNC="1"/>\n<IMAGE VERSION="P0S3-8-12-00" SYNC="1"/>',
  };
  assert.deepEqual(plans(files), [
    'different 1 > 3: syncinfo.xml, syncinfo.xml',
    'both 1 > 3: SIPDefault.cnf, SIP000DBC001122.cnf, syncinfo.xml, syncinfo.xml',
  ]);
});
