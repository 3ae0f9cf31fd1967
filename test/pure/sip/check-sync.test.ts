/** Sending check-sync, on a network in memory and a clock moved by hand. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { sendCheckSync, sendToMany } from '../../../client/src/sip/checkSync.ts';
import type { ManyOptions, Outcome, Phone, SendOptions, TraceEntry } from '../../../client/src/sip/types.ts';
import { answerTo, FakeNetwork, header, type Sent } from '../../support/sip/network.ts';
import { VirtualClock } from '../../support/sip/time.ts';

const phone: Phone = { host: '192.0.2.10', port: 5060, user: '1001' };
/** Milliseconds after which nothing can be under way any more. */
const end = 1_000_000;

function place() {
  const clock = new VirtualClock();
  const network = new FakeNetwork(clock);
  const trace: TraceEntry[] = [];
  const around = { clock, network };
  return {
    clock,
    network,
    trace,
    send: (options: SendOptions = {}, to = phone) =>
      sendCheckSync(to, { trace: (each) => trace.push(each), ...options }, around),
    sendAll: (phones: readonly Phone[], options: ManyOptions = {}) => sendToMany(phones, options, around),
    /** Moves the clock to the end, sees that nothing is left open, and gives what a promise came to. */
    async finish<Result>(promise: Promise<Result>): Promise<Result> {
      await clock.moveTo(end);
      assert.equal(clock.waiting, 0, 'timers');
      assert.equal(network.openPaths, 0, 'paths');
      assert.equal(network.openPorts, 0, 'ports');
      return promise;
    },
  };
}

/** Sends to a phone that answers each message with a status line. */
async function answered(status: string, options: SendOptions = {}): Promise<Outcome> {
  const { network, send, finish } = place();
  network.onSent = (sent) => sent.answer(answerTo(sent.text, status));
  return finish(send(options));
}

function notes(trace: readonly TraceEntry[]): (string | undefined)[] {
  return trace.filter(({ direction }) => direction === 'ignored').map(({ note }) => note);
}

describe('a phone that answers', () => {
  test('200 has accepted; one message was enough', async () => {
    const outcome = await answered('200 OK');
    assert.equal(outcome.kind, 'accepted');
    assert.equal(outcome.status, 200);
    assert.equal(outcome.reason, 'OK');
    assert.equal(outcome.sends, 1);
    assert.equal(outcome.phone, phone);
  });

  test('the third message only has accepted after 3.5 seconds', async () => {
    const { network, send, finish } = place();
    network.onSent = (sent) => {
      if (network.sent.length === 4) sent.answer(answerTo(sent.text));
    };
    const outcome = await finish(send());
    assert.equal(outcome.kind, 'accepted');
    assert.equal(outcome.sends, 4);
    assert.equal(outcome.milliseconds, 3500);
  });

  test('404 refuses, and the words name its line', async () => {
    const outcome = await answered('404 Not Found');
    assert.equal(outcome.kind, 'refused');
    assert.equal(outcome.status, 404);
    assert.match(outcome.meaning, /no line named 1001/);
  });

  test('is known by its message, wherever it sends from', async () => {
    const { network, trace, send, finish } = place();
    network.onSent = (sent) => sent.answer(answerTo(sent.text), { address: '192.0.2.99', port: 51234 });
    assert.equal((await finish(send())).kind, 'accepted');
    assert.equal(trace[1]?.peer, '192.0.2.99:51234');
    assert.equal(trace[1]?.note, 'answers for 192.0.2.10:5060');
  });

  test('twice is heard once', async () => {
    const { network, trace, send, finish } = place();
    network.onSent = (sent) => {
      sent.answer(answerTo(sent.text));
      sent.answer(answerTo(sent.text, '500 Server Error'));
    };
    assert.equal((await finish(send())).kind, 'accepted');
    assert.deepEqual(notes(trace), ['a repeat']);
  });

  test('with an answer that is lost at first is done as soon as one comes', async () => {
    const { network, send, finish } = place();
    network.onSent = (sent) => {
      if (network.sent.length === 1) sent.answer(answerTo(sent.text, '100 Trying'));
      if (network.sent.length === 3) sent.answer(answerTo(sent.text));
    };
    const outcome = await finish(send());
    assert.equal(outcome.kind, 'accepted');
    // Trying: the first repeat was planned, the second comes after T2.
    assert.equal(outcome.milliseconds, 4500);
  });
});

describe('a phone that does not answer', () => {
  test('gets the same bytes 11 times, and is given up after 32 seconds', async () => {
    const { network, send, finish } = place();
    const outcome = await finish(send());
    assert.equal(outcome.kind, 'timeout');
    assert.equal(outcome.sends, 11);
    assert.equal(outcome.milliseconds, 32_000);
    assert.match(outcome.meaning, /within 32 seconds, to a message sent 11 times/);
    assert.deepEqual(
      network.sent.map(({ at }) => at),
      [0, 500, 1500, 3500, 7500, 11500, 15500, 19500, 23500, 27500, 31500],
    );
    assert.equal(new Set(network.sent.map(({ text }) => text)).size, 1);
  });

  test('but said that it is trying, is told apart', async () => {
    const { network, send, finish } = place();
    network.onSent = (sent) => sent.answer(answerTo(sent.text, '100 Trying'));
    const outcome = await finish(send());
    assert.equal(outcome.kind, 'timeout');
    assert.match(outcome.meaning, /working on the message/);
  });

  test('because nothing listens there is unreachable at once', async () => {
    const { network, send, finish } = place();
    network.onSent = (sent) => sent.fail('ECONNREFUSED');
    const outcome = await finish(send());
    assert.equal(outcome.kind, 'unreachable');
    assert.equal(outcome.sends, 1);
    assert.equal(outcome.milliseconds, 0);
    assert.match(outcome.meaning, /nothing listens on its UDP port 5060/);
  });

  test('because there is no way to it is unreachable without a message', async () => {
    const { network, send, finish } = place();
    network.noWay.add(phone.host);
    const outcome = await finish(send());
    assert.equal(outcome.kind, 'unreachable');
    assert.equal(outcome.sends, 0);
  });

  test('because its name does not resolve is unreachable', async () => {
    const { network, send, finish } = place();
    network.names.set('desk.example', []);
    const outcome = await finish(send({}, { ...phone, host: 'desk.example' }));
    assert.equal(outcome.kind, 'unreachable');
    assert.match(outcome.meaning, /desk\.example does not resolve/);
  });
});

test('a name with several addresses is sent to at the first there is a way to', async () => {
  const { network, send, finish } = place();
  network.names.set('desk.example', ['2001:db8::10', '192.0.2.10', '192.0.2.11']);
  network.noWay.add('2001:db8::10');
  network.onSent = (sent) => sent.answer(answerTo(sent.text));
  assert.equal((await finish(send({}, { ...phone, host: 'desk.example' }))).kind, 'accepted');
  assert.deepEqual(network.sent[0]?.to, { address: '192.0.2.10', port: 5060 });
  assert.match(network.sent[0]?.text ?? '', /^NOTIFY sip:1001@192\.0\.2\.10 SIP/);
});

test('an IPv6 phone is sent to from an IPv6 address', async () => {
  const { network, trace, send, finish } = place();
  network.onSent = (sent) => sent.answer(answerTo(sent.text));
  assert.equal((await finish(send({}, { ...phone, host: '2001:db8::10' }))).kind, 'accepted');
  assert.match(header(network.sent[0]?.text ?? '', 'Via'), /^SIP\/2\.0\/UDP \[2001:db8::1\]:40006;/);
  assert.equal(trace[0]?.peer, '[2001:db8::10]:5060');
});

test('what is not an answer to the message is ignored, with the reason in the trace', async () => {
  const { network, trace, send, finish } = place();
  network.onSent = (sent) => {
    if (network.sent.length > 1) return sent.answer(answerTo(sent.text));
    const good = answerTo(sent.text);
    const branch = /branch=(\w+)/.exec(sent.text)?.[1] ?? '';
    sent.answer('\0\0\0\0');
    sent.answer(sent.text);
    sent.answer(good.replace(branch, 'z9hG4bKforeign'));
    sent.answer(good.replace('192.0.2.1:40004', '192.0.2.1:5060'));
    sent.answer(good.replace('1 NOTIFY', '1 INVITE'));
    sent.answer(good.replace(/Call-ID: /, 'Call-ID: x'));
    sent.answer(good.replace(/From: .*/, 'From: <sip:x@y>;tag=z'));
    sent.answer(good.replace('From:', 'Via: SIP/2.0/UDP 192.0.2.7\r\nFrom:'));
    sent.answer(good.replace('Content-Length: 0', 'Content-Length: 17806'));
  };
  const outcome = await finish(send());
  assert.equal(outcome.kind, 'accepted');
  assert.equal(outcome.sends, 2);
  assert.deepEqual(notes(trace), [
    'no empty line ends the headers',
    'a request, not an answer',
    'an answer to none of these messages',
    'a Via that is not ours',
    'another CSeq',
    'another Call-ID',
    'another From tag',
    'more than one Via',
    'shorter than its Content-Length',
  ]);
});

describe('a phone that wants a password', () => {
  const challenge = 'WWW-Authenticate: Digest realm="phones", nonce="n0nce", qop="auth", algorithm=SHA-256';

  /** Whether a message has the right answer to the challenge, computed the way RFC 7616 writes it. */
  function loggedIn(text: string): boolean {
    const line = /^Authorization: Digest (.*)$/m.exec(text)?.[1] ?? '';
    const value = (name: string) => new RegExp(`\\b${name}="?([^",]+)`).exec(line)?.[1] ?? '';
    const h = (...parts: string[]) => createHash('sha256').update(parts.join(':')).digest('hex');
    const a2 = h('NOTIFY', /^NOTIFY (\S+)/.exec(text)?.[1] ?? '');
    const secret = h('admin', 'phones', 'geheim');
    return value('response') === h(secret, 'n0nce', value('nc'), value('cnonce'), 'auth', a2);
  }

  function guard(sent: Sent): void {
    sent.answer(loggedIn(sent.text) ? answerTo(sent.text) : answerTo(sent.text, '401 Unauthorized', [challenge]));
  }

  test('gets it in a second message of the same conversation', async () => {
    const { network, send, finish } = place();
    network.onSent = guard;
    const asked: unknown[] = [];
    const credentials = async (realm: string, whom: Phone) => {
      asked.push([realm, whom]);
      return { username: 'admin', password: 'geheim' };
    };
    const outcome = await finish(send({ credentials }));
    assert.equal(outcome.kind, 'accepted');
    assert.equal(outcome.sends, 2);
    assert.deepEqual(asked, [['phones', phone]]);
    const [first = '', second = ''] = network.sent.map(({ text }) => text);
    assert.equal(header(second, 'CSeq'), '2 NOTIFY');
    for (const same of ['Call-ID', 'From', 'To']) assert.equal(header(second, same), header(first, same));
    assert.notEqual(header(second, 'Via'), header(first, 'Via'));
  });

  test('leaves neither password nor digest response in the trace', async () => {
    const { network, trace, send, finish } = place();
    network.onSent = guard;
    await finish(send({ credentials: async () => ({ username: 'admin', password: 'geheim' }) }));
    const response = /response="(\w+)"/.exec(network.sent[1]?.text ?? '')?.[1] ?? '';
    assert.equal(response.length, 64);
    const all = trace.map(({ text }) => text).join('\n');
    assert.ok(!all.includes(response) && !all.includes('geheim'));
    assert.ok(all.includes('response="(left out)"'));
  });

  test('and gets a wrong one is not asked again', async () => {
    const { network, send, finish } = place();
    network.onSent = guard;
    const outcome = await finish(send({ credentials: async () => ({ username: 'admin', password: 'wrong' }) }));
    assert.equal(outcome.kind, 'unauthorized');
    assert.equal(outcome.sends, 2);
    assert.match(outcome.meaning, /did not accept/);
  });

  test('and gets none is told apart from one that gets a wrong one', async () => {
    for (const credentials of [undefined, async () => undefined, () => Promise.reject(new Error('closed'))]) {
      const { network, send, finish } = place();
      network.onSent = guard;
      const outcome = await finish(send(credentials ? { credentials } : {}));
      assert.equal(outcome.kind, 'unauthorized');
      assert.equal(outcome.status, 401);
      assert.match(outcome.meaning, /wants a name and a password/);
    }
  });

  test('in a way that nobody knows is not asked for', async () => {
    const outcome = await answered('407 Proxy Authentication Required', {
      credentials: () => assert.fail('asked'),
    });
    assert.equal(outcome.kind, 'unauthorized');
    assert.match(outcome.meaning, /not known here/);
  });

  test('and then goes silent is given up like any other', async () => {
    const { network, send, finish } = place();
    network.onSent = (sent) => {
      if (network.sent.length === 1) guard(sent);
    };
    const outcome = await finish(send({ credentials: async () => ({ username: 'admin', password: 'geheim' }) }));
    assert.equal(outcome.kind, 'timeout');
    assert.equal(outcome.sends, 12);
  });
});

describe('stopping', () => {
  test('before the start sends nothing', async () => {
    const { network, send, finish } = place();
    const outcome = await finish(send({ signal: AbortSignal.abort() }));
    assert.equal(outcome.kind, 'cancelled');
    assert.equal(network.sent.length, 0);
  });

  test('while a name is looked up sends nothing', async () => {
    const { clock, network, send, finish } = place();
    let resolve = (_: string[]) => {};
    network.names.set(
      'slow.example',
      new Promise((done) => {
        resolve = done;
      }),
    );
    const controller = new AbortController();
    const outcome = send({ signal: controller.signal }, { ...phone, host: 'slow.example' });
    await clock.moveTo(1000);
    controller.abort();
    assert.equal((await outcome).kind, 'cancelled');
    resolve(['192.0.2.10']);
    await finish(outcome);
    assert.equal(network.sent.length, 0);
  });

  test('while waiting for an answer ends at once', async () => {
    const { clock, network, send, finish } = place();
    const controller = new AbortController();
    const outcome = send({ signal: controller.signal });
    await clock.moveTo(1000);
    controller.abort();
    const { kind, sends, milliseconds, meaning } = await finish(outcome);
    assert.equal(kind, 'cancelled');
    assert.equal(sends, 2);
    assert.equal(milliseconds, 1000);
    assert.match(meaning, /may have the message/);
    assert.equal(network.sent.length, 2);
  });

  test('while the password is asked for ends at once', async () => {
    const { clock, network, send, finish } = place();
    network.onSent = (sent) =>
      sent.answer(answerTo(sent.text, '401 No', ['WWW-Authenticate: Digest realm="r", nonce="n"']));
    const controller = new AbortController();
    const outcome = send({ signal: controller.signal, credentials: () => new Promise(() => {}) });
    await clock.moveTo(1000);
    controller.abort();
    assert.equal((await finish(outcome)).kind, 'cancelled');
  });
});

test('a phone that cannot stand in a message is not sent to', async () => {
  for (const wrong of [{ user: '' }, { port: 0 }, { port: 65536 }, { port: 1.5 }, { port: Number.NaN }, { host: '' }]) {
    const { network, send, finish } = place();
    const outcome = await finish(send({}, { ...phone, ...wrong }));
    assert.equal(outcome.kind, 'invalid', JSON.stringify(wrong));
    assert.equal(network.sent.length, 0);
  }
});

test('an answer is given back at once; its repeats are still absorbed for 5 seconds', async () => {
  const { clock, network, trace, send, finish } = place();
  network.onSent = (sent) => sent.answer(answerTo(sent.text));
  const outcome = send();
  await clock.moveTo(1);
  assert.equal((await outcome).kind, 'accepted');
  assert.equal(network.openPaths, 0);
  assert.equal(network.openPorts, 1);
  network.sent[0]?.answer(answerTo(network.sent[0].text));
  assert.deepEqual(notes(trace), ['a repeat']);
  await clock.moveTo(4999);
  assert.equal(network.openPorts, 1);
  await finish(outcome);
});

describe('many phones', () => {
  const phones = Array.from({ length: 2000 }, (_, index) => ({
    host: index % 2 ? `2001:db8::${index.toString(16)}` : `10.0.${index >> 8}.${index & 255}`,
    port: 5060,
    user: `${index}`,
  }));

  test('are told over one port a family, so many at a time, and listed in their order', async () => {
    const { network, clock, sendAll, finish } = place();
    // Every tenth is off; the others answer after a while, the later ones earlier.
    network.onSent = (sent) => {
      const number = Number(/sip:(\d+)@/.exec(sent.text)?.[1]);
      if (number % 10) clock.after(200 - (number % 50), () => sent.answer(answerTo(sent.text)));
    };
    const seen: number[] = [];
    const outcomes = await finish(
      sendAll(phones, {
        onOutcome: ({ phone: whom }, index) => {
          assert.equal(whom, phones[index]);
          seen.push(index);
        },
      }),
    );
    assert.deepEqual(
      outcomes.map(({ phone: whom }) => whom),
      phones,
    );
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      phones.map((_, index) => (index % 10 ? 'accepted' : 'timeout')),
    );
    assert.equal(new Set(seen).size, phones.length);
    assert.notDeepEqual(
      seen,
      [...seen].sort((a, b) => a - b),
    );
    assert.equal(network.ports, 2);
    assert.equal(network.mostPaths, 50);
  });

  test('are told so many at a time as wanted, at least one', async () => {
    for (const [concurrency, most] of [
      [7, 7],
      [0, 1],
      [100, 20],
    ] as const) {
      const { network, sendAll, finish } = place();
      await finish(sendAll(phones.slice(0, 20), { concurrency }));
      assert.equal(network.mostPaths, most);
    }
  });

  test('none is no work', async () => {
    const { network, sendAll, finish } = place();
    assert.deepEqual(await finish(sendAll([])), []);
    assert.equal(network.ports, 0);
  });

  test('stop together; those not yet told are not', async () => {
    const { clock, network, sendAll, finish } = place();
    const controller = new AbortController();
    const outcomes = sendAll(phones.slice(0, 100), { concurrency: 10, signal: controller.signal });
    await clock.moveTo(1000);
    controller.abort();
    const kinds = (await finish(outcomes)).map(({ kind, sends }) => `${kind} ${sends}`);
    assert.deepEqual(kinds, [...Array(10).fill('cancelled 2'), ...Array(90).fill('cancelled 0')]);
    assert.equal(network.sent.length, 20);
  });
});
