/**
 * The whole round, as an admin goes it: edit, push, check-sync, and a phone that restarts with the new value. The phone
 * is ours, but it boots over TFTP from the folder that the editor pushes to, and hears the message over UDP.
 */
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';
import { startTryOut, type TryOut } from '../phone/demoServer.ts';
import type { PhoneEvent } from '../phone/phone.ts';
import { freePort } from '../support/freePort.ts';
import type { Dialogs } from './dialogs.ts';
import { changeSettings, deskFor, fillFolder } from './session.ts';
import { stateDir } from './toolchain.ts';
import { until, type Workbench } from './workbench.ts';

const target = path.join(stateDir, 'round', 'target');
const phoneFile = 'SIP001122334455.cnf';
let editor: Workbench;
let dialogs: Dialogs;
let tryOut: TryOut;
const events: PhoneEvent[] = [];

before(async () => {
  fillFolder(target, {
    'SIPDefault.cnf': `voip_control_port: ${await freePort()}\ndial_template: dialplan\nsync: "0001"\n`,
    'syncinfo.xml': '<SYNCINFO>\n  <IMAGE VERSION="*" SYNC="0001"/>\n</SYNCINFO>\n',
    'dialplan.xml': '<DIALTEMPLATE>\n  <TEMPLATE MATCH="*" Timeout="5"/>\n</DIALTEMPLATE>\n',
    [phoneFile]: 'phone_label: "Reception"\nline1_name: "100"\n',
  });
  tryOut = await startTryOut({ folder: target, mac: '001122334455', say: () => {}, phone: { idleMilliseconds: 100 } });
  tryOut.phone.on('event', (event) => events.push(event));
});
after(() => tryOut?.stop());

const ui = deskFor('round', {
  prepare: ({ folder }) => {
    cpSync(target, folder, { recursive: true });
    changeSettings(folder, { 'cisco.tftp.folder': target });
  },
  opened: (desk) => {
    ({ editor, dialogs } = desk);
  },
});

const happened = (type: PhoneEvent['type']) => events.some((event) => event.type === type);

ui('edit, push, check-sync: the phone restarts and has the new value', async () => {
  assert.equal(tryOut.phone.flash.settings.phone_label, 'Reception');
  await editor.openFile(phoneFile);
  await editor.insertLineBelow(/line1_name/);
  await editor.type('line1_displayname: "Front desk"');
  await dialogs.run('Cisco: Push and Restart Phones');
  await dialogs.answer(/Address of/, '127.0.0.1');
  await dialogs.pick(/would not restart/, /Raise sync and SYNC/);
  await dialogs.accept(/Push to/);
  await dialogs.message(/The phone understood.*so it will\./);
  await until('the phone having started again', async () => happened('restarted') && happened('booted'));
  assert.equal(tryOut.phone.restarts, 1);
  assert.equal(tryOut.phone.flash.settings.line1_displayname, 'Front desk');
  assert.equal(tryOut.phone.flash.settings.sync, '0002');
  const fetched = events.flatMap((event) => (event.type === 'fetched' ? [event.file] : []));
  assert.ok(fetched.indexOf('syncinfo.xml') < fetched.indexOf(phoneFile), 'syncinfo.xml first, then the restart');
  await dialogs.clearMessages();
});

ui('told again without a change, it reads its dial plan and does not restart', async () => {
  events.length = 0;
  await editor.openFile(phoneFile);
  await dialogs.run('Cisco: Send check-sync');
  await dialogs.pick(/Address of/, /127\.0\.0\.1/);
  await dialogs.pick(/would not restart/, /Leave both/);
  await dialogs.message(/The phone understood/);
  await until('the phone having looked', async () => happened('compared') && happened('dialPlan'));
  assert.equal(tryOut.phone.restarts, 1);
  assert.deepEqual(
    events.flatMap((event) => (event.type === 'compared' ? [event.restarts] : [])),
    [false],
  );
});
