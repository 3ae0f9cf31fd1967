/** A real TFTP server, a phone whose events are kept, and SIP requests written by hand. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { type Clock, Phone, type PhoneEvent, type PhoneOptions } from '../../phone/phone.ts';
import { readFile, type TftpServer } from '../../phone/tftpClient.ts';
import { freePort } from '../../support/freePort.ts';

export const mac = '000DBC001122';

/** The phone's own file. */
export const own = `SIP${mac}.cnf`;

/** What a phone with 8.12 asks for until it runs, in brackets what is not there, in a folder with all that it needs. */
export const wholeStart: readonly string[] = [
  `(CTLSEP${mac}.tlv)`,
  `(SEP${mac}.cnf.xml)`,
  own,
  `(MGC${mac}.cnf)`,
  '(XMLDefault.cnf.xml)',
  'SIPDefault.cnf',
  own,
  'dialplan.xml',
];

/** Longer than anything takes on a slow machine; nobody waits for it when all is well. */
const deadline = 20_000;

/** tftpd-hpa changes to another user and root folder, which only root may. */
export const needsRoot = process.getuid?.() === 0 ? false : 'in.tftpd can be started by root only';

export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface Folder {
  readonly path: string;
  write(files: Files): void;
  remove(name: string): void;
}

/** A folder that any TFTP server may read, gone after the test. */
export function folder(t: TestContext, files: Files = {}): Folder {
  const root = mkdtempSync(path.join(tmpdir(), 'cisco-sip-phone-'));
  chmodSync(root, 0o755);
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const made: Folder = {
    path: root,
    write(more) {
      for (const [name, content] of Object.entries(more)) {
        mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
        writeFileSync(path.join(root, name), content);
      }
    },
    remove: (name) => rmSync(path.join(root, name)),
  };
  made.write(files);
  return made;
}

/** Starts tftpd-hpa on the folder. */
export async function startTftpd(t: TestContext, root: string): Promise<TftpServer> {
  const server = { host: '127.0.0.1', port: await freePort() };
  const child = spawn(
    'in.tftpd',
    ['--foreground', '--listen', '--address', `${server.host}:${server.port}`, '--secure', '--user', 'root', root],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const ended = once(child, 'exit');
  t.after(async () => {
    child.kill();
    await ended;
  });
  await once(child, 'spawn');
  // It listens once it answers.
  const { kind } = await readFile(server, 'is-it-there', { timeoutMilliseconds: 50, attempts: deadline / 50 });
  assert.equal(kind, 'missing');
  return server;
}

export interface Watched {
  readonly phone: Phone;
  readonly events: readonly PhoneEvent[];
  /** The first event of that type that has not been waited for yet; fails when it does not come. */
  next<Type extends PhoneEvent['type']>(type: Type): Promise<PhoneEvent & { type: Type }>;
  /** The files that were asked for since the last call, those that are missing in brackets. */
  files(): string[];
}

/** A phone that has not been started. It waits a few milliseconds where a real one waits 20 seconds. */
export function makePhone(t: TestContext, options: Partial<PhoneOptions> & { tftp: PhoneOptions['tftp'] }): Watched {
  const phone = new Phone({ mac, sip: { port: 0 }, idleMilliseconds: 5, ...options });
  const events: PhoneEvent[] = [];
  const wake = new Set<() => void>();
  phone.on('event', (event) => {
    events.push(event);
    for (const call of [...wake]) call();
  });
  t.after(() => phone.stop());
  let waited = 0;
  let listed = 0;
  return {
    phone,
    events,
    next: (type) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const index = events.findIndex((event, at) => at >= waited && event.type === type);
          if (index < 0) return;
          waited = index + 1;
          clearTimeout(timer);
          wake.delete(look);
          resolve(events[index] as never);
        };
        const timer = setTimeout(() => {
          wake.delete(look);
          reject(new Error(`no "${type}" came; the last events: ${JSON.stringify(events.slice(-5))}`));
        }, deadline);
        wake.add(look);
        look();
      }),
    files() {
      const asked = events.slice(listed).flatMap((event) => {
        if (event.type === 'fetched') return [event.file];
        return event.type === 'missing' ? [`(${event.file})`] : [];
      });
      listed = events.length;
      return asked;
    },
  };
}

/** A phone that has booted from tftpd-hpa. */
export async function bootedPhone(
  t: TestContext,
  files: Files,
  options: Partial<PhoneOptions> = {},
): Promise<Watched & { readonly root: Folder }> {
  const root = folder(t, files);
  const watched = makePhone(t, { tftp: await startTftpd(t, root.path), ...options });
  await watched.phone.start();
  await watched.next('booted');
  watched.files();
  return { ...watched, root };
}

/** A clock that stands still until the test moves it. */
export function handClock(): Clock & { waiting: () => number[]; ring: () => void } {
  const calls = new Map<() => void, number>();
  return {
    now: () => 0,
    after(milliseconds, call) {
      calls.set(call, milliseconds);
      return () => calls.delete(call);
    },
    waiting: () => [...calls.values()],
    ring() {
      const due = [...calls.keys()];
      calls.clear();
      for (const call of due) call();
    },
  };
}

export interface Sent {
  /** Waits for one answer. */
  answer(): Promise<string>;
  /** The same datagram once more. */
  repeat(): void;
  readonly port: number;
}

let requests = 0;

/** The lines of a good check-sync; `undefined` leaves a header out. */
export function notify(changes: Readonly<Record<string, string | undefined>> = {}, uri = 'sip:2001@127.0.0.1'): string {
  requests++;
  const headers: Record<string, string | undefined> = {
    Via: `SIP/2.0/UDP 127.0.0.1:PORT;branch=z9hG4bK-test-${process.pid}-${requests}`,
    'Max-Forwards': '70',
    From: '<sip:provisioning@127.0.0.1>;tag=t1',
    To: '<sip:2001@127.0.0.1>',
    'Call-ID': `${process.pid}-${requests}@127.0.0.1`,
    CSeq: '1 NOTIFY',
    Event: 'check-sync',
    'Content-Length': '0',
    ...changes,
  };
  const lines = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return [`NOTIFY ${uri} SIP/2.0`, ...lines, '', ''].join('\r\n');
}

/** Sends a request to a phone; PORT in it stands for the port that answers come to. */
export async function send(t: TestContext, phone: Phone, request: string): Promise<Sent> {
  const socket = createSocket('udp4');
  t.after(() => socket.close());
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  const answers: string[] = [];
  const waiting: ((answer: string) => void)[] = [];
  socket.on('message', (datagram) => {
    const take = waiting.shift();
    if (take) take(datagram.toString());
    else answers.push(datagram.toString());
  });
  const { address } = phone;
  assert(address, 'the phone does not listen');
  const repeat = () => socket.send(request.replaceAll('PORT', String(port)), address.port, address.host);
  repeat();
  return {
    port,
    repeat,
    answer: () =>
      new Promise((resolve, reject) => {
        const ready = answers.shift();
        if (ready !== undefined) return resolve(ready);
        const timer = setTimeout(() => reject(new Error('no answer came')), deadline);
        waiting.push((answer) => {
          clearTimeout(timer);
          resolve(answer);
        });
      }),
  };
}

/** The status code that a request is answered with. */
export async function statusOf(t: TestContext, phone: Phone, request: string): Promise<number> {
  const answer = await (await send(t, phone, request)).answer();
  return Number(answer.slice('SIP/2.0 '.length).split(' ', 1)[0]);
}
