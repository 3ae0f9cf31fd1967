import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsAbout, folder } from '../../support/folder.ts';

const twice = 'cnf/line-registered-twice';
const server = 'proxy1_address: 192.0.2.10\nproxy_register: 1\n';
const reception = 'SIP000DBC001122.cnf';
const door = 'SIP000DBC002233.cnf';

/** The severities of that finding in the reception's file, when the door has this file. */
function told(own: string, other: string, defaults = server): string[] {
  const root = folder({ 'SIPDefault.cnf': defaults, [reception]: own, [door]: other });
  return findingsAbout(root, reception, twice).map(({ severity }) => severity);
}

test('two phones that register the same line at the same server are told so in both files', () => {
  const root = folder({
    'SIPDefault.cnf': server,
    [reception]: 'phone_label: "Desk"\nline1_name: "2001"\n',
    [door]: 'line1_name: 2002\nline2_name: 2001\n',
  });
  const [mine] = findingsAbout(root, reception, twice);
  assert.equal(mine?.severity, 'information');
  assert.deepEqual(mine.range, { start: { line: 1, character: 13 }, end: { line: 1, character: 17 } });
  assert.match(mine.message, /'2001' is registered at the same server by SIP000DBC002233\.cnf too\./);
  assert.equal(mine.related[0]?.uri, `file:///${door}`);
  assert.equal(mine.related[0]?.range.start.line, 1);
  assert.equal(findingsAbout(root, door, twice).length, 1);
});

test('other names, other letter case and lines that are off are different lines', () => {
  assert.deepEqual(told('line1_name: 2001\n', 'line1_name: 2001\n'), ['information']);
  assert.deepEqual(told('line1_name: 2001\n', 'line1_name: 2002\n'), []);
  assert.deepEqual(told('line1_name: alice\n', 'line1_name: Alice\n'), []);
  assert.deepEqual(told('line2_name: UNPROVISIONED\n', 'line2_name: UNPROVISIONED\n'), []);
  assert.deepEqual(told('line2_name: ""\n', 'line2_name: ""\n'), []);
});

test('the same line at another server is another line', () => {
  const elsewhere = (text: string) => told('line2_name: 2001\n', `line2_name: 2001\n${text}`);
  assert.deepEqual(elsewhere('proxy2_address: 192.0.2.11\n'), []);
  assert.deepEqual(elsewhere('proxy1_port: 5070\n'), []);
  assert.deepEqual(elsewhere('proxy2_address: "{$proxy}"\n'), []);
  assert.deepEqual(elsewhere('proxy2_address: USECALLMANAGER\n'), []);
});

test('a line without a server of its own goes to that of line 1', () => {
  const same = (text: string) => told('line2_name: 2001\n', `line2_name: 2001\n${text}`);
  assert.deepEqual(same('proxy2_address: UNPROVISIONED\n'), ['information']);
  assert.deepEqual(same('proxy2_address: ""\n'), ['information']);
  assert.deepEqual(same('proxy2_address: 192.0.2.10\nproxy2_port: 5060\n'), ['information']);
  assert.deepEqual(told('line1_name: 2001\n', 'line3_name: 2001\n'), ['information']);
});

test('phones that do not register, or of which no server is known, share nothing', () => {
  const [own, other] = ['line1_name: 2001\n', 'line1_name: 2001\n'];
  assert.deepEqual(told(own, other, 'proxy1_address: 192.0.2.10\n'), []);
  assert.deepEqual(told(own, other, 'proxy1_address: 192.0.2.10\nproxy_register: 0\n'), []);
  assert.deepEqual(told(own, other, 'proxy_register: 1\n'), []);
  assert.deepEqual(told(own, `${other}proxy_register: 0\n`), []);
});

test('a file that no phone asks for registers nothing', () => {
  const files = { 'SIPDefault.cnf': server, [reception]: 'line1_name: 2001\n' };
  for (const name of ['SIP000dbc002233.cnf', 'old/SIP000DBC002233.cnf', 'SIP00-0D-BC-00-22-33.cnf'])
    assert.deepEqual(findingsAbout(folder({ ...files, [name]: 'line1_name: 2001\n' }), reception, twice), [], name);
});

test('a line that many phones share names the first of them, and costs no more than for a few', () => {
  const files: Record<string, string> = { 'SIPDefault.cnf': server };
  for (let index = 0; index < 60; index++)
    files[`SIP000DBC0000${10 + index}.cnf`] = 'line1_name: 2001\nline1_authname: 2001\n';
  const [finding] = findingsAbout(folder(files), 'SIP000DBC000069.cnf', twice);
  assert.match(
    finding?.message ?? '',
    /SIP000DBC000010\.cnf, SIP000DBC000011\.cnf, SIP000DBC000012\.cnf and others too/,
  );
  assert.equal(finding?.related.length, 3);
});

test('the same line on two keys of one phone is a hint at the second', () => {
  const keys = (text: string) =>
    findingsAbout(folder({ 'SIPDefault.cnf': server, [reception]: text }), reception, 'cnf/line-repeated').map(
      ({ severity, range }) => `${range.start.line + 1} ${severity}`,
    );
  assert.deepEqual(keys('line1_name: 2001\nline2_name: 2001\nline3_name: 2001\n'), ['2 hint', '3 hint']);
  assert.deepEqual(keys('line1_name: 2001\nline2_name: 2001\nproxy2_address: 192.0.2.11\n'), []);
});

test('a name of any length leaves the message readable', () => {
  const line = `line1_name: ${'2'.repeat(5000)}\n`;
  const [finding] = findingsAbout(
    folder({ 'SIPDefault.cnf': server, [reception]: line, [door]: line }),
    reception,
    twice,
  );
  assert.ok((finding?.message.length ?? 0) < 500);
});
