import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type FolderParams, type FolderResult, folderRequest } from '../../server/src/protocol.ts';
import { Server } from '../support/server.ts';

let server: Server;

before(async () => {
  server = await Server.start();
});

after(async () => {
  assert.equal(await server.stop(), 0);
});

function ask(texts: Record<string, string>): Promise<FolderResult | null> {
  const params: FolderParams = { uri: 'memory://office/tftp', files: Object.keys(texts), texts };
  return server.connection.sendRequest(folderRequest, params);
}

const texts = {
  'SIPDefault.cnf': 'sync: 1\nvoip_control_port: 5070\nproxy1_port: 70000\n',
  'SIP000DBC001122.cnf': 'line1_name: 2001\n',
  'syncinfo.xml': '<IMAGE VERSION="*" SYNC="2"/>\n',
};

test('a folder is looked into wherever it lies', async () => {
  const result = await ask(texts);
  assert.deepEqual(
    result?.phones.map(({ mac, lines, port, restart }) => [mac, lines, port, restart]),
    [['000DBC001122', ['2001'], 5070, 'differs']],
  );
  assert.deepEqual(
    result?.errors.map(({ name, count }) => [name, count]),
    [['SIPDefault.cnf', 1]],
  );
  assert.equal(result?.sync.asked[0]?.text, '2');
});

test("what counts as an error is the user's choice", async () => {
  server.settings = { diagnostics: { severity: { 'cnf/out-of-range': 'warning' } } };
  assert.deepEqual((await ask(texts))?.errors, []);
  server.settings = {};
});

test('a folder of thousands of phones takes a moment', async () => {
  const many: Record<string, string> = { ...texts };
  for (let index = 0; index < 5000; index++) {
    const mac = `000DBC${index.toString(16).padStart(6, '0').toUpperCase()}`;
    many[`SIP${mac}.cnf`] = `line1_name: ${index}\nline1_authname: ${index}\nline1_password: "x"\n`;
  }
  const started = performance.now();
  assert.equal((await ask(many))?.phones.length, 5000);
  assert.ok(performance.now() - started < 10_000);
});
