/** What an editor asks before it makes a folder or phones, and what it gets to write. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type CheckAnswerResult,
  checkAnswerRequest,
  type NewDialPlanResult,
  type NewFolderQuestionsResult,
  type NewFolderResult,
  type NewPhonesResult,
  newDialPlanRequest,
  newFolderQuestionsRequest,
  newFolderRequest,
  newPhonesRequest,
} from '../../server/src/protocol.ts';
import { Server, scratchFolder } from '../support/server.ts';

const folder = scratchFolder({
  'SIPDefault.cnf': 'proxy1_address: "pbx.example.net"\nproxy_register: 1\ndial_template: dialplan\n',
  'dialplan.xml': '<DIALTEMPLATE>\n  <TEMPLATE MATCH="*" Timeout="5"/>\n</DIALTEMPLATE>\n',
  'SIP000DBC001122.cnf': 'line1_name: 2001\nline1_authname: 2001\nline1_password: "x"\n',
});
const empty = scratchFolder({ 'tone.pcm': new Uint8Array(480) });
let server: Server;

before(async () => {
  server = await Server.start();
});

after(async () => {
  assert.equal(await server.stop(), 0);
  assert.equal(server.log, '');
  folder.remove();
  empty.remove();
});

const ask = <R>(method: string, params?: object) => server.connection.sendRequest<R>(method, params);
const root = folder.uri('').replace(/\/$/, '');

test('the questions come with their choices and defaults, and an answer is checked as it is typed', async () => {
  const questions = await ask<NewFolderQuestionsResult>(newFolderQuestionsRequest);
  assert.equal(questions[0]?.id, 'proxy');
  assert.equal(questions[0]?.required, true);
  const check = (question: string, text: string) =>
    ask<CheckAnswerResult>(checkAnswerRequest, { question, answers: { [question]: text } });
  assert.equal((await check('proxy', 'sip.example.net')).problem, null);
  assert.match((await check('proxy', 'sip:pbx')).problem ?? '', /sip:/);
});

test('a new folder: texts for the client to write, with the rings that lie there', async () => {
  const params = { uri: empty.uri(''), answers: { proxy: 'pbx', zone: 'Europe/Paris', country: 'FR' } };
  const { files, problems } = await ask<NewFolderResult>(newFolderRequest, params);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    files.map(({ name }) => name),
    ['SIPDefault.cnf', 'dialplan.xml', 'syncinfo.xml', 'RINGLIST.DAT'],
  );
  assert.equal(files[3]?.text, 'tone\ttone.pcm\n');
});

test('a folder that is there already, and one that no disk has', async () => {
  const there = await ask<NewFolderResult>(newFolderRequest, { uri: root, answers: { proxy: 'pbx' } });
  assert.deepEqual(there.files, []);
  assert.deepEqual(
    there.problems.map(({ question }) => question),
    [null],
  );
  const virtual = await ask<NewFolderResult>(newFolderRequest, { uri: 'memfs:/tftp', answers: { proxy: 'pbx' } });
  assert.equal(virtual.files.length, 3);
});

test('new phones: those of a form, and those of a list', async () => {
  const phones = [
    { mac: '000DBC00AAAA', model: '7940', lines: [{ user: '2002', password: 'x' }] },
    { mac: '000DBC001122', lines: [] },
  ];
  const form = await ask<NewPhonesResult>(newPhonesRequest, { uri: root, phones });
  assert.equal(form.uri.replace(/\/$/, ''), root);
  assert.deepEqual(
    form.files.map(({ name }) => name),
    ['SIP000DBC00AAAA.cnf'],
  );
  assert.deepEqual(
    form.rows.map(({ row, file, problems }) => [row, file, problems.map(({ column }) => column)]),
    [
      [1, 'SIP000DBC00AAAA.cnf', []],
      [2, null, ['mac']],
    ],
  );
  const csv = 'mac,ext,secret\n000DBC00BBBB,2001,x\n';
  const list = await ask<NewPhonesResult>(newPhonesRequest, { uri: `${root}/`, csv });
  assert.deepEqual(list.rows[0]?.file, 'SIP000DBC00BBBB.cnf');
  assert.match(list.rows[0]?.notes.join() ?? '', /SIP000DBC001122\.cnf/);
});

test('the dial plan that a phone asks for in vain', async () => {
  const { text } = await ask<NewDialPlanResult>(newDialPlanRequest, {});
  assert.match(text, /^<DIALTEMPLATE>\n {2}<TEMPLATE MATCH="\*" Timeout="5"\/>\n<\/DIALTEMPLATE>\n$/);
});

test('new phones where there is no disk', async () => {
  const phones = [{ mac: '000DBC00AAAA', lines: [{ user: '1' }] }];
  const { uri, files } = await ask<NewPhonesResult>(newPhonesRequest, { uri: 'memfs:/tftp', phones });
  assert.equal(uri, 'memfs:/tftp');
  assert.equal(files.length, 1);
});
