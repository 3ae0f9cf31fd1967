/**
 * What makes a PBX send check-sync: texts to copy. For phones behind NAT, and for those that only listen to their
 * proxy. None of them adds a parameter to the event, which the phone would refuse.
 */

import { defaultPort, escapeUser } from './message.ts';
import type { Phone } from './types.ts';

export interface PbxText {
  /** Asterisk with chan_sip, … */
  readonly title: string;
  /** What has to be in a file once, if anything. */
  readonly file?: { readonly path: string; readonly text: string };
  /** Lines for the PBX's shell. */
  readonly commands: string;
  /** What the commands take for granted. */
  readonly note: string;
}

/** The section that Asterisk's own samples have. */
const section = 'cisco-check-cfg';

/** Every PBX that is known, for the given phones. */
export function pbxTexts(phones: readonly Phone[]): PbxText[] {
  return [asteriskSip(phones), asteriskPjsip(phones), freeswitch(phones), kamailio(phones)];
}

/** Asterisk adds `Subscription-State: terminated` by itself, which the phone does not look at. */
export function asteriskSip(phones: readonly Phone[]): PbxText {
  return {
    title: 'Asterisk with chan_sip',
    // Versions before 1.8 need the length, later ones pass over it.
    file: { path: '/etc/asterisk/sip_notify.conf', text: `[${section}]\nEvent=>check-sync\nContent-Length=>0\n` },
    commands: lines(users(phones), (user) => asterisk(`sip notify ${section} ${cliWord(user)}`)),
    note: 'The peers are named like the lines of the phones. After a change of the file: asterisk -rx "sip reload".',
  };
}

export function asteriskPjsip(phones: readonly Phone[]): PbxText {
  return {
    title: 'Asterisk with PJSIP',
    // A Content-Length would be sent beside Asterisk's own.
    file: { path: '/etc/asterisk/pjsip_notify.conf', text: `[${section}]\nEvent=>check-sync\n` },
    commands: lines(users(phones), (user) => asterisk(`pjsip send notify ${section} endpoint ${cliWord(user)}`)),
    note: 'The endpoints are named like the lines of the phones. After a change of the file: asterisk -rx "module reload res_pjsip_notify.so".',
  };
}

/**
 * FreeSWITCH chooses the event by the phone's User-Agent: a plain check-sync for `Cisco-CP7960G` and `Cisco-CP7940G`,
 * and for agents that it does not know, as those of older loads.
 */
export function freeswitch(phones: readonly Phone[]): PbxText {
  const domain = `"$(fs_cli -x 'global_getvar domain')"`;
  return {
    title: 'FreeSWITCH',
    commands: lines(
      users(phones),
      (user) => `fs_cli -x ${shellWord(`sofia profile internal check_sync ${user}@`)}${domain}`,
    ),
    note: 'The phones are registered in the profile internal and the default domain.',
  };
}

/** Kamailio sends to the address, not to a registration. Its `kamcmd` adds a body of rubbish, so it is not used. */
export function kamailio(phones: readonly Phone[]): PbxText {
  return {
    title: 'Kamailio',
    commands: lines(phones, ({ host, port, user }) => {
      const address = host.includes(':') ? `[${host}]` : host;
      const uri = `sip:${escapeUser(user)}@${address}${port === defaultPort ? '' : `:${port}`}`;
      return `kamctl cisco_restart ${shellWord(uri)}`;
    }),
    note: 'kamctl is set up (the modules tm and jsonrpcs are loaded). It prints that the message was sent, not what the phone answered.',
  };
}

/** Asterisk and FreeSWITCH know a phone by its name, wherever it is. */
function users(phones: readonly Phone[]): string[] {
  return [...new Set(phones.map(({ user }) => user))];
}

function lines<Item>(items: readonly Item[], line: (item: Item) => string): string {
  return items.map((item) => `${line(item)}\n`).join('');
}

function asterisk(command: string): string {
  return `asterisk -rx ${shellWord(command)}`;
}

/** A word of Asterisk's command line, which knows double quotes and backslashes. */
function cliWord(text: string): string {
  return /^[\w.@+-]+$/.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** One word for a POSIX shell, whatever is in it. A line end would be the start of another command. */
function shellWord(text: string): string {
  return `'${text.replace(/[\0-\x1f\x7f]+/g, ' ').replace(/'/g, `'\\''`)}'`;
}
