/** A diagnostic report tells what is needed to find a fault, and nothing of who and where. */

import '../../support/editor/load.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastTroubles, redact } from '../../../client/src/report/redact.ts';
import { type ReportFacts, reportText } from '../../../client/src/report/reportText.ts';
import manifest from '../../../package.json' with { type: 'json' };

const { changed, shown, state, Uri } = await import('../../support/editor/vscode.ts');
const { copyDiagnosticReport } = await import('../../../client/src/commands/copyDiagnosticReport.ts');

const nothing: ReportFacts = {
  versions: [],
  settings: [],
  folders: [],
  documents: new Map(),
  findings: new Map(),
  log: [],
};

test('a path keeps the name of its file, and nothing of where that lies', () => {
  for (const path of [
    '/home/jane.doe/tftp/SIPDefault.cnf',
    'C:\\Users\\Jane Doe\\tftp\\SIPDefault.cnf',
    '~/tftp/SIPDefault.cnf',
    '\\\\fileserver\\jane\\SIPDefault.cnf',
    'file:///home/jane/tftp/SIPDefault.cnf',
    'sftp://jane@fileserver.example.net/srv/tftp/SIPDefault.cnf',
  ]) {
    const text = redact(`Cannot read '${path}' (EACCES)`);
    assert.match(text, /SIPDefault\.cnf' \(EACCES\)$/, path);
    assert.doesNotMatch(text, /jane|home|Users|fileserver|srv/i, path);
  }
});

test('addresses, hosts, accounts and passwords are left out', () => {
  for (const [text, told] of [
    ['no answer from 192.0.2.10:5060', 'no answer from (IP):5060'],
    ['no answer from [2001:db8::1]:5060', 'no answer from [(IP)]:5060'],
    ['SIP000DBC001122.cnf', 'SIP(MAC).cnf'],
    ['phone 00:0D:BC:00:11:22', 'phone (MAC)'],
    ['NOTIFY sip:2001@pbx.example.net', 'NOTIFY (SIP address)'],
    ['2001@pbx.example.net', '(address)'],
    ['getaddrinfo ENOTFOUND pbx.example.net', 'getaddrinfo ENOTFOUND (host)'],
    ['line1_password: "tr0mb0ne-7"', 'line1_password: (left out)'],
    ['phone_password:tr0mb0ne-7', 'phone_password:(left out)'],
    ['response="0123abcd"', 'response=(left out)'],
  ] as const)
    assert.equal(redact(text), told);
});

test('what tells where in the code it happened stays', () => {
  assert.equal(
    redact('    at checkValue (/home/jane/.vscode/extensions/x/dist/server.js:12:34)'),
    '    at checkValue ((path)/server.js:12:34)',
  );
  assert.equal(redact("TypeError: Cannot read properties of undefined (reading 'start')").includes("'start'"), true);
});

test('only warnings and errors of the log are told, and none of the messages to phones', () => {
  const log = [
    '2026-01-31 12:00:00.000 [info] SIP sent to 192.0.2.10:5060',
    'NOTIFY sip:jane@192.0.2.10 SIP/2.0',
    'Authorization: Digest username="jane"',
    '2026-01-31 12:00:01.000 [info] SIP000DBC001122 Jane Doe: accepted.',
    '2026-01-31 12:00:02.000 [error] Hover failed for SIPDefault.cnf: TypeError: x is not a function',
    '    at hover (/opt/jane/server.js:1:2)',
    'line1_password: "tr0mb0ne-7"',
    '2026-01-31 12:00:03.000 [warning] Nothing is there',
  ].join('\n');
  assert.deepEqual(lastTroubles(log, 10), [
    '2026-01-31 12:00:02.000 [error] Hover failed for SIPDefault.cnf: TypeError: x is not a function',
    '    at hover ((path)/server.js:1:2)',
    '2026-01-31 12:00:03.000 [warning] Nothing is there',
  ]);
  assert.equal(lastTroubles(log, 1).length, 1);
});

test('a log of megabytes, and lines made to be slow, take no time', { timeout: 10_000 }, () => {
  for (const piece of ['/a', 'a.', '0:', '@a', '\\', '"', 'sip:', 'password="', '://', 'a-b'])
    redact(piece.repeat(500_000));
  assert.equal(lastTroubles(`2026-01-31 12:00:00.000 [error] ${'/x'.repeat(5_000_000)}\n`.repeat(3), 5).length, 0);
});

test('a setting with a free text is only said to be set', () => {
  const text = reportText({
    ...nothing,
    settings: [
      { name: 'cisco.tftp.folder', type: 'string', choices: undefined, value: '/home/jane/tftp' },
      { name: 'cisco.diagnostics.scope', type: 'string', choices: ['folder', 'openFiles'], value: 'openFiles' },
      { name: 'cisco.diagnostics.limit', type: 'integer', choices: undefined, value: 5 },
      {
        name: 'cisco.diagnostics.severity',
        type: 'object',
        choices: undefined,
        value: { 'cnf/telnet-privileged': 'off', '/home/jane': 'off', 'cnf/x': '/home/jane' },
      },
    ],
  });
  assert.doesNotMatch(text, /jane/);
  assert.match(text, /- cisco\.tftp\.folder: \(set\)\n- cisco\.diagnostics\.scope: openFiles\n/);
  assert.match(text, /- cisco\.diagnostics\.severity: \{"cnf\/telnet-privileged":"off"\}\n/);
});

test('folders are counted, not named, and a server that does not answer is told', () => {
  const folders = [{ phones: 3, withErrors: 1, notAskedFor: 0 }];
  assert.match(reportText({ ...nothing, folders }), /- 3 phones, 1 with errors, 0 whose file is not asked for/);
  assert.match(reportText({ ...nothing, folders: undefined }), /The language server does not answer/);
});

/** Runs the command in an editor that is full of secrets; `button` is what the user presses. */
async function run(button: string | undefined): Promise<{ report: string; copied: readonly string[] }> {
  shown.length = 0;
  changed.length = 0;
  state.button = button;
  state.settings = { ...defaultsOf(), 'cisco.tftp.folder': '/home/jane/tftp' };
  state.diagnostics = [
    [Uri.file('/home/jane/SIP000DBC001122.cnf'), [{ source: 'Cisco SIP', code: { value: 'cnf/out-of-range' } }]],
    [Uri.file('/home/jane/a.ts'), [{ source: 'ts', code: 2304 }]],
  ];
  state.fileText = '2026-01-31 12:00:00.000 [error] EACCES: /home/jane/tftp/SIPDefault.cnf\n';
  await copyDiagnosticReport({
    environment: {
      context: { extension: { packageJSON: manifest }, logUri: Uri.file('/log') },
      log: { name: 'Cisco SIP Phones' },
      request: async () => [{ uri: 'file:///home/jane', phones: [{ errors: 1, isAskedFor: true, label: 'Jane' }] }],
    },
  } as never);
  const report = shown.find((each) => each.startsWith('document: ')) ?? '';
  return { report, copied: changed };
}

function defaultsOf(): Record<string, unknown> {
  const { properties } = manifest.contributes.configuration;
  return Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, each.default]));
}

test('the report is shown before it is copied, and nothing in it says who and where', async () => {
  const { report, copied } = await run(undefined);
  assert.deepEqual(copied, []);
  for (const part of [`Extension: ${manifest.version}`, '1 phones, 1 with errors', 'cnf/out-of-range: 1', 'EACCES'])
    assert.ok(report.includes(part), part);
  assert.match(report, /cisco\.tftp\.folder: \(set\)/);
  assert.doesNotMatch(report, /jane|home|2304|\(default\)/i);
});

test('it is copied when that is what the user wants', async () => {
  const { report, copied } = await run('Copy');
  assert.equal(copied.length, 1);
  assert.equal(copied[0], `clipboard.writeText: ${report.slice('document: '.length)}`);
});
