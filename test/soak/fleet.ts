/** The TFTP folder that the soak works in: some hundred phones, a dial plan with its tests, and what belongs to it. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Files = Readonly<Record<string, string>>;

const defaults = `# What all phones have in common
image_version: P0S3-8-12-00
sync: 1
proxy1_address: "pbx.example.net"
proxy1_port: 5060
proxy_register: 1
timer_register_expires: 3600
dial_template: dialplan
preferred_codec: g711alaw
tos_media: 5
dtmf_outofband: avt
sntp_server: "ntp.example.net"
sntp_mode: unicast
time_zone: CET
telnet_level: 0
`;

const plan = `<DIALTEMPLATE>
  <TEMPLATE MATCH="112" Timeout="0"/>
  <TEMPLATE MATCH="0,00*" Timeout="5"/>
  <TEMPLATE MATCH="0,*" Timeout="5"/>
  <TEMPLATE MATCH="2..." Timeout="1"/>
  <TEMPLATE MATCH="*" Timeout="5"/>
</DIALTEMPLATE>
`;

/** The texts of all files. Every twentieth phone has a fault. */
export function fleetOf(phones: number): Files {
  const files: Record<string, string> = {
    'SIPDefault.cnf': defaults,
    'dialplan.xml': plan,
    'dialplan.tests': '2001  dials 2001 after 1 s\n112   dials 112 now\n0123  dials after 5 s\n',
    'syncinfo.xml': '<IMAGE VERSION="*" SYNC="1"/>\n',
    'OS79XX.TXT': 'P003-8-12-00\n',
    'RINGLIST.DAT': 'Old style\tringer1.pcm\nTwo tones\tringer2.pcm\n',
    'ringer1.pcm': 'x'.repeat(8000),
  };
  for (let index = 0; index < phones; index++) files[phoneName(index)] = phoneText(index);
  return files;
}

export function phoneName(index: number): string {
  return `SIP000DBC${index.toString(16).toUpperCase().padStart(6, '0')}.cnf`;
}

function phoneText(index: number): string {
  const fault = index % 20 === 19 ? 'proxy1_port: 70000\n' : '';
  const name = 2000 + index;
  return `phone_label: "Room ${index}"\nline1_name: ${name}\nline1_authname: ${name}\nline1_password: "soak-secret"\n${fault}`;
}

export function writeFleet(path: string, files: Files): void {
  mkdirSync(path, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
}
