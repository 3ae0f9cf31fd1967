/** sipp in the place of the phone: it judges each message by its own rules, and answers as it is told. */

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { sendCheckSync, sendToMany } from '../../../client/src/sip/checkSync.ts';
import type { Outcome, SendOptions, TraceEntry } from '../../../client/src/sip/types.ts';
import { freePort } from '../../support/freePort.ts';
import { eventually, type Peer, startPeer, temporaryFolder } from '../../support/sip/peers.ts';

/** 1/25 of the real times: a phone that is silent is given up after 1.28 s. Elsewhere, nothing is sent twice. */
const hasty = { timers: { t1: 20, t2: 160, t4: 200 } };

const receive = '<recv request="NOTIFY"/>';

function answer(status: string, extra: readonly string[] = []): string {
  const lines = [
    `SIP/2.0 ${status}`,
    '[last_Via:]',
    '[last_From:]',
    '[last_To:];tag=phone[call_number]',
    '[last_Call-ID:]',
    '[last_CSeq:]',
    ...extra,
    'Content-Length: 0',
  ];
  return `<send><![CDATA[\n\n${lines.join('\n')}\n\n]]></send>`;
}

interface Phone extends Peer {
  readonly port: number;
  /** Messages that arrived, as sipp wrote them down. */
  received(): string[];
}

/**
 * @param steps what the phone does, in sipp's words
 * @param args `-nr`: repeats are messages like any other, else sipp answers them by itself
 */
async function startPhone(
  context: TestContext,
  steps: readonly string[],
  args: readonly string[] = [],
): Promise<Phone> {
  const folder = temporaryFolder(context);
  const port = await freePort();
  writeFileSync(
    path.join(folder, 'phone.xml'),
    `<?xml version="1.0"?>\n<scenario>\n${steps.join('\n')}\n</scenario>\n`,
  );
  const log = path.join(folder, 'messages');
  const peer = await startPeer(
    'sipp',
    ['-sf', 'phone.xml', '-i', '127.0.0.1', '-p', `${port}`, '-nostdin', '-trace_msg', '-message_file', log, ...args],
    { port, folder },
  );
  context.after(() => peer.stop());
  const received = () =>
    readFileSync(log, 'utf8')
      .split(/^-{20,}.*$/m)
      .filter((each) => each.includes('message received'))
      .map((each) => each.slice(each.indexOf('NOTIFY ')));
  return { ...peer, port, received };
}

async function send(port: number, options: SendOptions = {}): Promise<{ outcome: Outcome; trace: TraceEntry[] }> {
  const trace: TraceEntry[] = [];
  const outcome = await sendCheckSync(
    { host: '127.0.0.1', port, user: '1001' },
    { trace: (each) => trace.push(each), ...options },
  );
  return { outcome, trace };
}

/** sipp leaves with 0 if everything went as its scenario says. */
async function content(phone: Phone): Promise<void> {
  assert.equal(await phone.exited, 0, phone.output());
}

const once = ['-m', '1'];

describe('sipp as a phone', () => {
  test('that answers 200 at once has accepted after one message', async (context) => {
    const phone = await startPhone(context, [receive, answer('200 OK')], once);
    const { outcome } = await send(phone.port);
    assert.equal(outcome.kind, 'accepted');
    assert.equal(outcome.sends, 1);
    await content(phone);
    assert.match(
      phone.received()[0] ?? '',
      new RegExp(`^NOTIFY sip:1001@127\\.0\\.0\\.1:${phone.port} SIP/2\\.0\\r?\\n`),
    );
  });

  test('that loses three messages gets the same one a fourth time', async (context) => {
    const phone = await startPhone(context, [receive, receive, receive, receive, answer('200 OK')], ['-nr', ...once]);
    const { outcome } = await send(phone.port, hasty);
    assert.equal(outcome.kind, 'accepted');
    assert.ok(outcome.sends >= 4, `${outcome.sends}`);
    await content(phone);
    assert.ok(phone.received().length >= 4);
    assert.equal(new Set(phone.received().map((each) => each.trim())).size, 1);
  });

  test('that says 100 first is waited for', async (context) => {
    const steps = [receive, answer('100 Trying'), '<pause milliseconds="60"/>', answer('200 OK')];
    const phone = await startPhone(context, steps, once);
    const { outcome, trace } = await send(phone.port, hasty);
    assert.equal(outcome.kind, 'accepted');
    const statuses = trace.filter(({ direction }) => direction === 'received').map(({ text }) => text.slice(8, 11));
    // A repeat in the meantime is answered with 100 again.
    assert.deepEqual([...new Set(statuses)], ['100', '200']);
    await content(phone);
  });

  test('that wants a password is sent one, which it finds right', async (context) => {
    const challenge = 'WWW-Authenticate: Digest realm="phones", nonce="c0ffee", qop="auth"';
    const check = [
      '<recv request="NOTIFY" auth="true"><action>',
      '<verifyauth assign_to="right" username="admin" password="geheim"/>',
      '</action></recv>',
      '<nop hide="true" test="right" next="accept"/>',
      answer('403 Forbidden'),
      '<nop hide="true" next="end"/>',
      '<label id="accept"/>',
      answer('200 OK'),
      '<label id="end"/>',
    ];
    const phone = await startPhone(context, [receive, answer('401 Unauthorized', [challenge]), ...check], once);
    const { outcome, trace } = await send(phone.port, {
      credentials: async (realm) => (realm === 'phones' ? { username: 'admin', password: 'geheim' } : undefined),
    });
    assert.equal(outcome.kind, 'accepted', JSON.stringify(outcome));
    assert.equal(outcome.sends, 2);
    await content(phone);
    assert.match(phone.received()[1] ?? '', /^CSeq: 2 NOTIFY/m);
    const response = /response="(\w+)"/.exec(phone.received()[1] ?? '')?.[1] ?? '';
    assert.ok(response !== '' && trace.every(({ text }) => !text.includes(response)));
  });

  for (const [status, words] of [
    ['400 Bad Request', /could not make sense/],
    ['404 Not Found', /no line named 1001/],
    ['481 Subscription Does Not Exist', /subscribed/],
    ['489 Bad Event', /check-sync/],
    ['503 Service Unavailable', /just now/],
  ] as const) {
    test(`that answers ${status} has refused`, async (context) => {
      const phone = await startPhone(context, [receive, answer(status)], once);
      const { outcome } = await send(phone.port);
      assert.equal(outcome.kind, 'refused');
      assert.equal(`${outcome.status} ${outcome.reason}`, status);
      assert.match(outcome.meaning, words);
      await content(phone);
    });
  }

  test('that never answers gets every message and is given up', async (context) => {
    const phone = await startPhone(context, [receive, '<pause milliseconds="60000"/>']);
    const { outcome } = await send(phone.port, hasty);
    assert.equal(outcome.kind, 'timeout');
    assert.ok(outcome.milliseconds > 1270, `${outcome.milliseconds}`);
    // Eleven, unless this machine is too busy for 20 ms.
    assert.ok(outcome.sends > 4 && outcome.sends <= 11, `${outcome.sends}`);
    await eventually(
      () => `${outcome.sends} messages, not ${phone.received().length}`,
      () => phone.received().length === outcome.sends || undefined,
    );
  });

  test('that first answers rubbish is waited for', async (context) => {
    const rubbish = '<send><![CDATA[\n\nSIP/2.0 200 OK\nVia nothing\nCall-ID: [call_id]\n\n]]></send>';
    const foreign = answer('200 OK').replace('[last_Via:]', 'Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKforeign');
    const phone = await startPhone(context, [receive, rubbish, foreign, answer('200 OK')], once);
    const { outcome, trace } = await send(phone.port);
    assert.equal(outcome.kind, 'accepted');
    assert.deepEqual(
      trace.filter(({ direction }) => direction === 'ignored').map(({ note }) => note),
      ['a header line without a colon', 'an answer to none of these messages'],
    );
    await content(phone);
  });

  test('that answers twice is heard once', async (context) => {
    const phone = await startPhone(context, [receive, answer('200 OK'), answer('500 Server Error')], once);
    const { outcome } = await send(phone.port);
    assert.equal(outcome.kind, 'accepted');
    await content(phone);
  });

  test('or rather a thousand of them are told over one port', async (context) => {
    const count = 1000;
    const phone = await startPhone(context, [receive, answer('200 OK')], ['-m', `${count}`]);
    const phones = Array.from({ length: count }, (_, index) => ({
      host: '127.0.0.1',
      port: phone.port,
      user: `${index}`,
    }));
    const ports = new Set<string | undefined>();
    const outcomes = await sendToMany(phones, {
      trace: ({ direction, text }) => {
        if (direction === 'sent') ports.add(/^Via: \S+ \S+:(\d+);/m.exec(text)?.[1]);
      },
    });
    assert.deepEqual([...new Set(outcomes.map(({ kind }) => kind))], ['accepted']);
    assert.deepEqual(
      outcomes.map(({ phone: { user } }) => user),
      phones.map(({ user }) => user),
    );
    assert.equal(ports.size, 1);
    await content(phone);
  });
});
