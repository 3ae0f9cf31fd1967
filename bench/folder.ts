/** A TFTP folder with as many phones as wanted, the same for the same number, and some faults in it. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface FolderFiles {
  readonly path: string;
  readonly phones: number;
  /** Bytes of all files. */
  readonly bytes: number;
  /** The files that have a fault. */
  readonly faulty: readonly string[];
  /** The text of SIPDefault.cnf, and the place in it of a value on which the findings of every phone may depend. */
  readonly defaults: { readonly text: string; readonly line: number; readonly character: number };
}

export const defaultsName = 'SIPDefault.cnf';

/** Of this many phones one has a fault. */
const faultEvery = 50;

const faults = [
  'proxy1_port: 65536',
  'timer_register_expires: 0',
  'preferred_codec: g722',
  'dtmf_avt_payload: 12',
  'start_media_port: 1000',
  'nat_enabel: 1',
  'phone_prompt: "More than the display of a phone can show"',
];

const proxy = 'proxy1_address: "pbx.example.net"';
const defaultLines = [
  '# What all phones have in common',
  'image_version: P0S3-8-12-00',
  'sync: 1',
  proxy,
  'proxy1_port: 5060',
  'proxy_register: 1',
  'timer_register_expires: 3600',
  'dial_template: dialplan',
  'preferred_codec: g711alaw',
  'enable_vad: 0',
  'tos_media: 5',
  'dtmf_inband: 1',
  'dtmf_outofband: avt',
  'sntp_server: "ntp.example.net"',
  'sntp_mode: unicast',
  'time_zone: CET',
  'telnet_level: 0',
];

const dialPlan = `<DIALTEMPLATE>
  <TEMPLATE MATCH="112" Timeout="0"/>
  <TEMPLATE MATCH="0,00*" Timeout="5"/>
  <TEMPLATE MATCH="0,*" Timeout="5"/>
  <TEMPLATE MATCH="2....." Timeout="1"/>
  <TEMPLATE MATCH="*" Timeout="5"/>
</DIALTEMPLATE>
`;

/** Writes the folder, which must not be there yet. */
export function writeFolder(path: string, phones: number): FolderFiles {
  mkdirSync(path, { recursive: true });
  let bytes = 0;
  const write = (name: string, text: string) => {
    writeFileSync(join(path, name), text);
    bytes += Buffer.byteLength(text);
  };
  const text = `${defaultLines.join('\n')}\n`;
  write(defaultsName, text);
  write('dialplan.xml', dialPlan);
  write('syncinfo.xml', '<SYNCINFO>\n  <IMAGE VERSION="*" SYNC="2"/>\n</SYNCINFO>\n');
  for (const ending of ['loads', 'sb2']) write(`P0S3-8-12-00.${ending}`, '');
  const faulty: string[] = [];
  for (let index = 0; index < phones; index++) {
    const name = `SIP${macOf(index)}.cnf`;
    const isFaulty = index % faultEvery === faultEvery >> 1;
    if (isFaulty) faulty.push(name);
    const fault = isFaulty ? [faults[Math.floor(index / faultEvery) % faults.length]!] : [];
    write(name, `${[...phoneLines(index), ...fault].join('\n')}\n`);
  }
  const line = defaultLines.indexOf(proxy);
  return { path, phones, bytes, faulty, defaults: { text, line, character: proxy.length - '.net"'.length } };
}

function macOf(index: number): string {
  return (0x000dbc000000 + index * 3).toString(16).toUpperCase().padStart(12, '0');
}

/** One to six lines, as the phones have them. */
function phoneLines(index: number): string[] {
  const extension = String(200_000 + index);
  const lines = Array.from({ length: 1 + (index % 6) }, (_, at) => {
    const number = at + 1;
    const user = at === 0 ? extension : `${extension}${number}`;
    return [
      `# Line ${number}`,
      `line${number}_name: "${user}"`,
      `line${number}_shortname: "${extension}"`,
      `line${number}_displayname: "Desk ${extension}"`,
      `line${number}_authname: "${user}"`,
      `line${number}_password: "${user}-not-a-secret"`,
    ];
  });
  return [
    `# Desk ${extension}`,
    `phone_label: "Desk ${extension}"`,
    'phone_prompt: "SIP Phone"',
    'user_info: none',
    ...lines.flat(),
  ];
}
