/** A folder is served from the editor, a phone starts from it, and the Boot Log shows how; also out of a log. */
import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { appendFileSync, chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';
import { Phone } from '../phone/phone.ts';
import { readFile } from '../phone/tftpClient.ts';
import { freePort } from '../support/freePort.ts';
import { BootLogTree } from './bootLogTree.ts';
import type { Dialogs } from './dialogs.ts';
import { changeSettings, deskFor, type Session } from './session.ts';
import { stateDir } from './toolchain.ts';
import { until, type Workbench } from './workbench.ts';

const mac = '000DBC001122';
const log = path.join(stateDir, 'serving', 'logs', 'tftp.log');
/** Where a program lies that stands in for journalctl, and notes the number of its process. */
const programs = path.join(stateDir, 'serving', 'programs');
const journalProcess = path.join(programs, 'process');
let session: Session;
let editor: Workbench;
let dialogs: Dialogs;
let bootLog: BootLogTree;
let phone: Phone;
let port: number;
/** When the phone began to start last: milliseconds since 1970. */
let began: number;

/** It says what a phone asks for, and goes on for ever. */
function makeJournal(): void {
  mkdirSync(programs, { recursive: true });
  rmSync(journalProcess, { force: true });
  const script = [
    '#!/bin/sh',
    `echo "$$" > "${journalProcess}"`,
    'echo "$(date -u +%Y-%m-%dT%H:%M:%S+0000) pbx in.tftpd[4]: RRQ from 192.0.2.55 filename SIP000DBC005555.cnf"',
    'echo "The journal has been rotated" >&2',
    'exec sleep 600',
    '',
  ].join('\n');
  writeFileSync(path.join(programs, 'journalctl'), script);
  chmodSync(path.join(programs, 'journalctl'), 0o755);
  // The editor starts with what is found here.
  process.env.PATH = `${programs}:${process.env.PATH}`;
}

before(async () => {
  makeJournal();
  port = await freePort();
  phone = new Phone({ mac, tftp: { host: '127.0.0.1', port }, sip: { port: 0 } });
});
after(() => phone?.stop());

const ui = deskFor('serving', {
  prepare: (prepared) => {
    session = prepared;
    changeSettings(session.folder, { 'cisco.serve.host': '127.0.0.1', 'cisco.serve.port': port });
    write('SIPDefault.cnf', 'image_version: "P0S3-8-12-00"\ndial_template: "dialplan"\n');
    write(`SIP${mac}.cnf`, 'phone_label: "Reception"\nline1_name: "2001"\n');
    rmSync(path.join(session.folder, 'dialplan.xml'));
    write('DialPlan.xml', '<DIALTEMPLATE>\n  <TEMPLATE MATCH="2..." Timeout="0"/>\n</DIALTEMPLATE>\n');
  },
  opened: (desk) => {
    ({ editor, dialogs } = desk);
    bootLog = new BootLogTree(editor);
  },
});

function write(name: string, text: string): void {
  writeFileSync(path.join(session.folder, name), text);
}

async function startPhone(): Promise<void> {
  began = Date.now();
  await phone.start();
}

const statusItem = () => editor.page.locator('.statusbar-item').filter({ hasText: 'TFTP' });

ui('a port that another program has is explained, with the ways out', async () => {
  const other = createSocket('udp4').bind(port, '127.0.0.1');
  await once(other, 'listening');
  await editor.openFile('SIPDefault.cnf');
  await dialogs.run('Cisco: Serve This Folder over TFTP');
  await dialogs.confirm(/Another program already has UDP port/, 'Copy What to Do', 'serving-port-taken');
  await statusItem().waitFor();
  other.close();
  await once(other, 'close');
});

ui('the folder is served, and the status bar shows where', async () => {
  await editor.openFile('SIPDefault.cnf');
  await dialogs.run('Cisco: Serve This Folder over TFTP');
  const told = await dialogs.message(/Phones can fetch from/);
  assert.match(told, new RegExp(`at 127\\.0\\.0\\.1, UDP port ${port}\\. Phones ask at port 69 only`));
  await dialogs.pressButton(/Phones can fetch from/, 'Show Boot Log');
  await bootLog.enlarge();
  await bootLog.expectNothing(/No phone has asked for anything yet/);
  await until('the address in the status bar', async () =>
    (await statusItem().textContent())?.includes(`TFTP 127.0.0.1:${port}`),
  );
});

ui('a phone that starts is shown under its name, with the file that differs in letter case', async () => {
  await startPhone();
  await bootLog.expectRows(
    /2001 Reception, running: .*00:0D:BC:00:11:22 · 127\.0\.0\.1/,
    /asks for dialplan\.xml, the folder has DialPlan\.xml: letter case/,
    /letter for letter/,
    /Copy DialPlan\.xml as dialplan\.xml/,
    /CTLSEP000DBC001122\.tlv.*not there, which is normal/,
    /SIPDefault\.cnf.*got \d+ bytes/,
    /dialplan\.xml.*not there, but DialPlan\.xml is/,
  );
  await editor.screenshot('boot-log');
});

ui('the value that leads to it is among the problems', async () => {
  await editor.showProblems();
  await until('the problem', async () =>
    (await editor.problems()).some(({ code }) => code === 'cnf/asked-file-missing'),
  );
  await editor.screenshot('boot-log-problem');
  await editor.hideProblems();
});

ui('a click makes the copy, and the phone comes up with it', async () => {
  await bootLog.click(/Copy DialPlan\.xml/);
  await dialogs.message(/dialplan\.xml is there now/);
  const [copy, original] = ['dialplan.xml', 'DialPlan.xml'].map((name) =>
    readFileSync(path.join(session.folder, name)),
  );
  assert.deepEqual(copy, original);
  // Nobody has asked for it yet, and it is not offered any more, as long as it is there.
  await bootLog.expectRows(/letter case/, /dialplan\.xml is there now\. A phone gets it when it asks for it again/);
  await bootLog.expectNoRow(/Copy DialPlan\.xml/);
  rmSync(path.join(session.folder, 'dialplan.xml'));
  await bootLog.expectRows(/letter case/, /letter for letter/, /Copy DialPlan\.xml as dialplan\.xml/);
  writeFileSync(path.join(session.folder, 'dialplan.xml'), original ?? '');
  await bootLog.expectNoRow(/Copy DialPlan\.xml/);
  // A phone does not start anew within five seconds.
  await until('the time that a phone takes', () => Date.now() > began + 5500);
  await startPhone();
  await bootLog.expectRows(
    /2001 Reception, running: the SIP application has its dial plan/,
    /Start at .*running/,
    /Start at .*running/,
    /dialplan\.xml.*got \d+ bytes/,
  );
  assert.doesNotMatch((await bootLog.rows()).join('\n'), /letter case/);
  await editor.screenshot('boot-log-running');
  await dialogs.clearMessages();
});

ui('the options for a DHCP server are copied', async () => {
  await dialogs.run('Cisco: Copy DHCP Options');
  await dialogs.expectTitle(/with 127\.0\.0\.1 for which DHCP server/);
  await editor.screenshot('dhcp-options');
  await dialogs.pick(/which DHCP server/, /dnsmasq/);
  await dialogs.pressButton(/options for dnsmasq are in the clipboard/, 'Show');
  await editor.expectText('dhcp-option=150,127.0.0.1', 'dhcp-option=66,127.0.0.1');
  await editor.command('View: Revert and Close Editor');
  await dialogs.clearMessages();
});

ui('the status bar offers what there is to do; after the end nobody answers', async () => {
  await statusItem().click();
  await dialogs.expectTitle(/TFTP, UDP port/);
  await editor.screenshot('serving-menu');
  await dialogs.pick(/TFTP, UDP port/, /Stop Serving/);
  await statusItem().waitFor({ state: 'detached' });
  const answer = await readFile({ host: '127.0.0.1', port }, 'SIPDefault.cnf', {
    timeoutMilliseconds: 200,
    attempts: 2,
  });
  assert.notEqual(answer.kind, 'file');
  await bootLog.expectRows(/2001 Reception/);
});

ui('the log of another server tells why a phone stopped', async () => {
  mkdirSync(path.dirname(log), { recursive: true });
  const asked = ['CTLSEP000DBC003344.tlv', 'SEP000DBC003344.cnf.xml', 'SIP000DBC003344.cnf', 'MGC000DBC003344.cnf'];
  const line = (file: string, second: number) =>
    `Nov 20 10:21:${10 + second} pbx dnsmasq-tftp[70]: file ${session.folder}/${file} not found for 192.0.2.33\n`;
  write('XMLDefault.cnf.xml', '<Default>\n</Default>\n');
  writeFileSync(log, [...asked, 'xmlDefault.CNF.XML'].map(line).join(''));
  await editor.openFile('SIPDefault.cnf');
  await dialogs.run('Cisco: Read Log of TFTP Server…');
  await dialogs.pick(/Which log/, /Browse/);
  await dialogs.answerFile(/Log of a TFTP Server/, log);
  await bootLog.expectRows(
    /00:0D:BC:00:33:44, stopped: asks for xmlDefault\.CNF\.XML, the folder has XMLDefault\.cnf\.xml: letter case/,
    /Copy XMLDefault\.cnf\.xml as xmlDefault\.CNF\.XML/,
    /MGC000DBC003344\.cnf.*not there, which is normal/,
  );
  await editor.screenshot('boot-log-stopped');
});

ui('the log is followed as it grows, and a dial plan that is missing is made', async () => {
  const line = (text: string) => `${new Date().toISOString()} pbx dnsmasq-tftp[70]: ${text} for 192.0.2.44\n`;
  appendFileSync(log, line(`file ${session.folder}/SIPDefault.cnf not found`));
  await bootLog.expectRows(/192\.0\.2\.44, starting/);
  appendFileSync(log, line(`file ${session.folder}/office.xml not found`));
  await bootLog.expectRows(/192\.0\.2\.44, running/);
  await bootLog.open(/192\.0\.2\.44/);
  await bootLog.expectRows(/office\.xml is not there/, /no dial plan/, /Create office\.xml/);
  await bootLog.click(/Create office\.xml/);
  await editor.expectText('<DIALTEMPLATE>');
  await bootLog.expectRows(/office\.xml is there now/);
  await bootLog.expectNoRow(/Create office\.xml/);
});

ui('a journal that ends while it is followed says so, and is followed again at a click', async () => {
  const follows = () => Number(readFileSync(journalProcess, 'utf8'));
  await dialogs.run('Cisco: Read Log of TFTP Server…');
  await dialogs.pick(/Which log/, /The journal of this system/);
  await bootLog.expectRows(/00:0D:BC:00:55:55/);
  const first = follows();
  process.kill(first, 'SIGKILL');
  const told = /The log journal is no longer followed: The journal has been rotated/;
  await dialogs.message(told);
  await bootLog.expectMessage(told);
  // What was seen stays.
  await bootLog.expectRows(/00:0D:BC:00:55:55/);
  await editor.screenshot('boot-log-journal-ended');
  await dialogs.pressButton(told, 'Follow Again');
  await until('another journal', () => follows() !== first);
  await bootLog.expectRows(/00:0D:BC:00:55:55/);
  await bootLog.expectNoMessage(told);
});

ui('what is cleared is gone', async () => {
  await dialogs.run('Cisco: Clear Boot Log');
  await bootLog.expectNothing(/See what phones ask for as they start/);
});
