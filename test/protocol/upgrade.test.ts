/** An upgrade as an editor leads through it: it asks where the folder stands, takes one step, and asks again. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  type UpgradePlanParams,
  type UpgradePlanResult,
  type UpgradeStepParams,
  type UpgradeStepResult,
  upgradePlanRequest,
  upgradeStepRequest,
} from '../../server/src/protocol.ts';
import { applyEdit } from '../support/applyEdit.ts';
import { filesOf } from '../support/images.ts';
import { everything, Server, scratchFolder } from '../support/server.ts';

const images = ['P0S30202', 'P0S3-04-4-00', 'P0S3-06-3-00', 'P0S3-8-12-00'];
const folder = scratchFolder({
  'SIPDefault.cnf': '# image_version is yet to come\r\ntos_media: 5\r\n',
  'SIP000DBC001122.cnf': 'line1_name: 2001\n',
  'SIP000DBC003344.cnf': 'line1_name: 2002\nimage_version: P0S30101\n',
  ...Object.fromEntries(images.flatMap(filesOf).map((name) => [name, 'x'])),
});
const other = scratchFolder({ 'notes.txt': 'nothing of ours\n' });
let server: Server;

before(async () => {
  const workspace = { ...everything.workspace, workspaceEdit: { documentChanges: true } };
  server = await Server.start({ ...everything, workspace });
});

after(async () => {
  assert.equal(await server.stop(), 0);
  assert.equal(server.log, '');
  folder.remove();
  other.remove();
});

const plan = (params: UpgradePlanParams) =>
  server.connection.sendRequest<UpgradePlanResult>(upgradePlanRequest, params);
const step = (params: UpgradeStepParams) =>
  server.connection.sendRequest<UpgradeStepResult>(upgradeStepRequest, params);

const text = (name: string) => readFileSync(fileURLToPath(folder.uri(name)), 'utf8');

test('a folder that names no image yet has no plan until it is said what the phones run', async () => {
  const asked = await plan({ uri: folder.uri('') });
  assert.equal(asked?.plan, null);
  assert.equal(asked.state.newest, 'P0S3-8-12-00');
  assert.deepEqual(asked.state.ownImages, [{ image: 'P0S30101', phones: 1 }]);
  const known = await plan({ uri: folder.uri('SIP000DBC001122.cnf'), from: 'sccp' });
  assert.ok(known?.plan && 'steps' in known.plan);
  assert.deepEqual(
    known.plan.steps.map(({ to }) => to),
    images,
  );
  assert.equal(known.sync, null);
  assert.equal(known.displays.length, 4);
});

test('the guide takes one step after the other and is told each time where it stands', async () => {
  let from: string | undefined = 'sccp';
  for (const to of images) {
    const asked = await plan({ uri: folder.uri(''), ...(from && { from }) });
    assert.ok(asked?.plan && 'steps' in asked.plan);
    const [next] = asked.plan.steps;
    assert.ok(next);
    assert.equal(next.to, to);
    const taken = await step({ uri: folder.uri('SIPDefault.cnf'), ...asked.plan });
    assert.deepEqual(taken?.step, next);
    assert.deepEqual(taken.notes[0]?.uris, [folder.uri('SIP000DBC003344.cnf')]);
    await applyEdit(server, taken.edit);
    // From now on the folder says it.
    from = undefined;
  }
  const done = await plan({ uri: folder.uri('') });
  assert.deepEqual(done?.plan, { from: 'P0S3-8-12-00', to: 'P0S3-8-12-00', steps: [] });
  assert.equal(done.state.between, null);
  assert.equal(text('OS79XX.TXT'), 'P003-8-12-00\n');
  assert.match(text('SIPDefault.cnf'), /image_version: P0S3-8-12-00\r\n/);
  assert.doesNotMatch(text('SIPDefault.cnf'), /[^\r]\n/);
  assert.equal(text('SIP000DBC003344.cnf'), 'line1_name: 2002\nimage_version: P0S30101\n');
});

test('no way and no step are answers', async () => {
  const back = await plan({ uri: folder.uri(''), to: 'P0S3-04-4-00' });
  assert.ok(back?.plan && 'impossible' in back.plan);
  assert.match(back.plan.impossible.text, /cannot go back/);
  assert.equal(await step({ uri: folder.uri(''), from: 'P0S3-8-12-00', to: 'P0S3-04-4-00' }), null);
  assert.equal(await step({ uri: folder.uri(''), from: 'P0S3-8-12-00', to: 'P0S3-8-12-00' }), null);
});

test('a folder of others has no images, and what lies on no disk has no folder', async () => {
  const empty = await plan({ uri: other.uri('') });
  assert.deepEqual([empty?.plan, empty?.state.stored], [null, []]);
  assert.equal(await plan({ uri: 'untitled:SIPDefault.cnf' }), null);
});
