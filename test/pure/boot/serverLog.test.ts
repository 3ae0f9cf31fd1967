import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readTime } from '../../../client/src/boot/timestamp.ts';
import { at, readLog } from '../../support/bootLog.ts';

/** Type, file and address of each event. */
const brief = (log: string, options?: { root: string }) =>
  readLog(log, options).map(({ type, file, address = '-' }) => `${type} ${file} ${address}`);

test('tftpd-hpa: requests, and with -vv what was not there or not allowed', () => {
  const log = `
Nov 28 10:21:07 pbx in.tftpd[411]: RRQ from 192.168.1.21 filename SIPDefault.cnf
Nov 28 10:21:08 pbx in.tftpd[412]: RRQ from 192.168.1.22 filename phones/SIP000DBC001122.cnf
Nov 28 10:21:08 pbx in.tftpd[412]: sending NAK (1, File not found) to 192.168.1.22
Nov 28 10:21:09 pbx in.tftpd[413]: RRQ from ::ffff:192.168.1.23 filename secret.cnf
Nov 28 10:21:09 pbx in.tftpd[413]: sending NAK (2, Access violation) to 192.168.1.23
Nov 28 10:21:10 pbx in.tftpd[414]: WRQ from 192.168.1.24 filename SIPDefault.cnf
Nov 28 10:21:11 pbx in.tftpd[415]: RRQ from 192.168.1.25 filename a remapped to b.cnf
Nov 28 10:21:12 pbx in.tftpd[411]: tftpd: read(ack): No route to host`;
  assert.deepEqual(brief(log), [
    'request SIPDefault.cnf 192.168.1.21',
    'request phones/SIP000DBC001122.cnf 192.168.1.22',
    'missing phones/SIP000DBC001122.cnf 192.168.1.22',
    'request secret.cnf 192.168.1.23',
    'refused secret.cnf 192.168.1.23',
    'refused SIPDefault.cnf 192.168.1.24',
    'request b.cnf 192.168.1.25',
    'failed SIPDefault.cnf 192.168.1.21',
  ]);
});

test('atftpd: the lines of one thread belong together', () => {
  const log = `
Nov 28 10:21:07 pbx atftpd[900.1401]: Serving SIPDefault.cnf to 192.168.1.21:50001
Nov 28 10:21:07 pbx atftpd[900.1402]: Serving missing.cnf to 192.168.1.22:50002
Nov 28 10:21:07 pbx atftpd[900.1401]: tsize option -> 70000
Nov 28 10:21:07 pbx atftpd[900.1402]: File /srv/tftp/missing.cnf not found
Nov 28 10:21:08 pbx atftpd[900.1401]: End of transfer
Nov 28 10:21:08 pbx atftpd[900.1401]: Server thread exiting
Nov 28 10:21:09 pbx atftpd[900.1402]: Serving ../x to 192.168.1.23:50003
Nov 28 10:21:09 pbx atftpd[900.1402]: File name with /../ are forbidden
Nov 28 10:21:10 pbx atftpd[900.1402]: Serving P0S3-8-12-00.sb2 to 192.168.1.24:50004
Nov 28 10:21:11 pbx atftpd[900.1402]: Aborting transfer`;
  assert.deepEqual(brief(log), [
    'request SIPDefault.cnf 192.168.1.21',
    'request missing.cnf 192.168.1.22',
    'missing missing.cnf 192.168.1.22',
    'done SIPDefault.cnf 192.168.1.21',
    'request ../x 192.168.1.23',
    'refused ../x 192.168.1.23',
    'request P0S3-8-12-00.sb2 192.168.1.24',
    'failed P0S3-8-12-00.sb2 192.168.1.24',
  ]);
});

const dnsmasq = `
Nov 28 10:21:01 dnsmasq-tftp[70]: sent /srv/tftp/phones/SIP000DBC001122.cnf to 192.168.1.21
Nov 28 10:21:02 dnsmasq-tftp[70]: file /srv/tftp/US/7960-tones.xml not found for 192.168.1.21
Nov 28 10:21:03 dnsmasq-tftp[70]: error 0 Aborted received from 192.168.1.21
Nov 28 10:21:03 dnsmasq-tftp[70]: failed sending /srv/tftp/P0S3-8-12-00.sb2 to 192.168.1.21
Nov 28 10:21:04 dnsmasq-tftp[70]: cannot access /srv/tftp/secret.cnf: Permission denied
Nov 28 10:21:05 dnsmasq-dhcp[70]: DHCPACK(eth0) 192.168.1.21 00:0d:bc:00:11:22`;

test('dnsmasq: paths are those of the folder, when its log or the user tells which that is', () => {
  const expected = [
    'done phones/SIP000DBC001122.cnf 192.168.1.21',
    'missing US/7960-tones.xml 192.168.1.21',
    'failed P0S3-8-12-00.sb2 192.168.1.21',
    'refused secret.cnf -',
  ];
  assert.deepEqual(brief(`Nov 28 10:21:00 dnsmasq-tftp[70]: TFTP root is /srv/tftp  ${dnsmasq}`), expected);
  assert.deepEqual(brief(dnsmasq, { root: '/srv/tftp/' }), expected);
  assert.equal(brief(dnsmasq)[0], 'done SIP000DBC001122.cnf 192.168.1.21');
});

test('dnsmasq of older years, and OpenWrt, write a little differently', () => {
  assert.deepEqual(
    brief(`
Nov 28 10:21:07 pbx dnsmasq-tftp[70]: TFTP sent /srv/tftp/SIPDefault.cnf to 192.168.1.21
Nov 28 10:21:07 pbx dnsmasq-tftp[70]: file /srv/tftp/x.cnf not found
Thu Nov 28 10:21:07 2024 daemon.info dnsmasq-tftp[70]: sent /srv/tftp/SIPDefault.cnf to 192.168.1.21`),
    ['done SIPDefault.cnf 192.168.1.21', 'missing x.cnf -', 'done SIPDefault.cnf 192.168.1.21'],
  );
});

test('the same line is read however syslog and journalctl put a time in front', () => {
  const line = 'in.tftpd[4]: RRQ from 192.168.1.21 filename SIPDefault.cnf';
  const utc = Date.UTC(2024, 10, 28, 10, 21, 7);
  for (const [stamp, time] of [
    ['Nov 28 10:21:07 pbx ', at('10:21:07')],
    ['Nov 28 10:21:07.250000 pbx ', at('10:21:07') + 250],
    ['<29>Nov 28 10:21:07 ', at('10:21:07')],
    ['2024-11-28T10:21:07.250000+00:00 pbx ', utc + 250],
    ['2024-11-28T12:21:07+0200 pbx ', utc],
    ['2024-11-28T10:21:07Z pbx ', utc],
    ['Thu 2024-11-28 10:21:07 UTC pbx ', utc],
    ['2024-11-28 10:21:07 ', at('10:21:07')],
    ['', at('12:00:00')],
  ] as const) {
    const [event] = readLog(stamp + line);
    assert.equal(event?.time, time, stamp);
    assert.equal(event?.file, 'SIPDefault.cnf', stamp);
  }
  assert.equal(readLog('RRQ from 192.168.1.21 filename SIPDefault.cnf').length, 1, 'journalctl -o cat');
});

test('in January the lines of December are of last year', () => {
  const january = new Date(2025, 0, 2).getTime();
  assert.equal(new Date(readTime('Dec 31 23:59:59 pbx x', january)?.time ?? 0).getFullYear(), 2024);
  assert.equal(new Date(readTime('Jan  1 00:00:01 pbx x', january)?.time ?? 0).getFullYear(), 2025);
});

test('a list of times and names goes over midnight', () => {
  const [first, second] = readLog('23:59:59 SIPDefault.cnf\n00:00:01 dialplan.xml');
  assert.equal((second?.time ?? 0) - (first?.time ?? 0), 2000);
});

test('other lines are passed over', () => {
  assert.deepEqual(
    brief(`
Nov 28 10:21:07 pbx sshd[1]: RRQ from 192.168.1.21 filename SIPDefault.cnf
Nov 28 10:21:07 pbx kernel: eth0: link up
Nov 28 10:21:07 pbx mailer[7]: sent /var/mail/x to 192.168.1.21
Nov 28 10:21:07 pbx dnsmasq[70]: query[A] example.net from 192.168.1.21
Nov 28 10:21:07 pbx atftpd[9.1]: End of transfer
-- Logs begin at Thu 2024-11-28 --
`),
    [],
  );
});

test('no line, however odd or long, stops the reading or takes long', () => {
  fc.assert(fc.property(fc.string(), (line) => void readLog(line)));
  const started = performance.now();
  for (const odd of ['RRQ from ', 'sent /a to ', 'file x not found ', 'a.b ', '10:21:07 ', 'TFTP root is  ', '\0']) {
    readLog(odd.repeat(100_000));
  }
  assert.ok(performance.now() - started < 1000);
});
