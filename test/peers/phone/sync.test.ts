import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { PhoneOptions } from '../../phone/phone.ts';
import { bootedPhone, handClock, mac, needsRoot, notify, send, statusOf, type Watched } from './support.ts';

const own = `SIP${mac}.cnf`;
const plan = '<DIALTEMPLATE><TEMPLATE MATCH="*" Timeout="5"/></DIALTEMPLATE>';

/** A phone that has booted with these values of `sync` and syncinfo.xml. */
function phoneWith(t: TestContext, sync: string, syncinfo: string | undefined, options: Partial<PhoneOptions> = {}) {
  return bootedPhone(
    t,
    {
      'SIPDefault.cnf': `sync: "${sync}"\ndial_template: dialplan\n`,
      [own]: 'line1_name: 2001\n',
      'dialplan.xml': plan,
      ...(syncinfo === undefined ? {} : { 'syncinfo.xml': syncinfo }),
    },
    options,
  );
}

async function checkSync(t: TestContext, { phone, next }: Watched) {
  assert.equal(await statusOf(t, phone, notify()), 200);
  const { entry, sync, stored, restarts } = await next('compared');
  return { entry, sync, stored, restarts };
}

test('a phone restarts when SYNC differs from its sync, and takes over the new one', { skip: needsRoot }, async (t) => {
  const made = await phoneWith(t, '1', '<SYNCINFO><IMAGE VERSION="*" SYNC="2"/></SYNCINFO>');
  const { phone, root, next, files } = made;
  root.write({ 'SIPDefault.cnf': 'sync: 2\ndial_template: dialplan\n', [own]: 'line1_name: 2001\nline2_name: 2009\n' });
  assert.deepEqual(await checkSync(t, made), { entry: 'any', sync: '2', stored: '1', restarts: true });
  assert.deepEqual(await next('restarted'), { type: 'restarted', count: 1, reason: 'check-sync' });
  assert.deepEqual((await next('booted')).lines, ['2001', '2009']);
  assert.deepEqual(files().slice(0, 3), ['syncinfo.xml', 'dialplan.xml', `(CTLSEP${mac}.tlv)`]);
  assert.equal(phone.restarts, 1);

  // Now both are the same: the same message restarts it no more.
  assert.deepEqual(await checkSync(t, made), { entry: 'any', sync: '2', stored: '2', restarts: false });
  assert.equal(phone.restarts, 1);
});

test('a phone whose sync is the same fetches its dial plan again and goes on', { skip: needsRoot }, async (t) => {
  const made = await phoneWith(t, '0001', '<IMAGE VERSION="*" SYNC="0001"/>');
  made.root.write({ 'dialplan.xml': plan.replace('<TEMPLATE', '<TEMPLATE MATCH="911"/><TEMPLATE') });
  assert.equal((await checkSync(t, made)).restarts, false);
  assert.deepEqual(made.files(), ['syncinfo.xml', 'dialplan.xml']);
  const plans = made.events.filter((event) => event.type === 'dialPlan');
  assert.deepEqual(
    plans.map(({ rules }) => rules),
    [1, 2],
  );
  assert.equal(made.phone.restarts, 0);
});

test('SYNC is a piece of text and no number', { skip: needsRoot }, async (t) => {
  const made = await phoneWith(t, '1', '<IMAGE VERSION="*" SYNC="01"/>');
  assert.equal((await checkSync(t, made)).restarts, true);
  await made.next('booted');
});

test('values that stay different restart the phone each time', { skip: needsRoot }, async (t) => {
  const made = await phoneWith(t, '1', '<IMAGE VERSION="*" SYNC="do-it"/>');
  for (let count = 1; count <= 3; count++) {
    assert.equal((await checkSync(t, made)).restarts, true);
    await made.next('booted');
    assert.equal(made.phone.restarts, count);
  }
});

test('the entry for the image of the phone goes before the one for all', { skip: needsRoot }, async (t) => {
  const both = '<IMAGE VERSION="*" SYNC="9"/><IMAGE VERSION="P0S3-8-12-00" SYNC="1"/>';
  const made = await phoneWith(t, '1', both);
  assert.deepEqual(await checkSync(t, made), { entry: 'own', sync: '1', stored: '1', restarts: false });
  made.root.write({ 'syncinfo.xml': both.replace('8-12', '8-11') });
  assert.deepEqual(await checkSync(t, made), { entry: 'any', sync: '9', stored: '1', restarts: true });
  await made.next('booted');
});

test('without an entry that fits nothing happens', { skip: needsRoot }, async (t) => {
  const made = await phoneWith(t, '1', '<IMAGE VERSION="P0S3-8-11-00" SYNC="2"/>');
  const nothing = { entry: 'none', sync: undefined, stored: '1', restarts: false } as const;
  assert.deepEqual(await checkSync(t, made), nothing);
  made.root.remove('syncinfo.xml');
  assert.deepEqual(await checkSync(t, made), nothing);
  assert.deepEqual(made.files(), ['syncinfo.xml', 'dialplan.xml', '(syncinfo.xml)', 'dialplan.xml']);
  made.root.write({ 'syncinfo.xml': '<IMAGE VERSION="* SYNC="2"/>' });
  assert.deepEqual(await checkSync(t, made), nothing);
});

test('the phone waits 20 seconds, and for a call to end', { skip: needsRoot }, async (t) => {
  const clock = handClock();
  const made = await bootedPhone(t, { [own]: 'line1_name: 2001\n' }, { clock, idleMilliseconds: 20_000 });
  made.phone.setBusy(true);
  await statusOf(t, made.phone, notify());
  assert.deepEqual(clock.waiting(), []);
  made.phone.setBusy(false);
  assert.deepEqual(clock.waiting(), [20_000]);
  made.phone.setBusy(true);
  assert.deepEqual(clock.waiting(), []);
  made.phone.setBusy(false);
  clock.ring();
  await made.next('compared');
});

test('two messages while the phone waits make it look once', { skip: needsRoot }, async (t) => {
  const clock = handClock();
  const made = await bootedPhone(t, { [own]: 'line1_name: 2001\n' }, { clock });
  await statusOf(t, made.phone, notify());
  await statusOf(t, made.phone, notify());
  assert.equal(clock.waiting().length, 1);
  clock.ring();
  await made.next('compared');
  assert.deepEqual(clock.waiting(), []);
});

test('a phone that starts hears nothing, and then listens where it did', { skip: needsRoot }, async (t) => {
  const made = await phoneWith(t, '1', '<IMAGE VERSION="*" SYNC="2"/>');
  const before = made.phone.address;
  const sent = await send(t, made.phone, notify());
  made.phone.on('event', ({ type }) => {
    if (type === 'restarted') sent.repeat();
  });
  assert.equal((await made.next('ignored')).why, 'the phone is starting');
  await made.next('booted');
  assert.deepEqual(made.phone.address, before);
  assert.equal(await statusOf(t, made.phone, notify()), 200);
});

test('a phone follows a changed voip_control_port', { skip: needsRoot }, async (t) => {
  const ports = [31_060 + (process.pid % 500), 31_560 + (process.pid % 500)];
  const made = await bootedPhone(
    t,
    { 'SIPDefault.cnf': `voip_control_port: ${ports[0]}\n`, [own]: 'line1_name: 2001\n' },
    { sip: {} },
  );
  assert.equal(made.phone.address?.port, ports[0]);
  made.root.write({
    'SIPDefault.cnf': `voip_control_port: ${ports[1]}\n`,
    'syncinfo.xml': '<IMAGE VERSION="*" SYNC="2"/>',
  });
  await checkSync(t, made);
  assert.equal((await made.next('booted')).port, ports[1]);
  assert.equal(await statusOf(t, made.phone, notify()), 200);
});
