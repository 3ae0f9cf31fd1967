/** `cisco-sip check-sync`: tells phones to look at their files. */

import { isIPv6 } from 'node:net';
import { t } from '@vscode/l10n';
import { sendToMany } from '../../../client/src/sip/checkSync.ts';
import { defaultPort } from '../../../client/src/sip/message.ts';
import type { Outcome, Phone } from '../../../client/src/sip/types.ts';
import { printable } from '../formats/rules.ts';
import { type Command, options, paint, UsageError } from './command.ts';

const usage = `Usage: cisco-sip check-sync [USER@]HOST[:PORT]... [--user U] [--port P] [--json] [--trace]

Sends a SIP NOTIFY with 'Event: check-sync' to phones. A phone that accepts it fetches syncinfo.xml and its dial plan
once it has been idle for 20 seconds, and restarts if SYNC differs from the sync value it started with.

  HOST          IPv4 or IPv6 address ([2001:db8::1]:5060 with a port), or a host name
  --user U      one of the phone's line names (lineN_name), where HOST names none
  --port P      the phone's voip_control_port (default ${defaultPort})
  --at-once N   phones under way at a time (default 50)
  --json        an array of {host, port, user, kind, status, reason, meaning, next, sends, milliseconds}
  --trace       the messages on standard error, without passwords

A phone that asks for a password gets CISCO_SIP_USERNAME (default: the user) and CISCO_SIP_PASSWORD.

Exit status: 0 every phone accepted, 1 one did not, 2 wrong usage.`;

export const checkSync: Command = {
  name: 'check-sync',
  summary: 'tells phones to look at their files',
  usage,
  async run(args) {
    const { values, positionals } = options(args, {
      user: { type: 'string' },
      port: { type: 'string' },
      'at-once': { type: 'string' },
      json: { type: 'boolean' },
      trace: { type: 'boolean' },
    });
    if (positionals.length === 0) throw new UsageError(t('check-sync needs the address of a phone'));
    const port = values.port === undefined ? defaultPort : wholeNumber(values.port, 65535, '--port');
    const phones = positionals.map((text) => phoneOf(text, values.user, port));
    const concurrency = wholeNumber(values['at-once'] ?? '50', 10_000, '--at-once');
    const { CISCO_SIP_USERNAME: username, CISCO_SIP_PASSWORD: password } = process.env;
    const cancel = new AbortController();
    process.once('SIGINT', () => cancel.abort());
    const outcomes = await sendToMany(phones, {
      concurrency,
      signal: cancel.signal,
      credentials: async (_realm, phone) =>
        password === undefined ? undefined : { username: username ?? phone.user, password },
      ...(!values.json && { onOutcome: (outcome) => process.stdout.write(pretty(outcome)) }),
      ...(values.trace && {
        trace: ({ time, direction, peer, text, note }) =>
          process.stderr.write(
            `${time.toISOString()} ${direction} ${peer}${note ? ` (${note})` : ''}\n${text.replace(/[^\n\r\t -~]/g, '.')}\n`,
          ),
      }),
    });
    if (values.json) process.stdout.write(`${JSON.stringify(outcomes.map(row), null, 2)}\n`);
    return outcomes.every(({ kind }) => kind === 'accepted') ? 0 : 1;
  },
};

function wholeNumber(text: string, maximum: number, what: string): number {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > maximum) throw new UsageError(t`${what} takes a number from 1 to ${maximum}`);
  return number;
}

/** `[USER@]HOST[:PORT]`; an IPv6 address without brackets has no port. */
function phoneOf(text: string, defaultUser: string | undefined, defaultTo: number): Phone {
  const at = text.lastIndexOf('@');
  const user = at > 0 ? text.slice(0, at) : defaultUser;
  const place = text.slice(at + 1);
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

function pretty({ phone, kind, meaning, next }: Outcome): string {
  const sign = paint(kind === 'accepted' ? 'green' : 'red', kind.padEnd(13));
  return `${sign}${printable(`${phone.user}@${phone.host}:${phone.port}`)}  ${printable([meaning, next].filter(Boolean).join(' '))}\n`;
}
