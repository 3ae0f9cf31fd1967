/** Phones that are found without an address being typed, and restarted in waves: test phones on loopback. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';
import { Phone } from '../phone/phone.ts';
import { freePort } from '../support/freePort.ts';
import type { Dialogs } from './dialogs.ts';
import { PhonesTree } from './phonesTree.ts';
import { changeSettings, deskFor, fillFolder } from './session.ts';
import { stateDir } from './toolchain.ts';
import { until, type Workbench } from './workbench.ts';

const [tftp, sip] = [await freePort(), await freePort()];
/** The last one has a lease and is switched off; the one before takes messages, and is busy for the whole test. */
const places = [
  { mac: '000DBC000001', address: '127.0.0.11', label: 'Reception', line: '2001' },
  { mac: '000DBC000002', address: '127.0.0.12', label: 'Kitchen', line: '2002' },
  { mac: '000DBC000003', address: '127.0.0.13', label: 'Office', line: '2003' },
  { mac: '000DBC000000', address: '127.0.0.15', label: 'Attic', line: '2000' },
  { mac: '000DBC000004', address: '127.0.0.14', label: 'Door', line: '2004' },
];
const leases = path.join(stateDir, 'waves', 'leases', 'dnsmasq.leases');
let editor: Workbench;
let dialogs: Dialogs;
let tree: PhonesTree;
let phones: Phone[] = [];

before(() => {
  phones = places.slice(0, 4).map(({ mac, address, label }) => {
    const idleMilliseconds = label === 'Attic' ? 3_600_000 : 100;
    const options = { tftp: { host: '127.0.0.1', port: tftp }, sip: { host: address }, idleMilliseconds };
    return new Phone({ mac, ...options });
  });
});
after(() => Promise.all(phones.map((phone) => phone.stop())));

const ui = deskFor('waves', {
  prepare: ({ folder }) => {
    fillFolder(folder, {
      'SIPDefault.cnf': `voip_control_port: ${sip}\nsync: "0007"\n`,
      'syncinfo.xml': '<SYNCINFO>\n  <IMAGE VERSION="*" SYNC="0008"/>\n</SYNCINFO>\n',
      ...Object.fromEntries(
        places.map(({ mac, label, line }) => [`SIP${mac}.cnf`, `phone_label: "${label}"\nline1_name: "${line}"\n`]),
      ),
    });
    fillFolder(path.dirname(leases), {});
    writeFileSync(leases, '4102444800 00:0d:bc:00:00:04 127.0.0.14 * *\n');
    changeSettings(folder, {
      'cisco.serve.host': '127.0.0.1',
      'cisco.serve.port': tftp,
      'cisco.leases.files': [leases],
      'cisco.checkSync.waveSize': 2,
    });
  },
  opened: (desk) => {
    ({ editor, dialogs } = desk);
    tree = new PhonesTree(editor);
  },
});

async function expectRow(text: RegExp): Promise<void> {
  let rows: string[] = [];
  await until(`${text} in the Phones view`, async () => {
    rows = await tree.rows();
    return rows.some((row) => text.test(row));
  }).catch(() => assert.fail(`the Phones view shows\n${rows.join('\n')}\nand not ${text}`));
}

/** Picks phones by their names, and no address is asked for. */
async function restart(...names: readonly RegExp[]): Promise<void> {
  await dialogs.run('Cisco: Restart Phones in Waves');
  await dialogs.expectTitle(/which phones/);
  for (const name of names) await dialogs.tick(name);
}

ui('the Phones view shows where phones are: those that asked for files, and those with a lease', async () => {
  await editor.openFile('SIPDefault.cnf');
  await dialogs.run('Cisco: Serve This Folder over TFTP');
  await dialogs.message(/Phones can fetch from/);
  for (const phone of phones) await phone.start();
  await dialogs.clearMessages();
  await tree.show();
  await expectRow(/2001 Reception, .*127\.0\.0\.11 · seen \d\d:\d\d/);
  await expectRow(/2003 Office, .*127\.0\.0\.13 · seen \d\d:\d\d/);
  await expectRow(/2004 Door, .*127\.0\.0\.14/);
  await tree.row(/2004 Door/).hover();
  await editor.page
    .getByText(/leased by DHCP until 2100-/)
    .first()
    .waitFor();
  await editor.screenshot('phones-addresses');
  await editor.page.mouse.move(900, 500);
});

ui('three phones restart in two waves, and each is seen to come up', async () => {
  await editor.openFile('SIPDefault.cnf');
  await restart(/Reception/, /Kitchen/, /Office/);
  const rows = await dialogs.rows();
  assert.ok(
    rows.some((row) => /Reception.*127\.0\.0\.11, asked for files (just now|\d+ minutes? ago)/.test(row)),
    rows.join('\n'),
  );
  await editor.screenshot('waves-phones');
  await dialogs.accept(/which phones/);
  await dialogs.expectTitle(/Restart 3 phones, 2 at a time/);
  await editor.screenshot('waves-question');
  await dialogs.pick(/2 at a time/, /Wait until each wave is up, stop/);
  await dialogs.message(/3 of 3 phones are up/);
  await editor.expectText('in waves of 2', '3 of 3 phones are up.', 'UP (3)', 'wave 1', 'wave 2');
  await editor.screenshot('waves-report');
  assert.deepEqual(
    phones.map(({ restarts }) => restarts),
    [1, 1, 1, 0],
  );
  await dialogs.pressButton(/3 of 3/, 'Copy Report');
  await dialogs.clearMessages();
});

ui('a phone that is off ends it after its wave; the rest is taken up again', async () => {
  await editor.openFile('SIPDefault.cnf');
  await restart(/Reception/, /Office/, /Door/);
  await dialogs.accept(/which phones/);
  await dialogs.pick(/2 at a time/, /Wait 180 seconds after each wave, stop/);
  // Nobody waits for the last wave.
  await until('the first wave', () => phones[0]!.restarts === 2);
  await editor.expectText('2 of 3 phones took the message, 1 waits.', 'RESTARTING (2)', 'WAITING (1)');
  await editor.screenshot('waves-running');
  await dialogs.pressButton(/Restarting 3 phones/, 'Cancel');
  await dialogs.message(/2 of 3 phones took the message, 1 was left out/);
  await editor.expectText('LEFT OUT (1)', 'Whether they came up again was not seen.');
  await dialogs.pressButton(/1 was left out/, 'Retry the Failed');
  await dialogs.message(/0 of 1 phone took the message, 1 failed/);
  await editor.expectText('FAILED (1)', 'Door');
  await editor.screenshot('waves-failed');
  await dialogs.clearMessages();
});

ui(
  'serving ends in the middle: the restart ends with it, and goes on with the rest when it is served again',
  async () => {
    await editor.openFile('SIPDefault.cnf');
    await restart(/Attic/, /Reception/, /Kitchen/);
    await dialogs.accept(/which phones/);
    await dialogs.pick(/2 at a time/, /Wait until each wave is up, stop/);
    const before = phones[1]!.restarts;
    await editor.expectText('1 of 3 phones is up, 1 is restarting, 1 waits.');
    await dialogs.run('Cisco: Stop Serving over TFTP');
    const told = /tftproot is no longer served\. No more phones are told\. Phones told so far: 2\./;
    await dialogs.message(told);
    await editor.expectText('1 of 3 phones is up, 1 took the message, 1 was left out.', 'LEFT OUT (1)', 'TOLD (1)');
    assert.equal(phones[1]!.restarts, before);
    await editor.screenshot('waves-not-served');
    await dialogs.pressButton(told, 'Serve Again and Go On');
    await dialogs.message(/1 of 1 phone is up/);
    assert.equal(phones[1]!.restarts, before + 1);
    await dialogs.clearMessages();
  },
);

ui('more phones than a wave are asked about after a push as well', async () => {
  await editor.openFile('SIPDefault.cnf');
  await dialogs.run('Cisco: Push and Restart Phones');
  await dialogs.pick(/From which folder/, /This folder/);
  await dialogs.expectTitle(/which phones/);
  for (const name of [/Reception/, /Kitchen/, /Office/]) await dialogs.tick(name);
  await dialogs.accept(/which phones/);
  await dialogs.expectTitle(/Restart 3 phones in waves of 2\?/);
  await editor.screenshot('waves-offer');
  await dialogs.pick(/in waves of 2\?/, /All at once/);
  await dialogs.message(/3 of 3 phones accepted/);
  await dialogs.clearMessages();
});

ui('the log of another server is no longer read in the middle: the restart ends with that as well', async () => {
  const log = path.join(path.dirname(leases), 'tftp.log');
  writeFileSync(
    log,
    `${new Date().toISOString()} pbx dnsmasq-tftp[70]: sent /srv/tftp/SIP000DBC000000.cnf to 127.0.0.15\n`,
  );
  await editor.openFile('SIPDefault.cnf');
  await dialogs.run('Cisco: Stop Serving over TFTP');
  await dialogs.run('Cisco: Read Log of TFTP Server…');
  await dialogs.pick(/Which log/, /Browse/);
  await dialogs.answerFile(/Log of a TFTP Server/, log);
  await restart(/Attic/);
  await dialogs.accept(/which phones/);
  await dialogs.pick(/Address of SIP000DBC000000/, /127\.0\.0\.15/);
  await dialogs.pick(/2 at a time/, /Wait until each wave is up, stop/);
  await editor.expectText('0 of 1 phone is up, 1 is restarting.');
  await dialogs.run('Cisco: Clear Boot Log');
  const told = /1 of 1 phone took the message\. The log tftp\.log is no longer followed\. No more phones are told/;
  await dialogs.message(told);
  await dialogs.clearMessages();
});
