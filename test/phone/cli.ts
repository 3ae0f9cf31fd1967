/** A test phone in a terminal: `node test/phone/cli.ts --tftp 127.0.0.1:6969 --mac 000DBC001122`. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseHostPort } from './loopback.ts';
import { type Flash, Phone } from './phone.ts';
import { describe } from './words.ts';

const usage = `Usage: node test/phone/cli.ts --tftp HOST:PORT --mac MAC [options]

  --tftp HOST:PORT   the TFTP server, on this machine
  --mac MAC          the phone's MAC address
  --sip HOST[:PORT]  where it listens; 127.0.0.1 and its voip_control_port by default
  --idle SECONDS     how long it waits after check-sync (20)
  --model MODEL      7940 or 7960 (7960)
  --firmware IMAGE   what it runs at first (P0S3-8-12-00)
  --state FILE       where it keeps what it remembers
  --timeout SECONDS  how long it waits for the TFTP server (4)
  --json             one JSON object a line
  --rport            answers to the port a message came from, if asked to

To test a sender:
  --password WORD    asks for this password
  --drop N           the first N messages get lost
  --answer CODE      answers everything with this code
  --silent           never answers
  --provisional      answers 100 first
  --other-port       answers from another port`;

function wrongUsage(why: string): never {
  console.error(`${why}\n\n${usage}`);
  process.exit(2);
}

function readArguments() {
  try {
    const text = { type: 'string' } as const;
    const flag = { type: 'boolean' } as const;
    return parseArgs({
      options: {
        ...{ tftp: text, mac: text, sip: text, idle: text, model: text, firmware: text, state: text, timeout: text },
        ...{ json: flag, rport: flag, help: flag },
        ...{ password: text, drop: text, answer: text, silent: flag, provisional: flag, 'other-port': flag },
      },
    }).values;
  } catch (error) {
    return wrongUsage((error as Error).message);
  }
}

function number(name: string, text: string | undefined, least = 0): number | undefined {
  const value = Number(text);
  if (text !== undefined && !(value >= least)) wrongUsage(`--${name} takes a number`);
  return text === undefined ? undefined : value;
}

/** Leaves out what is `undefined`, so that the defaults count. */
function given<T extends object>(values: T): { [key in keyof T]: Exclude<T[key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

const values = readArguments();
if (values.help) {
  console.log(usage);
  process.exit();
}
if (values.tftp === undefined || values.mac === undefined) wrongUsage('--tftp and --mac are needed');
const { model, state } = values;
if (model !== undefined && model !== '7940' && model !== '7960') wrongUsage('--model is 7940 or 7960');
const idle = number('idle', values.idle);
const timeout = number('timeout', values.timeout);
const flash: Flash | undefined =
  state !== undefined && existsSync(state) ? JSON.parse(readFileSync(state, 'utf8')) : undefined;

function makePhone(tftp: string, mac: string): Phone {
  const [, sipHost, sipPort] = /^(.*?)(?::(\d+))?$/.exec(values.sip ?? '127.0.0.1') ?? [];
  return new Phone({
    mac,
    tftp: {
      ...parseHostPort(tftp, 69),
      ...given({ timeoutMilliseconds: timeout === undefined ? undefined : timeout * 1000 }),
    },
    sip: given({ host: sipHost, port: sipPort === undefined ? undefined : Number(sipPort) }),
    faults: given({
      drop: number('drop', values.drop),
      answer: number('answer', values.answer, 100),
      silent: values.silent,
      provisional: values.provisional,
      otherPort: values['other-port'],
    }),
    ...given({
      idleMilliseconds: idle === undefined ? undefined : idle * 1000,
      model: model as '7940' | '7960' | undefined,
      firmware: values.firmware,
      password: values.password,
      rport: values.rport,
      flash,
    }),
  });
}

let phone: Phone;
try {
  phone = makePhone(values.tftp, values.mac);
} catch (error) {
  wrongUsage((error as Error).message);
}
phone.on('event', (event) => {
  const time = new Date();
  console.log(
    values.json ? JSON.stringify({ time, ...event }) : `${time.toTimeString().slice(0, 8)} ${describe(event)}`,
  );
  if (state !== undefined && (event.type === 'booted' || event.type === 'restarted')) {
    writeFileSync(state, `${JSON.stringify(phone.flash, undefined, 2)}\n`);
  }
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => phone.stop());
}
try {
  await phone.start();
} catch (error) {
  // Ctrl-C while it boots is no failure.
  if ((error as Error).name !== 'AbortError') {
    console.error(`The phone cannot start: ${(error as Error).message}`);
    process.exitCode = 1;
  }
  await phone.stop();
}
