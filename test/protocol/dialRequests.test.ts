/** What the dial plan workbench asks a real server. */

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  type ConvertDialPlanResult,
  convertDialPlanRequest,
  type DialPlanResult,
  type DialResult,
  type DialTestsResult,
  dialPlanRequest,
  dialRequest,
  dialTestsRequest,
  phonesChangedNotification,
} from '../../server/src/protocol.ts';
import { Server, scratchFolder } from '../support/server.ts';

const plan = `<DIALTEMPLATE>
  <TEMPLATE MATCH="9,..." Timeout="3" Rewrite="%1" User="Phone"/>
  <TEMPLATE MATCH="911" Timeout="0" Route="Emergency"/>
  <TEMPLATE MATCH="2..." Timeout="1"/>
  <TEMPLATE MATCH="3..." Timeout="1" Line="2"/>
  <TEMPLATE MATCH="7." Timeout="0" Rewrite="<sip:%s@far%.example%.com>" Route="FQDN"/>
</DIALTEMPLATE>
`;
const folder = scratchFolder({
  'SIPDefault.cnf':
    'proxy1_address: pbx.example.com\nproxy2_address: "192.0.2.2"\nproxy_emergency: 192.0.2.112\nline1_password: secret\n',
  'dialplan.xml': plan,
  'dialplan.tests': '# Expectations about a dial plan\n2001   dials after 1 s\n911  waits\n2002 dails\n',
  'bad.xml': "<DIALTEMPLATE>\n  <TEMPLATE MATCH='1'/>\n</DIALTEMPLATE>\n",
  'login.tests': 'opens the door\n',
});
const lonely = scratchFolder({ 'dialplan.xml': plan });
let server: Server;
before(async () => {
  server = await Server.start();
});
after(async () => {
  await server.stop();
  folder.remove();
  lonely.remove();
});

const planUri = folder.uri('dialplan.xml');
const ask = <T>(method: string, params: object) => server.connection.sendRequest<T>(method, params);
const describe = (uri: string, line = 1) => ask<DialPlanResult>(dialPlanRequest, { uri, line });
const dial = (keys: string, { uri = planUri, line = 1, firmware = {} } = {}) =>
  ask<DialResult>(dialRequest, { uri, keys, line, firmware });
const last = async (...args: Parameters<typeof dial>) => (await dial(...args))?.steps.at(-1);
const tests = (uri: string) => ask<DialTestsResult>(dialTestsRequest, { uri });

test('a plan on the disk is told as a whole: its rules in words, open questions, its tree', async () => {
  const answer = await describe(planUri);
  assert.equal(answer?.discarded, null);
  assert.deepEqual(answer?.templates[2], {
    match: '2...',
    words: '4 digits starting with 2, dials after 1 s',
    examples: ['2123', '2234', '2345'],
    timeoutSeconds: 1,
    line: 0,
    range: { start: { line: 3, character: 2 }, end: { line: 3, character: 38 } },
  });
  assert.ok(answer?.questions.some(({ id, choices }) => id === 'hash' && choices.length > 1));
  assert.equal(answer?.tree.kind, 'start');
  assert.ok((answer?.tree.children.length ?? 0) > 1);
});

test('the tree of a line has the rules for that line and those for every line', async () => {
  const lines = scratchFolder({
    'dialplan.xml': [
      '<DIALTEMPLATE>',
      '  <TEMPLATE MATCH="1.." Timeout="1"/>',
      '  <TEMPLATE MATCH="5.." Line="1" Timeout="1"/>',
      '  <TEMPLATE MATCH="6.." Line="2" Timeout="1"/>',
      '</DIALTEMPLATE>',
      '',
    ].join('\n'),
  });
  const first = async (line: number) => {
    const answer = await describe(lines.uri('dialplan.xml'), line);
    assert.equal(answer?.line, line);
    return answer?.tree.children.map(({ label }) => label);
  };
  assert.deepEqual(await first(1), ['1', '5']);
  assert.deepEqual(await first(2), ['1', '6']);
  lines.remove();
});

test('whoever was told of a plan hears when its file changes on the disk', async () => {
  const own = scratchFolder({ 'SIPDefault.cnf': 'sync: 1\n', 'dialplan.xml': plan });
  const uri = own.uri('dialplan.xml');
  assert.ok((await describe(uri))?.templates.length);
  const heard = new Promise<void>((resolve) => {
    server.connection.onNotification(phonesChangedNotification, resolve);
  });
  writeFileSync(
    join(own.path, 'dialplan.xml'),
    '<DIALTEMPLATE>\n  <TEMPLATE MATCH="7..." Timeout="1"/>\n</DIALTEMPLATE>\n',
  );
  await server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
  await heard;
  assert.deepEqual(
    (await describe(uri))?.templates.map(({ match }) => match),
    ['7...'],
  );
  own.remove();
});

test('why the phone discards a plan is told', async () => {
  assert.match((await describe(folder.uri('bad.xml')))?.discarded ?? '', /double quotes/);
});

test('keys are answered one by one: what fits, what happens, why, and what goes out', async () => {
  const answer = await dial('2001');
  assert.equal(answer?.used, 4);
  assert.deepEqual(
    answer?.steps.map(({ input, verdict, timeoutSeconds, winner }) => [input, verdict, timeoutSeconds, winner]),
    [
      ['', 'wait', null, null],
      ['2', 'wait', 10, null],
      ['20', 'wait', 10, null],
      ['200', 'wait', 10, null],
      ['2001', 'wait', 1, 2],
    ],
  );
  const [lifted, first] = answer?.steps ?? [];
  assert.deepEqual([lifted?.reason, lifted?.uri, lifted?.route], ['waits for the first key', null, null]);
  assert.deepEqual(first?.templates, ['dead', 'dead', 'pending', 'dead', 'dead']);
  assert.equal(first?.reason, '1 template fits so far and is not complete: waits 10 s for a key');
  assert.equal(answer?.steps.at(-1)?.reason, 'dials after 1 s, the Timeout of template 3 (MATCH="2...")');
});

test('the address that is called names the server of the line and the route', async () => {
  assert.equal((await last('2001'))?.uri, 'sip:2001@pbx.example.com');
  assert.equal((await last('9123'))?.uri, 'sip:123@pbx.example.com;user=phone');
  assert.equal((await last('911'))?.uri, 'sip:911@192.0.2.112');
  assert.equal((await last('911'))?.route, 'emergency');
  assert.equal((await last('3001', { line: 2 }))?.uri, 'sip:3001@192.0.2.2');
  assert.equal((await last('2001', { line: 5 }))?.uri, 'sip:2001@pbx.example.com');
  assert.equal((await last('71'))?.uri, 'sip:71@far.example.com');
  assert.equal((await last('2001', { uri: lonely.uri('dialplan.xml') }))?.uri, 'sip:2001@proxy');
});

test('a tone, keys that come too late, and a number that nothing fits', async () => {
  assert.equal((await last('9'))?.secondaryTone, 'Bellcore-Outside');
  assert.equal((await dial('9115'))?.used, 3);
  const none = await last('5');
  assert.deepEqual([none?.verdict, none?.sends, none?.winner], ['no-match', '5', null]);
  assert.equal(none?.reason, 'no template fits: dials what was pressed after 10 s');
});

test('the choices of firmware count; what is no choice is passed over', async () => {
  assert.equal((await last('2001#'))?.verdict, 'dial-now');
  assert.equal((await last('2001#', { firmware: { hash: 'waits', other: 'x' } }))?.verdict, 'wait');
  assert.equal((await last('2001#', { firmware: { hash: 'never' } }))?.verdict, 'dial-now');
});

test('expectations are run, asked for by the plan or by their own file', async () => {
  const answer = await tests(planUri);
  assert.deepEqual([answer?.planUri, answer?.testsUri], [planUri, folder.uri('dialplan.tests')]);
  assert.deepEqual(
    answer?.tests.map(({ label, passed, range }) => [label, passed, range.start.line]),
    [
      ['2001 dials after 1 s', true, 1],
      ['911 waits', false, 2],
      ['2002 dails', false, 3],
    ],
  );
  assert.deepEqual(
    answer?.tests.map(({ message }) => message),
    [
      '',
      'The phone dials 911 now by template 2 (MATCH="911"), route emergency.',
      'The line is not understood, so it was not run.',
    ],
  );
  assert.deepEqual(await tests(folder.uri('dialplan.tests')), answer);
});

test('a plan without expectations is told where they would stand', async () => {
  assert.deepEqual(await tests(lonely.uri('dialplan.xml')), {
    planUri: lonely.uri('dialplan.xml'),
    testsUri: lonely.uri('dialplan.tests'),
    tests: [],
  });
});

test("other people's files and files that are not there are answered with nothing", async () => {
  for (const uri of [folder.uri('login.tests'), folder.uri('SIPDefault.cnf'), folder.uri('none.xml'), 'untitled:x']) {
    assert.equal(await describe(uri), null, uri);
    assert.equal(await dial('1', { uri }), null, uri);
    assert.equal(await tests(uri), null, uri);
  }
});

test('an edit of the plan counts before it is saved, and the findings in the expectations follow it', async () => {
  const testsUri = folder.uri('dialplan.tests');
  await server.open(testsUri, 'cisco-sip-dialtests', '2001  dials after 1 s\n');
  assert.deepEqual(await server.diagnostics(testsUri, 1), []);
  await server.open(planUri, 'cisco-sip-dialplan', plan);
  await server.diagnostics(planUri, 1);
  await server.change(planUri, 2, [{ text: plan.replace('"2..." Timeout="1"', '"2..." Timeout="4"') }]);
  await server.diagnostics(planUri, 2);
  assert.equal((await last('2001'))?.timeoutSeconds, 4);
  assert.equal((await tests(planUri))?.tests[0]?.passed, false);
  let found = await server.diagnostics(testsUri);
  while (found.length === 0) found = await server.diagnostics(testsUri);
  assert.deepEqual(
    found.map(({ code, severity }) => [code, severity]),
    [['dialtests/failed', 1]],
  );
});

test('an untitled plan can be dialled', async () => {
  const uri = 'untitled:Untitled-1';
  await server.open(uri, 'cisco-sip-dialplan', plan);
  assert.equal((await last('2001', { uri }))?.uri, 'sip:2001@proxy');
});

test('patterns of another system are converted', async () => {
  const { plan: made, notes } = await ask<ConvertDialPlanResult>(convertDialPlanRequest, { text: '_2XX\n_9Q\n' });
  assert.match(made, /<TEMPLATE MATCH="2\.\." Timeout="0"\/>/);
  assert.deepEqual(notes, [{ line: 2, text: "'_9Q' holds 'Q', which is no key of a phone. It is left out." }]);
});
