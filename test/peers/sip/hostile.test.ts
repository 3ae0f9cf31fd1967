/** Whoever sits where the phone should be, or beside it, and means no good: over real datagrams on this computer. */

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createSocket, type RemoteInfo } from 'node:dgram';
import { type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { sendCheckSync } from '../../../client/src/sip/checkSync.ts';
import type { Outcome, TraceEntry } from '../../../client/src/sip/types.ts';
import { answerTo } from '../../support/sip/network.ts';

/** Sends check-sync to a peer that does with the message, and with the way back, what `attack` says. */
async function sent(
  context: TestContext,
  attack: (text: string, answer: (bytes: string | Uint8Array) => Promise<void>) => Promise<void>,
): Promise<{ outcome: Outcome; trace: readonly TraceEntry[] }> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  context.after(() => socket.close());
  const answer = ({ port, address }: RemoteInfo) => {
    return (bytes: string | Uint8Array) =>
      new Promise<void>((resolve) => socket.send(bytes, port, address, () => resolve()));
  };
  socket.on('message', (bytes, from) => void attack(bytes.toString(), answer(from)));
  const trace: TraceEntry[] = [];
  const phone = { host: '127.0.0.1', port: socket.address().port, user: '2001' };
  const outcome = await sendCheckSync(phone, { trace: (entry) => trace.push(entry), timers: { t1: 50 } });
  return { outcome, trace };
}

test('answers that lie about their length are no answers, and the right one is still heard', async (context) => {
  const lies = ['99999', '1', '-1', '4294967297', '1e3', '0x10', '', 'x', '0\r\nContent-Length: 7'];
  const { outcome, trace } = await sent(context, async (text, answer) => {
    for (const length of lies) await answer(answerTo(text).replace(/Content-Length: .*/, `Content-Length: ${length}`));
    await answer(answerTo(text));
  });
  assert.equal(outcome.kind, 'accepted');
  const problems = trace.filter(({ direction }) => direction === 'ignored').map(({ note }) => note);
  assert.ok(problems.length >= lies.length, problems.join(', '));
  for (const problem of problems) assert.match(problem ?? '', /Content-Length|a repeat/);
});

test('what stands behind the length that is told is not read', async (context) => {
  const { outcome } = await sent(context, (text, answer) => answer(`${answerTo(text)}SIP/2.0 500 No\r\n\r\n`));
  assert.equal(outcome.status, 200);
});

test('a flood of datagrams neither fills the log nor hides the answer', { timeout: 60_000 }, async (context) => {
  let flood: Promise<void> | undefined;
  const { outcome, trace } = await sent(context, async (text, answer) => {
    const forged = answerTo(text).replace(/branch=z9hG4bK\w+/, 'branch=z9hG4bKforged');
    flood ??= (async () => {
      for (let count = 0; count < 5000; count++) {
        await answer(count % 2 === 0 ? forged : randomBytes(64));
        // What is not read in time, the system throws away.
        if (count % 20 === 0) await setImmediate();
      }
    })();
    await flood;
    await answer(answerTo(text));
  });
  assert.equal(outcome.kind, 'accepted');
  const ignored = trace.filter(({ direction }) => direction === 'ignored');
  assert.equal(ignored.length, 100);
});

test('a peer that only ever says that it is at work is given up in time', { timeout: 30_000 }, async (context) => {
  const { outcome } = await sent(context, async (text, answer) => {
    for (let count = 0; count < 50; count++) await answer(answerTo(text).replace('200 OK', '100 Trying'));
  });
  assert.equal(outcome.kind, 'timeout');
});

test('an answer of somebody who does not know the message changes nothing', async (context) => {
  const { outcome } = await sent(context, async (text, answer) => {
    await answer(answerTo(text).replace(/tag=\w+/, 'tag=guessed'));
    await answer(answerTo(text).replace(/Call-ID: .*/, 'Call-ID: guessed'));
    await answer(answerTo(text).replace(/CSeq: .*/, 'CSeq: 1 INVITE'));
    await answer(answerTo(text));
  });
  assert.equal(outcome.status, 200);
});

test('the words of an answer are one plain line of bearable length', async (context) => {
  const words = `\u001b]0;owned\u0007\u202Eevil\u009b31m${'!'.repeat(20_000)}`;
  const { outcome, trace } = await sent(context, (text, answer) =>
    answer(answerTo(text).replace('200 OK', `486 ${words}`)),
  );
  assert.equal(outcome.status, 486);
  for (const text of [outcome.reason ?? '', outcome.meaning, outcome.next]) {
    assert.doesNotMatch(text, /[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
    assert.ok(text.length < 600, String(text.length));
  }
  for (const { text } of trace) assert.doesNotMatch(text, /[\u0000-\u0008\u001b\u007f-\u009f]/);
});
