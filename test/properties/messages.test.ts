/**
 * The server answers any order of messages. `WALKS=100 node --test test/properties/messages.test.ts` walks farther than
 * the usual few; a failure names its seed.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everything, Server, scratchFolder } from '../support/server.ts';
import { walk } from './walk.ts';

const walks = Number(process.env.WALKS ?? 3);
const steps = 600;

const files = {
  'SIPDefault.cnf': 'sync: 1\nproxy1_address: "pbx.example.net"\ndial_template: office\n',
  'SIP000DBC001122.cnf': 'line1_name: 2001\nline1_password: "x"\n',
  'SIP000DBC001133.cnf': 'line1_name: 2002\nproxy1_port: 70000\n',
  'office.xml': '<DIALTEMPLATE>\n  <TEMPLATE MATCH="2..." Timeout="1"/>\n</DIALTEMPLATE>\n',
  'office.tests': '2001  dials after 1 s\n',
  'syncinfo.xml': '<IMAGE VERSION="*" SYNC="1"/>\n',
  'OS79XX.TXT': 'P003-8-12-00\n',
  'RINGLIST.DAT': 'Ring\tring.raw\n',
  'notes.txt': 'nothing of ours\n',
};

const client = {
  ...everything,
  workspace: { ...everything.workspace, workspaceFolders: true, codeLens: { refreshSupport: true } },
};

for (let seed = 1; seed <= walks; seed++)
  test(`any order of messages is answered, and the server ends when it is told to (seed ${seed})`, async () => {
    const folder = scratchFolder(files);
    const server = await Server.start(client);
    const ground = { server, path: folder.path, uri: folder.uri, names: Object.keys(files) };
    server.connection.onRequest('workspace/workspaceFolders', () => [{ uri: folder.uri(''), name: 'tftp' }]);
    const errors = await walk(ground, seed, steps);
    const code = await server.stop();
    folder.remove();
    assert.deepEqual(errors, []);
    assert.equal(code, 0);
    assert.equal(server.stderr, '');
    assert.equal(server.log, '');
  });
