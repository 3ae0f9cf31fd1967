/** `cisco-sip check-sync`: tells phones to look at their files. */

import { isIPv6 } from 'node:net';
import { t } from '@vscode/l10n';
import { timing } from '../../../client/src/boot/facts.ts';
import { sendToMany } from '../../../client/src/sip/checkSync.ts';
import { defaultPort } from '../../../client/src/sip/message.ts';
import type { ManyOptions, Outcome, Phone, TraceEntry } from '../../../client/src/sip/types.ts';
import { printable } from '../formats/rules.ts';
import { checkSyncInWaves, phoneName, type WaveRow } from './checkSyncWaves.ts';
import { type Command, options, paint, UsageError } from './command.ts';

const usage = `Usage: cisco-sip check-sync [USER@]HOST[:PORT]... [--user U] [--port P] [--wave N] [--json] [--trace]

Sends a SIP NOTIFY with 'Event: check-sync' to phones. A phone that accepts it fetches syncinfo.xml and its dial plan
once it has been idle for 20 seconds, and restarts if SYNC differs from the sync value it started with.

  HOST          IPv4 or IPv6 address ([2001:db8::1]:5060 with a port), or a host name
  --user U      one of the phone's line names (lineN_name), where HOST names none
  --port P      the phone's voip_control_port (default ${defaultPort})
  --at-once N   phones under way at a time (default 50)
  --wave N      restarts N phones at a time, and the next ones when those are up; after a wave in which a phone failed
                no other follows. Ctrl+C ends the waves with the running one
  --log FILE    with --wave: the log of the TFTP server, which tells when phones are up; - for standard input
  --wait S      with --wave: how many seconds (default ${timing.comesBack / 1000}) the log may tell nothing of a phone before it has
                failed; without --log, the time between two waves
  --go-on       with --wave: goes on after failures
  --json        an array of {host, port, user, kind, status, reason, meaning, next, sends, milliseconds}; with --wave
                also wave (0: none), state (started, told, failed or left out) and why; kind is null if none was sent
  --trace       the messages on standard error, without passwords

A phone that asks for a password gets CISCO_SIP_USERNAME (default: the user) and CISCO_SIP_PASSWORD.

Exit status: 0 every phone accepted (and with --log came up), 1 one did not, 2 wrong usage.`;

export const checkSync: Command = {
  name: 'check-sync',
  summary: 'tells phones to look at their files',
  usage,
  async run(args) {
    const { values, positionals } = options(args, {
      user: { type: 'string' },
      port: { type: 'string' },
      'at-once': { type: 'string' },
      wave: { type: 'string' },
      wait: { type: 'string' },
      log: { type: 'string' },
      'go-on': { type: 'boolean' },
      json: { type: 'boolean' },
      trace: { type: 'boolean' },
    });
    if (positionals.length === 0) throw new UsageError(t('check-sync needs the address of a phone'));
    const port = values.port === undefined ? defaultPort : wholeNumber(values.port, 65535, '--port');
    const phones = positionals.map((text) => phoneOf(text, values.user, port));
    const { json = false, trace = false, log } = values;
    const concurrency = wholeNumber(values['at-once'] ?? '50', 10_000, '--at-once');
    const size = values.wave === undefined ? undefined : wholeNumber(values.wave, 10_000, '--wave');
    const patience = wholeNumber(values.wait ?? String(timing.comesBack / 1000), 86_400, '--wait') * 1000;
    if (size === undefined && (values.wait ?? log ?? values['go-on']) !== undefined)
      throw new UsageError(t('--wait, --log and --go-on go with --wave'));
    const cancel = new AbortController();
    const { signal } = cancel;
    process.once('SIGINT', () => cancel.abort());
    if (size === undefined) {
      const outcomes = await send(phones, { concurrency, signal, json, trace });
      if (json) process.stdout.write(`${JSON.stringify(outcomes.map(row), null, 2)}\n`);
      return outcomes.every(({ kind }) => kind === 'accepted') ? 0 : 1;
    }
    const rows = await checkSyncInWaves(phones, {
      ...{ size, patience, stopsAtFailure: !values['go-on'], log, json, signal },
      // A message that is under way is waited for: the waves end with the running one.
      send: (some, onOutcome) => send(some, { concurrency, json, trace, onOutcome }),
    });
    if (json) process.stdout.write(`${JSON.stringify(rows.map(waveRow), null, 2)}\n`);
    // Whoever has a log wants to know that the phones came up.
    const isGood = (state: string) => state === 'started' || (state === 'told' && log === undefined);
    return rows.every(({ wave: { state } }) => isGood(state)) ? 0 : 1;
  },
};

type Sending = Pick<ManyOptions, 'concurrency' | 'signal' | 'onOutcome'> & {
  readonly json: boolean;
  readonly trace: boolean;
};

function send(phones: readonly Phone[], { json, trace, onOutcome, ...options }: Sending): Promise<Outcome[]> {
  const { CISCO_SIP_USERNAME: username, CISCO_SIP_PASSWORD: password } = process.env;
  return sendToMany(phones, {
    ...options,
    credentials: async (_realm, phone) =>
      password === undefined ? undefined : { username: username ?? phone.user, password },
    onOutcome: (outcome, index) => {
      if (!json) process.stdout.write(pretty(outcome));
      onOutcome?.(outcome, index);
    },
    ...(trace && { trace: (entry) => process.stderr.write(traceText(entry)) }),
  });
}

function traceText({ time, direction, peer, text, note }: TraceEntry): string {
  const head = `${time.toISOString()} ${direction} ${peer}${note ? ` (${note})` : ''}`;
  return `${head}\n${text.replace(/[^\n\r\t -~]/g, '.')}\n`;
}

function wholeNumber(text: string, maximum: number, what: string): number {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > maximum) throw new UsageError(t`${what} takes a number from 1 to ${maximum}`);
  return number;
}

/** `[sip:][USER@]HOST[:PORT]`; an IPv6 address without brackets has no port. */
function phoneOf(text: string, defaultUser: string | undefined, defaultTo: number): Phone {
  // As an address stands in a SIP message.
  const given = text.replace(/^sips?:/i, '');
  const at = given.lastIndexOf('@');
  const user = at > 0 ? given.slice(0, at) : defaultUser;
  const place = given.slice(at + 1);
  const [, bracketed, plain = '', port] = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(\d+))?$/.exec(place) ?? [];
  const host = isIPv6(place) ? place : (bracketed ?? plain);
  if (host === '') throw new UsageError(t`not the address of a phone: '${printable(text)}'`);
  if (!user)
    throw new UsageError(
      t`${printable(host)}: --user (or USER@HOST) must name one of the phone's lines, as lineN_name has it`,
    );
  return { host, port: port === undefined ? defaultTo : wholeNumber(port, 65535, t('the port')), user };
}

/** An outcome as it is printed. */
function row({ phone: { host, port, user }, kind, status, reason, meaning, next, sends, milliseconds }: Outcome) {
  return { host, port, user, kind, status: status ?? null, reason: reason ?? null, meaning, next, sends, milliseconds };
}

function waveRow({ phone: { host, port, user }, outcome, wave: { wave, state, why } }: WaveRow) {
  const unsent = { host, port, user, kind: null, status: null, reason: null, meaning: '', next: '', sends: 0 };
  return { ...(outcome ? row(outcome) : { ...unsent, milliseconds: 0 }), wave, state, why: why ?? null };
}

function pretty({ phone, kind, meaning, next }: Outcome): string {
  const sign = paint(kind === 'accepted' ? 'green' : 'red', kind.padEnd(13));
  return `${sign}${phoneName(phone)}  ${printable([meaning, next].filter(Boolean).join(' '))}\n`;
}
