/**
 * The whole story, as an administrator lives it: phones start from the editor without the dial plan that they are told
 * to fetch, the finding about it is mended, and a restart in waves brings them up with the plan.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';
import { Phone, type PhoneEvent } from '../phone/phone.ts';
import { freePort } from '../support/freePort.ts';
import { BootLogTree } from './bootLogTree.ts';
import type { Dialogs } from './dialogs.ts';
import { changeSettings, deskFor, fillFolder, type Session } from './session.ts';
import { until, type Workbench } from './workbench.ts';

const [tftp, sip] = [await freePort(), await freePort()];
const places = [
  { mac: '000DBC000A01', address: '127.0.0.21', label: 'Reception', line: '2001' },
  { mac: '000DBC000A02', address: '127.0.0.22', label: 'Kitchen', line: '2002' },
  { mac: '000DBC000A03', address: '127.0.0.23', label: 'Office', line: '2003' },
];
let session: Session;
let editor: Workbench;
let dialogs: Dialogs;
let bootLog: BootLogTree;
let phones: Phone[] = [];
/** What the phones live through, in the order in which it happened. */
let lived: string[] = [];

function live(line: string, event: PhoneEvent): void {
  if (event.type === 'notify' && !event.repeat) lived.push(`${line} is told`);
  if (event.type === 'missing' && event.file === 'office.xml') lived.push(`${line} has no office.xml`);
  if (event.type === 'dialPlan') lived.push(`${line} has ${event.rules} rule of ${event.file}`);
  if (event.type === 'restarted') lived.push(`${line} restarts`);
  if (event.type === 'booted') lived.push(`${line} is up`);
}

before(() => {
  phones = places.map(({ mac, address, line }) => {
    const options = { tftp: { host: '127.0.0.1', port: tftp }, sip: { host: address }, idleMilliseconds: 100 };
    const phone = new Phone({ mac, ...options });
    phone.on('event', (event) => live(line, event));
    return phone;
  });
});
after(() => Promise.all(phones.map((phone) => phone.stop())));

const ui = deskFor('story', {
  prepare: (prepared) => {
    session = prepared;
    fillFolder(session.folder, {
      'SIPDefault.cnf': `dial_template: "office"\nsync: "0007"\nvoip_control_port: ${sip}\n`,
      'syncinfo.xml': '<SYNCINFO>\n  <IMAGE VERSION="*" SYNC="0007"/>\n</SYNCINFO>\n',
      ...Object.fromEntries(
        places.map(({ mac, label, line }) => [`SIP${mac}.cnf`, `phone_label: "${label}"\nline1_name: "${line}"\n`]),
      ),
    });
    changeSettings(session.folder, {
      'cisco.serve.host': '127.0.0.1',
      'cisco.serve.port': tftp,
      'cisco.checkSync.waveSize': 2,
    });
  },
  opened: (desk) => {
    ({ editor, dialogs } = desk);
    bootLog = new BootLogTree(editor);
  },
});

/** Waits until these are the findings in the Problems view; rows that belong to one of them have no code. */
async function expectFindings(...codes: string[]): Promise<void> {
  await until(`${codes.join(', ')} in the Problems view`, async () => {
    const shown = (await editor.problems()).flatMap(({ code }) => code || []);
    return shown.sort().join() === codes.join();
  });
}

function here(name: string): string {
  return readFileSync(path.join(session.folder, name), 'utf8');
}

ui('phones start from the folder, and the Boot Log says which file they did not get', async () => {
  await editor.openFile('SIPDefault.cnf');
  await dialogs.run('Cisco: Serve This Folder over TFTP');
  await dialogs.pressButton(/Phones can fetch from/, 'Show Boot Log');
  await bootLog.enlarge();
  for (const phone of phones) await phone.start();
  assert.deepEqual(
    lived,
    places.flatMap(({ line }) => [`${line} has no office.xml`, `${line} is up`]),
  );
  await bootLog.expectRows(/2001 Reception, running/, /2002 Kitchen, running/, /2003 Office, running/);
  await bootLog.open(/2003 Office/);
  await bootLog.expectRows(/2003 Office/, /office\.xml is not there/, /Create office\.xml/, /office\.xml.*not there/);
  await dialogs.clearMessages();
  await editor.screenshot('story-boot-log');
});

ui('the finding stands at the name of the plan, and its fix creates the plan', async () => {
  await editor.showProblems();
  await expectFindings('cnf/asked-file-missing', 'syncinfo/same-as-sync');
  const row = editor.page.locator('.markers-panel .monaco-list-row').filter({
    hasText: /The phones 00:0D:BC:00:0A:01, .*:02 and .*:03 asked for 'office\.xml'.*asked-file-missing.*Ln 1, Col 17/,
  });
  await row.waitFor();
  await editor.screenshot('story-finding');
  // The menu of the row holds the fixes that are known as it opens: the bulb says that they are.
  await row.hover();
  await row.locator('.markers-panel-action-quickfix').waitFor();
  await dialogs.runFromMenu(row, 'Create office.xml');
  await until(
    'the plan on the disk',
    () => readdirSync(session.folder).includes('office.xml') && here('office.xml') !== '',
  );
  assert.match(here('office.xml'), /^<DIALTEMPLATE>\n.*MATCH="\*".*\n<\/DIALTEMPLATE>\n$/);
  await expectFindings('syncinfo/same-as-sync');
  await editor.screenshot('story-mended');
  await editor.hideProblems();
});

ui('a restart in waves raises sync first, and all phones come up with the plan', async () => {
  lived = [];
  await editor.openFile('SIPDefault.cnf');
  await dialogs.run('Cisco: Restart Phones in Waves');
  await dialogs.expectTitle(/which phones/);
  for (const { label } of places) await dialogs.tick(new RegExp(label));
  await dialogs.accept(/which phones/);
  await dialogs.pick(/Restart 3 phones, 2 at a time/, /Wait until each wave is up, stop/);
  await dialogs.expectTitle(/would not restart/);
  await editor.screenshot('story-sync');
  await dialogs.pick(/would not restart/, /Raise sync and SYNC/);
  await dialogs.message(/3 of 3 phones are up/);
  await editor.expectText('in waves of 2', '3 of 3 phones are up.', 'UP (3)', 'wave 1', 'wave 2');
  await editor.screenshot('story-up');
  assert.match(here('SIPDefault.cnf'), /^sync: "0008"$/m);
  assert.match(here('syncinfo.xml'), / SYNC="0008"/);
  await until('all phones up', () => lived.filter((event) => event.endsWith('is up')).length === places.length);
  for (const { line } of places)
    assert.deepEqual(
      lived.filter((event) => event.startsWith(line)),
      ['is told', 'has 1 rule of office.xml', 'restarts', 'has 1 rule of office.xml', 'is up'].map(
        (event) => `${line} ${event}`,
      ),
    );
  const firstWave = Math.max(lived.indexOf('2001 restarts'), lived.indexOf('2002 restarts'));
  assert.ok(lived.indexOf('2003 is told') > firstWave, lived.join('\n'));
  await dialogs.clearMessages();
});

ui('the Boot Log shows the phones with their plan, and nothing is left to be mended', async () => {
  const running = places.map(({ line }) => new RegExp(`${line} .*, running: the SIP application has its dial plan`));
  await bootLog.expectRows(...running);
  assert.doesNotMatch((await bootLog.rows()).join('\n'), /Create office\.xml/);
  await editor.showProblems();
  // The values are the same again: the folder is at rest.
  await expectFindings('syncinfo/same-as-sync');
  await editor.screenshot('story-end');
});
