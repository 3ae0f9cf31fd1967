/** Phones told to look at their files, as users do it, with a phone's SIP side played on loopback. */
import assert from 'node:assert/strict';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';
import type { Dialogs } from './dialogs.ts';
import { changeSettings, deskFor, fillFolder, type Session } from './session.ts';
import { stateDir } from './toolchain.ts';
import { until, type Workbench } from './workbench.ts';

const target = path.join(stateDir, 'check-sync', 'target');
const phone = 'SIP001122334455';
const silent = 'SIP00112233AABB';
let session: Session;
let editor: Workbench;
let dialogs: Dialogs;
let socket: Socket;
/** What the phone got, and what it answers. */
let requests: string[] = [];
let status = '200 OK';

before(async () => {
  socket = createSocket('udp4', (message, { address, port }) => {
    const text = message.toString();
    requests.push(text);
    // What asks for a password is content with any: whether it is the right one is not what is tested here.
    const login = status.startsWith('401') ? ['WWW-Authenticate: Digest realm="office", nonce="abc"'] : [];
    const answer = /^Authorization:/im.test(text) ? '200 OK' : status;
    const kept = text.split('\r\n').filter((line) => /^(?:Via|From|To|Call-ID|CSeq):/i.test(line));
    socket.send([`SIP/2.0 ${answer}`, ...kept, ...login, 'Content-Length: 0', '', ''].join('\r\n'), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
});
after(() => {
  socket?.close();
});

const ui = deskFor('check-sync', {
  prepare: (prepared) => {
    session = prepared;
    fillFolder(target, {});
    changeSettings(session.folder, { 'cisco.tftp.folder': target });
    write('SIPDefault.cnf', `voip_control_port: ${socket.address().port}\nsync: "0007"\n`);
    write('syncinfo.xml', '<SYNCINFO>\n  <IMAGE VERSION="*" SYNC="0008"/>\n</SYNCINFO>\n');
    write(`${phone}.cnf`, 'phone_label: "Reception"\nline1_name: "100"\n');
    // Nothing listens on this port.
    write(`${silent}.cnf`, 'phone_label: "Door"\nline1_name: "200"\nvoip_control_port: 1025\n');
  },
  opened: (desk) => {
    ({ editor, dialogs } = desk);
  },
  begin: () => {
    requests = [];
    status = '200 OK';
  },
});

function write(name: string, text: string): void {
  writeFileSync(path.join(session.folder, name), text);
}

function here(name: string): string {
  return readFileSync(path.join(session.folder, name), 'utf8');
}

function there(name: string): string {
  return readFileSync(path.join(target, name), 'utf8');
}

ui('the open phone file says whom to send to; the address is asked for', async () => {
  await editor.openFile(`${phone}.cnf`);
  await dialogs.run('Cisco: Send check-sync');
  await dialogs.expectTitle(/Address of SIP001122334455 Reception/);
  await editor.type('no address');
  await editor.page.getByText('No address of a phone.').first().waitFor();
  await editor.screenshot('check-sync-address');
  await dialogs.answer(/Address of/, '127.0.0.1');
  await dialogs.expectTitle(/Not pushed yet: .*syncinfo\.xml/);
  await editor.screenshot('check-sync-not-pushed');
  assert.equal(requests.length, 0);
  await dialogs.pick(/Not pushed yet/, /Push first/);
  await dialogs.accept(/Push to/);
  const text = await dialogs.message(/SIP001122334455 Reception/);
  assert.match(text, /The phone understood/);
  assert.match(text, /In the files they differ, so it will\./);
  await editor.screenshot('check-sync-accepted');
  assert.equal(requests.length, 1);
  assert.match(requests[0] ?? '', new RegExp(`^NOTIFY sip:100@127.0.0.1:${socket.address().port} SIP/2.0\r\n`));
  assert.match(requests[0] ?? '', /\r\nEvent: check-sync\r\n/);
  assert.match(requests[0] ?? '', /\r\nUser-Agent: cisco-sip-phones\/\d/);
  await dialogs.pressButton(/Reception/, 'Show Trace');
  await editor.page.locator('.panel .view-line').filter({ hasText: 'CSeq: 1 NOTIFY' }).first().waitFor();
  await editor.screenshot('check-sync-trace');
  await editor.press('Control+j');
  await dialogs.clearMessages();
});

ui('the address is offered the next time; a refusal says what to do, and is tried again', async () => {
  status = '404 Not Found';
  await editor.openFile(`${phone}.cnf`);
  await dialogs.run('Cisco: Send check-sync');
  await dialogs.pick(/Address of/, /127\.0\.0\.1/);
  assert.match(await dialogs.message(/Reception/), /no line named 100.*Use a lineN_name/);
  await editor.screenshot('check-sync-refused');
  status = '200 OK';
  await dialogs.pressButton(/Reception/, 'Retry');
  await dialogs.message(/The phone understood/);
  assert.equal(requests.length, 2);
  await dialogs.clearMessages();
});

ui('equal values: both are raised, pushed and only then is the phone told', async () => {
  write('syncinfo.xml', '<SYNCINFO>\n  <IMAGE VERSION="*" SYNC="0007"/>\n</SYNCINFO>\n');
  await editor.openFile(`${phone}.cnf`);
  await dialogs.run('Cisco: Send check-sync');
  await dialogs.pick(/Address of/, /127\.0\.0\.1/);
  await dialogs.expectTitle(/would not restart/);
  await editor.screenshot('check-sync-equal');
  assert.equal(requests.length, 0);
  await dialogs.pick(/would not restart/, /Raise sync and SYNC/);
  await dialogs.expectTitle(/Push to/);
  assert.equal((await dialogs.rows()).length, 2);
  await dialogs.accept(/Push to/);
  await dialogs.message(/The phone understood.*so it will\./);
  for (const read of [here, there]) {
    assert.match(read('SIPDefault.cnf'), /^sync: "0008"$/m);
    assert.match(read('syncinfo.xml'), / SYNC="0008"/);
  }
  await dialogs.clearMessages();
});

ui('equal values can be left as they are', async () => {
  await editor.openFile(`${phone}.cnf`);
  await dialogs.run('Cisco: Send check-sync');
  await dialogs.pick(/Address of/, /127\.0\.0\.1/);
  await dialogs.pick(/would not restart/, /Leave both/);
  assert.match(await dialogs.message(/The phone understood/), /it will not unless/);
  await dialogs.clearMessages();
});

ui('bump sync alone is an edit that can be undone', async () => {
  await editor.openFile('syncinfo.xml');
  await dialogs.run('Cisco: Bump sync');
  await dialogs.pick(/restart the phones/, /Change SYNC only/);
  await dialogs.message(/SYNC is now 0009, in syncinfo\.xml/);
  await editor.screenshot('bump-sync');
  assert.match(here('syncinfo.xml'), / SYNC="0009"/);
  assert.match(here('SIPDefault.cnf'), /sync: "0008"/);
  await editor.openFile('syncinfo.xml');
  await editor.press('Control+z');
  await editor.expectText('SYNC="0008"');
  await editor.save();
  await dialogs.clearMessages();
});

ui('push and restart in one gesture', async () => {
  await editor.openFile(`${phone}.cnf`);
  await editor.insertLineBelow(/line1_name/);
  await editor.type('line1_displayname: "Front desk"');
  await dialogs.run('Cisco: Push and Restart Phones');
  await dialogs.pick(/Address of/, /127\.0\.0\.1/);
  await dialogs.pick(/would not restart/, /Raise sync and SYNC/);
  await dialogs.expectTitle(/Push to/);
  await editor.screenshot('push-and-restart');
  await dialogs.accept(/Push to/);
  await dialogs.message(/The phone understood.*so it will\./);
  assert.match(there(`${phone}.cnf`), /Front desk/);
  assert.match(there('syncinfo.xml'), /SYNC="0009"/);
  assert.match(there('SIPDefault.cnf'), /sync: "0009"/);
  assert.equal(requests.length, 1);
  await dialogs.clearMessages();
});

ui('several phones: a table fills, failures come first and are tried again', async () => {
  write('syncinfo.xml', '<SYNCINFO>\n  <IMAGE VERSION="*" SYNC="1000"/>\n</SYNCINFO>\n');
  await editor.openFile('SIPDefault.cnf');
  await dialogs.run('Cisco: Send check-sync');
  await dialogs.expectTitle(/which phones/);
  await dialogs.tick(/Reception/);
  await dialogs.tick(/Door/);
  await editor.screenshot('check-sync-phones');
  await dialogs.accept(/which phones/);
  await dialogs.answer(/Address of SIP00112233AABB Door/, '127.0.0.1');
  await dialogs.pick(/Not pushed yet/, /without pushing/);
  await dialogs.message(/1 of 2 phones accepted, 1 did not/);
  await editor.expectText('FAILED (1)', 'nothing listens on its UDP port 1025', 'ACCEPTED (1)');
  await editor.screenshot('check-sync-table');
  assert.equal(requests.length, 1);
  await dialogs.pressButton(/1 of 2/, 'Retry the Failed');
  await until('the retry', async () => (await dialogs.message(/nothing listens/)) !== '');
  await dialogs.clearMessages();
});

ui('a password is asked for once and kept where secrets are', async () => {
  status = '401 Unauthorized';
  await editor.openFile(`${phone}.cnf`);
  for (const first of [true, false]) {
    await dialogs.run('Cisco: Send check-sync');
    await dialogs.pick(/Address of/, /127\.0\.0\.1/);
    if (first) {
      await dialogs.pick(/Not pushed yet/, /Push first/);
      await dialogs.accept(/Push to/);
      await dialogs.answer(/User name for office/, 'admin');
      await dialogs.answer(/Password of admin for office/, 'made-up-Secret-81');
    }
    await dialogs.message(/The phone understood/);
    await dialogs.clearMessages();
  }
  assert.equal(requests.length, 4);
  assert.match(requests[3] ?? '', /^Authorization: Digest username="admin".*realm="office"/m);
  const logs = readdirSync(path.join(stateDir, 'check-sync/profile/user'), { recursive: true, encoding: 'utf8' });
  for (const name of logs.filter((each) => each.endsWith('.log'))) {
    const text = readFileSync(path.join(stateDir, 'check-sync/profile/user', name), 'utf8');
    assert.doesNotMatch(text, /made-up-Secret-81|response="[0-9a-f]{32}/, name);
  }
});

ui('how a PBX sends it is copied', async () => {
  await editor.openFile(`${phone}.cnf`);
  await dialogs.run('Cisco: Copy check-sync for the PBX');
  await dialogs.expectTitle(/which PBX/);
  await editor.screenshot('check-sync-pbx');
  await dialogs.pick(/which PBX/, /PJSIP/);
  await dialogs.pressButton(/PJSIP/, 'Show');
  await editor.expectText('pjsip send notify', 'endpoint 100');
  assert.equal(requests.length, 0);
  await dialogs.clearMessages();
});
