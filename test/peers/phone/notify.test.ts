import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { PhoneOptions } from '../../phone/phone.ts';
import { handClock, makePhone, notify, send, statusOf } from './support.ts';

type Context = Parameters<typeof makePhone>[0];

/** A phone with two lines in its memory and no TFTP server, which the checks of a message do not need. */
async function phoneWithLines(t: Context, options: Partial<PhoneOptions> = {}) {
  const made = makePhone(t, {
    tftp: { host: '127.0.0.1', port: 1, timeoutMilliseconds: 1, attempts: 1 },
    flash: {
      image: 'P0S3-8-12-00',
      settings: { line1_name: '2001', line2_name: 'door bell', line2_contact: '2009' },
      restarts: 0,
    },
    idleMilliseconds: 60_000,
    ...options,
  });
  await made.phone.start();
  await made.next('booted');
  return made;
}

test('check-sync to the name of any line is accepted', async (t) => {
  const { phone } = await phoneWithLines(t);
  assert.equal(await statusOf(t, phone, notify()), 200);
  assert.equal(await statusOf(t, phone, notify({}, 'sip:2001@127.0.0.1:5060')), 200);
  assert.equal(await statusOf(t, phone, notify({}, 'sip:door%20bell@127.0.0.1')), 200);
  assert.equal(await statusOf(t, phone, notify({}, 'sip:2009@127.0.0.1')), 200);
  assert.equal(await statusOf(t, phone, notify({ Event: undefined, o: 'Check-Sync' })), 200);
});

test('the answer has what the sender needs to recognise it', async (t) => {
  const { phone } = await phoneWithLines(t);
  const sent = await send(t, phone, notify({ 'Call-ID': 'call-7', Via: 'SIP/2.0/UDP 127.0.0.1:PORT;branch=z9hG4bKq' }));
  const lines = (await sent.answer()).split('\r\n');
  assert.equal(lines[0], 'SIP/2.0 200 OK');
  assert(lines.includes(`Via: SIP/2.0/UDP 127.0.0.1:${sent.port};branch=z9hG4bKq`), lines.join('\n'));
  assert(lines.includes('Call-ID: call-7'));
  assert(lines.includes('CSeq: 1 NOTIFY'));
  assert(lines.includes('From: <sip:provisioning@127.0.0.1>;tag=t1'));
  assert(lines.some((line) => /^To: <sip:2001@127\.0\.0\.1>;tag=[0-9a-f]+$/.test(line)));
});

test('a message without Event is answered 400', async (t) => {
  const { phone } = await phoneWithLines(t);
  assert.equal(await statusOf(t, phone, notify({ Event: undefined })), 400);
});

test('a message to an address without a user, or to no sip address, is answered 400', async (t) => {
  const { phone } = await phoneWithLines(t);
  const answer = await (await send(t, phone, notify({}, 'sip:127.0.0.1'))).answer();
  assert.match(answer, /^SIP\/2\.0 400 /);
  assert.match(answer, /\r\nWarning: 399 /);
  assert.equal(await statusOf(t, phone, notify({}, 'tel:2001')), 400);
  assert.equal(await statusOf(t, phone, notify({}, 'sips:2001@127.0.0.1')), 400);
});

test('a message to a name that no line has is answered 404', async (t) => {
  const { phone, next } = await phoneWithLines(t);
  assert.equal(await statusOf(t, phone, notify({}, 'sip:2002@127.0.0.1')), 404);
  assert.equal((await next('notify')).why, 'no line has the name 2002');
});

test('a message with a To that cannot be read is answered 400', async (t) => {
  const { phone } = await phoneWithLines(t);
  for (const To of [undefined, '', '<>', '<sip:127.0.0.1>', '2001']) {
    assert.equal(await statusOf(t, phone, notify({ To })), 400, To);
  }
  assert.equal(await statusOf(t, phone, notify({ To: '"Front, desk" <sip:2001@127.0.0.1>' })), 200);
});

test('check-sync with a parameter is another event and answered 400', async (t) => {
  const { phone } = await phoneWithLines(t);
  assert.equal(await statusOf(t, phone, notify({ Event: 'check-sync;reboot=true' })), 400);
  assert.equal(await statusOf(t, phone, notify({ Event: 'message-summary' })), 400);
});

test('the checks come in their order', async (t) => {
  const { phone, next } = await phoneWithLines(t);
  const wrong = { Event: undefined, To: '' } as const;
  await statusOf(t, phone, notify(wrong, 'sip:127.0.0.1'));
  assert.match((await next('notify')).why, /no Event/);
  await statusOf(t, phone, notify({ ...wrong, Event: 'odd' }, 'sip:127.0.0.1'));
  assert.match((await next('notify')).why, /first line/);
  await statusOf(t, phone, notify({ ...wrong, Event: 'odd' }, 'sip:nobody@127.0.0.1'));
  assert.match((await next('notify')).why, /nobody/);
  await statusOf(t, phone, notify({ ...wrong, Event: 'odd' }));
  assert.match((await next('notify')).why, /^To /);
  await statusOf(t, phone, notify({ Event: 'odd' }));
  assert.match((await next('notify')).why, /event odd/);
});

test('a repeated message gets the same answer, byte by byte, and counts once', async (t) => {
  const clock = handClock();
  const { phone, next } = await phoneWithLines(t, { clock });
  const sent = await send(t, phone, notify());
  const first = await sent.answer();
  assert.equal(clock.waiting().length, 1);
  clock.ring();
  await next('compared');
  sent.repeat();
  assert.equal(await sent.answer(), first);
  assert.deepEqual(clock.waiting(), []);
});

test('requests that are not for such a phone are told so', async (t) => {
  const { phone, next } = await phoneWithLines(t);
  const options = notify({ CSeq: '1 OPTIONS' }).replace(/^NOTIFY/, 'OPTIONS');
  assert.equal(await statusOf(t, phone, options), 405);
  assert.equal(await statusOf(t, phone, notify({ 'Content-Length': '17806' })), 400);
  assert.equal(await statusOf(t, phone, notify({ CSeq: undefined })), 400);
  await send(t, phone, notify({ Via: undefined }));
  assert.match((await next('ignored')).why, /no Via/);
  await send(t, phone, 'hello');
  assert.match((await next('ignored')).why, /SIP request/);
});

test('a message of the kind in the 8.0 guide is understood', async (t) => {
  const { phone } = await phoneWithLines(t);
  const message = [
    'NOTIFY sip:2001@127.0.0.1:5060 SIP/2.0',
    'Via: SIP/2.0/UDP 127.0.0.1:PORT;branch=1',
    'Via: SIP/2.0/UDP 127.0.0.1',
    'From: <sip:webadim@127.0.0.1>',
    'To: <sip:2001@127.0.0.1>',
    'Event: check-sync',
    'Date: Mon, 10 Jul 2000 16:28:53 -0700',
    'Call-ID: 1349882@127.0.0.1',
    'CSeq: 1300 NOTIFY',
    'Contact: <sip:webadmin@127.0.0.1>',
    'Content-Length: 0',
    '',
    '',
  ];
  const answer = await (await send(t, phone, message.join('\r\n'))).answer();
  assert.match(answer, /^SIP\/2\.0 200 OK\r\nVia: .*;branch=1\r\nVia: SIP\/2\.0\/UDP 127\.0\.0\.1\r\n/);
});

test('a phone that asks for a password takes the right one only', async (t) => {
  const { phone } = await phoneWithLines(t, { password: 'made-up-Reed-8' });
  const login = async (password: string) => {
    const challenge = await (await send(t, phone, notify())).answer();
    assert.match(challenge, /^SIP\/2\.0 401 /);
    const nonce = /nonce="(\w+)"/.exec(challenge)?.[1];
    const md5 = (text: string) => createHash('md5').update(text).digest('hex');
    const uri = 'sip:2001@127.0.0.1';
    const response = md5(`${md5(`me:test-phone:${password}`)}:${nonce}:00000001:c1:auth:${md5(`NOTIFY:${uri}`)}`);
    const Authorization = `Digest username="me", realm="test-phone", nonce="${nonce}", uri="${uri}", response="${response}", qop=auth, nc=00000001, cnonce="c1"`;
    return statusOf(t, phone, notify({ Authorization, CSeq: '2 NOTIFY' }));
  };
  assert.equal(await login('made-up-Reed-8'), 200);
  assert.equal(await login('wrong'), 401);
});

test('a phone misbehaves as told', async (t) => {
  const { phone, next } = await phoneWithLines(t);
  phone.faults.drop = 2;
  const lost = await send(t, phone, notify());
  await next('ignored');
  lost.repeat();
  await next('ignored');
  lost.repeat();
  assert.match(await lost.answer(), / 200 OK/);

  phone.faults.provisional = true;
  const slow = await send(t, phone, notify());
  assert.match(await slow.answer(), / 100 Trying/);
  assert.match(await slow.answer(), / 200 OK/);
  phone.faults.provisional = false;

  phone.faults.otherPort = true;
  assert.equal(await statusOf(t, phone, notify()), 200);

  phone.faults.answer = 486;
  assert.equal(await statusOf(t, phone, notify()), 486);

  phone.faults.silent = true;
  await send(t, phone, notify());
  assert.match((await next('ignored')).why, /made not to answer/);
});

test('an answer goes to the port in Via, and to the sending port only for a phone that knows rport', async (t) => {
  const deaf = await phoneWithLines(t);
  const elsewhere = await send(t, deaf.phone, 'not a request');
  const Via = `SIP/2.0/UDP 127.0.0.1:${elsewhere.port};branch=z9hG4bKr;rport`;
  await send(t, deaf.phone, notify({ Via }));
  assert.match(await elsewhere.answer(), / 200 OK/);

  const { phone } = await phoneWithLines(t, { rport: true });
  const sent = await send(t, phone, notify({ Via }));
  assert.match(await sent.answer(), new RegExp(`;rport=${sent.port};received=127\\.0\\.0\\.1\r\n`));
});
