import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { latestByMac, parseDnsmasqLeases, parseIscLeases, parseKeaLeases } from '../../../client/src/phones/leases.ts';
import { parseArpTable, parseIpNeigh } from '../../../client/src/phones/neighbours.ts';

const mac = '000DBC001122';

test('dnsmasq tells until when a lease lasts', () => {
  const leases = parseDnsmasqLeases(`1732789267 00:0d:bc:00:11:22 192.168.1.21 SEP000DBC001122 01:00:0d:bc:00:11:22
0 06-00:0d:bc:00:33:44 192.168.1.22 * *
duid 00:01:00:01:2a
1732789267 123456 2001:db8::1 * 00:01
rubbish`);
  assert.deepEqual(leases, [
    { mac, address: '192.168.1.21', until: 1732789267000 },
    { mac: '000DBC003344', address: '192.168.1.22' },
  ]);
});

test('ISC dhcpd: of an address the last lease counts, and it tells when the phone was last heard', () => {
  const lease = (state: string, at: string) => `
lease 192.168.1.21 {
  starts 4 2024/11/28 ${at};
  ends 4 2024/11/28 22:00:00;
  cltt 4 2024/11/28 ${at};
  binding state ${state};
  hardware ethernet 00:0d:bc:00:11:22;
  client-hostname "SEP000DBC001122";
}`;
  assert.deepEqual(parseIscLeases(`# written by dhcpd${lease('active', '09:00:00')}${lease('active', '10:00:00')}`), [
    { mac, address: '192.168.1.21', seen: Date.UTC(2024, 10, 28, 10), until: Date.UTC(2024, 10, 28, 22) },
  ]);
});

test('ISC dhcpd writes seconds when it is told to, and never for a lease without an end', () => {
  const text = `lease 192.168.1.21 {
  starts epoch 1732789267; # Thu Nov 28
  ends never;
  hardware ethernet 00:0d:bc:00:11:22;
}`;
  assert.deepEqual(parseIscLeases(text), [{ mac, address: '192.168.1.21', seen: 1732789267000 }]);
});

test('an address that ISC dhcpd gave back to nobody is no phone any more', () => {
  const text = `lease 192.168.1.21 {\n  hardware ethernet 00:0d:bc:00:11:22;\n}\nlease 192.168.1.21 {\n  binding state free;\n}`;
  assert.deepEqual(parseIscLeases(text), []);
});

test('Kea writes a journal: the last line of an address counts, and only what is in use', () => {
  const text = `address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state,user_context,pool_id
192.168.1.21,00:0d:bc:00:11:22,01:00:0d:bc:00:11:22,3600,1732790000,1,0,0,sep000dbc001122,0,,0
192.168.1.21,00:0d:bc:00:11:22,01:00:0d:bc:00:11:22,3600,1732793600,1,0,0,sep000dbc001122,0,,0
192.168.1.22,00:0d:bc:00:33:44,,3600,1732790000,1,0,0,,0,,0
192.168.1.22,00:0d:bc:00:33:44,,3600,1732790000,1,0,0,,2,,0
192.168.1.23,,,3600,1732790000,1,0,0,,1,,0`;
  assert.deepEqual(parseKeaLeases(text), [{ mac, address: '192.168.1.21', seen: 1732790000000, until: 1732793600000 }]);
});

test("the kernel's table and ip neigh tell what is on the own network", () => {
  assert.deepEqual(
    parseArpTable(`IP address       HW type     Flags       HW address            Mask     Device
192.168.1.21     0x1         0x2         00:0d:bc:00:11:22     *        eth0
192.168.1.22     0x1         0x0         00:00:00:00:00:00     *        eth0`),
    [{ mac, address: '192.168.1.21' }],
  );
  assert.deepEqual(
    parseIpNeigh(
      `192.168.1.21 dev eth0 lladdr 00:0d:bc:00:11:22 REACHABLE
192.168.1.23 dev eth0 lladdr 00:0d:bc:00:33:44 used 160/130/90probes 1 STALE
192.168.1.24 dev eth0 lladdr 00:0d:bc:00:55:66 STALE
192.168.1.22 dev eth0 FAILED
fe80::1 dev eth0 INCOMPLETE`,
      1_000_000,
    ),
    [
      { mac, address: '192.168.1.21', seen: 1_000_000 },
      { mac: '000DBC003344', address: '192.168.1.23', seen: 870_000 },
      { mac: '000DBC005566', address: '192.168.1.24' },
    ],
  );
});

test('of several sightings the latest counts', () => {
  const latest = latestByMac([
    { mac, address: '192.168.1.21', seen: 2000 },
    { mac, address: '192.168.1.99', seen: 1000 },
    { mac, address: '192.168.1.50', until: 1500 },
  ]);
  assert.equal(latest.get(mac)?.address, '192.168.1.21');
});

test('no text is too odd or too long to be read', () => {
  const readers = [
    parseDnsmasqLeases,
    parseIscLeases,
    parseKeaLeases,
    parseArpTable,
    (text: string) => parseIpNeigh(text, 0),
  ];
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const read of readers) read(text);
    }),
  );
  const started = performance.now();
  for (const odd of ['lease 1.1.1.1 {\n', '1 00-', 'a '.repeat(50), '}\n', ',', 'hardware ethernet ', ':']) {
    for (const read of readers) read(odd.repeat(50_000));
  }
  assert.ok(performance.now() - started < 3000);
});
