import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BootLog } from '../../../client/src/boot/bootLog.ts';
import { judgeAll } from '../../../client/src/boot/judge.ts';
import { phoneName } from '../../../client/src/boot/words.ts';
import { at, events, phonesOf, readLog } from '../../support/bootLog.ts';

const [one, two] = ['000DBC001122', '000DBC003344'];

/** The files of a phone's last start. */
function filesOf(list: string, id: string): string[] | undefined {
  return phonesOf(list)
    .find((phone) => phone.id === id)
    ?.boots.at(-1)
    ?.requests.map(({ file }) => file);
}

test('files of all phones belong to the phone at that address', () => {
  const list = `
    10:00:00 192.168.1.21 SIP${one}.cnf
    10:00:00 192.168.1.22 SIP${two}.cnf
    10:00:01 192.168.1.21 dialplan.xml
    10:00:01 192.168.1.22 RINGLIST.DAT`;
  assert.deepEqual(filesOf(list, one), [`SIP${one}.cnf`, 'dialplan.xml']);
  assert.deepEqual(filesOf(list, two), [`SIP${two}.cnf`, 'RINGLIST.DAT']);
});

test('a phone is known by its address until it says who it is', () => {
  const [before] = phonesOf('10:00:00 192.168.1.21 OS79XX.TXT');
  assert.equal(before && phoneName(before), '192.168.1.21');
  const [after, ...others] = phonesOf(`
    10:00:00 192.168.1.21 OS79XX.TXT
    10:00:01 192.168.1.21 SIPDefault.cnf
    10:00:02 192.168.1.21 SIP${one}.cnf`);
  assert.deepEqual(others, []);
  assert.equal(after && phoneName(after), '00:0D:BC:00:11:22 (192.168.1.21)');
  assert.equal(after?.boots[0]?.requests.length, 3);
});

test('a phone that got another address is the same phone, and its old address is free', () => {
  const phones = phonesOf(`
    10:00:00 192.168.1.21 SIP${one}.cnf
    10:30:00 192.168.1.99 SIP${one}.cnf
    10:31:00 192.168.1.21 SIP${two}.cnf
    10:31:01 192.168.1.21 dialplan.xml`);
  assert.deepEqual(
    phones.map(({ mac, address }) => [mac, address]),
    [
      [one, '192.168.1.99'],
      [two, '192.168.1.21'],
    ],
  );
  assert.equal(phones[1]?.boots[0]?.requests.length, 2);
});

test('phones behind one address are told apart by what each has to ask for next', () => {
  const list = `
    10:00:00 192.168.1.1 CTLSEP${one}.tlv missing
    10:00:00 192.168.1.1 SEP${one}.cnf.xml missing
    10:00:00 192.168.1.1 SIP${one}.cnf missing
    10:00:01 192.168.1.1 MGC${one}.cnf missing
    10:00:02 192.168.1.1 CTLSEP${two}.tlv missing
    10:00:03 192.168.1.1 XMLDefault.cnf.xml
    10:00:04 192.168.1.1 SEP${two}.cnf.xml missing
    10:00:05 192.168.1.1 P0S3-8-12-00.loads`;
  assert.equal(filesOf(list, one)?.at(-1), 'P0S3-8-12-00.loads');
  assert.equal(filesOf(list, two)?.at(-1), `SEP${two}.cnf.xml`);
});

test('the outcome of a transfer stays with the phone that began it', () => {
  const log = new BootLog();
  const [asked] = events(`10:00:00 192.168.1.1 SIPDefault.cnf asked`);
  const [other] = events(`10:00:01 192.168.1.1 SIP${two}.cnf asked`);
  assert.ok(asked && other);
  log.add({ ...asked, transfer: '1' });
  log.add({ ...other, transfer: '2' });
  log.add({
    type: 'done',
    file: 'SIPDefault.cnf',
    time: at('10:00:02'),
    address: '192.168.1.1',
    transfer: '1',
    bytes: 7,
  });
  assert.deepEqual(
    log.of(two)?.boots[0]?.requests.map(({ file, outcome }) => [file, outcome]),
    [
      ['SIPDefault.cnf', 'got'],
      [`SIP${two}.cnf`, 'asked'],
    ],
  );
});

/** Times and names only, as somebody writes them down: two phones change their firmware at the same time. */
const withoutAddresses = `
10:00:00 CTLSEP${one}.tlv
10:00:00 SEP${one}.cnf.xml
10:00:00 SIP${one}.cnf
10:00:00 MGC${one}.cnf
10:00:01 XMLDefault.cnf.xml
10:00:01 P0S3-8-12-00.loads
10:00:02 P003-8-12-00.sbn
10:00:20 CTLSEP${two}.tlv
10:00:20 SEP${two}.cnf.xml
10:00:20 SIP${two}.cnf
10:00:20 MGC${two}.cnf
10:00:20 XMLDefault.cnf.xml
10:00:30 CTLSEP${one}.tlv
10:00:30 SEP${one}.cnf.xml
10:00:30 SIP${one}.cnf
10:00:30 MGC${one}.cnf
10:00:31 XMLDefault.cnf.xml
10:00:31 P0S3-8-12-00.loads
10:00:33 XMLDefault.cnf.xml
10:00:34 P0S3-8-12-00.sb2
10:00:36 P0S3-8-12-00.loads
10:01:20 SIPDefault.cnf
10:01:20 SIP${one}.cnf
10:01:51 SIP${one}.cnf
10:02:22 SIP${one}.cnf
`;

test('a list without addresses is told apart by the order, and every start is judged', () => {
  const log = new BootLog();
  for (const event of readLog(withoutAddresses)) log.add(event);
  const story = log.phones.map((phone) => [
    phone.mac,
    ...judgeAll(phone, at('23:00:00')).map(({ state, stage, cause }) => [state, stage, cause?.id]),
  ]);
  assert.deepEqual(story, [
    [two, ['stopped', 'image-list', 'list-not-followed']],
    [one, ['restarted', 'loader-image', undefined], ['running', 'phone-file', undefined]],
  ]);
});

test('phones that start with a new image at the same time go on in the order in which they got it', () => {
  const log = new BootLog();
  const list = `
10:00:00 MGC${one}.cnf
10:00:00 P0S3-8-12-00.loads
10:00:01 P0S3-8-12-00.sb2
10:00:10 MGC${two}.cnf
10:00:10 P0S3-8-12-00.loads
10:00:11 P0S3-8-12-00.sb2
10:00:50 SIPDefault.cnf
10:01:00 SIPDefault.cnf`;
  for (const event of readLog(list)) log.add(event);
  for (const mac of [one, two]) assert.equal(log.of(mac)?.boots.at(-1)?.requests.at(-1)?.file, 'SIPDefault.cnf', mac);
});

test('a file that nobody knows is kept and judged without harm', () => {
  const [phone] = phonesOf('10:00:00 192.168.1.21 strange.bak missing');
  assert.deepEqual(judgeAll(phone!, at('23:00:00'))[0]?.words, 'asks for strange.bak');
});

test('what is kept has a limit, however long and hostile a log is', () => {
  const log = new BootLog();
  const hex = (number: number) => number.toString(16).padStart(12, '0');
  for (let index = 0; index < 25_000; index++) {
    log.add({
      type: 'missing',
      time: index,
      address: `10.0.${index >> 8}.${index & 255}`,
      file: `SIP${hex(index)}.cnf`,
    });
  }
  assert.equal(log.phones.length, 20_000);
  for (let index = 0; index < 5000; index++) {
    log.add({ type: 'missing', time: 30_000 + index, address: '10.9.9.9', file: `x${index}.xml` });
    log.add({ type: 'missing', time: 30_000 + index * 10_000, address: '10.9.9.8', file: `CTLSEP${one}.tlv` });
    log.add({ type: 'missing', time: 30_001 + index * 10_000, address: '10.9.9.8', file: `SEP${one}.cnf.xml` });
  }
  assert.equal(log.of('10.9.9.9')?.boots[0]?.requests.length, 200);
  assert.equal(log.of(one)?.boots.length, 50);
});

test('any events in any order are followed and judged', () => {
  const file = fc.constantFrom(
    `CTLSEP${one}.tlv`,
    `SEP${two}.cnf.xml`,
    `SIP${one}.cnf`,
    'SIPDefault.cnf',
    'a.loads',
    'P003-1.sbn',
    '',
  );
  const event = fc.record({
    type: fc.constantFrom('request', 'done', 'missing', 'failed', 'refused', 'progress', 'negotiated'),
    time: fc.integer({ min: 0, max: 1e6 }),
    file,
    address: fc.constantFrom('10.0.0.1', '10.0.0.2'),
    transfer: fc.constantFrom('1', '2', '3'),
    options: fc.constant({}),
    reason: fc.constant('other'),
    bytes: fc.nat(),
    total: fc.nat(),
  });
  fc.assert(
    fc.property(fc.array(event), (list) => {
      const log = new BootLog();
      for (const each of list) log.add(each as never);
      for (const phone of log.phones) assert.equal(judgeAll(phone, 2e6).length, phone.boots.length);
    }),
  );
});
