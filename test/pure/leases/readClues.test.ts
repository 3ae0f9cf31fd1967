/** Lease files as they lie on a disk. */

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readClues } from '../../../client/src/phones/readClues.ts';

test('each file is read as what it is; what is not there tells nothing', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'cisco-leases-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const files = {
    dnsmasq: '4102444800 00:0d:bc:00:00:01 192.0.2.1 * *\n',
    isc: 'lease 192.0.2.2 {\n  ends never;\n  hardware ethernet 00:0d:bc:00:00:02;\n}\n',
    kea: 'address,hwaddr,client_id,valid_lifetime,expire,state\n192.0.2.3,00:0d:bc:00:00:03,,3600,4102444800,0\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, 'folder'));
  const clues = await readClues([...Object.keys(files), 'folder', 'nothing'].map((name) => join(folder, name)));
  const leased = clues.filter(({ source }) => source === 'leased');
  assert.deepEqual(
    leased.map(({ mac, address }) => `${mac} ${address}`),
    ['000DBC000001 192.0.2.1', '000DBC000002 192.0.2.2', '000DBC000003 192.0.2.3'],
  );
});

test('the usual places and the networks of this computer can be read wherever this runs', async () => {
  for (const { mac, source } of await readClues([])) {
    assert.match(mac, /^[0-9A-F]{12}$/);
    assert.ok(source === 'leased' || source === 'heard', source);
  }
});
