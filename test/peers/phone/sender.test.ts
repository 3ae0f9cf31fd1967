/** Our sender and our phone, each written from the documents, understand each other. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sendCheckSync, sendToMany } from '../../../client/src/sip/checkSync.ts';
import { startFleet } from '../../phone/fleet.ts';
import { folder, mac, makePhone, needsRoot, startTftpd } from './support.ts';

/** Small, so that what gets lost is soon sent again. */
const timers = { t1: 20, t2: 80, t4: 50 };

test('our sender makes a phone restart, and says what the phone said', { skip: needsRoot }, async (t) => {
  const root = folder(t, {
    'SIPDefault.cnf': 'sync: 1\n',
    [`SIP${mac}.cnf`]: 'line1_name: "front desk"\n',
    'syncinfo.xml': '<SYNCINFO><IMAGE VERSION="*" SYNC="2"/></SYNCINFO>',
  });
  const made = makePhone(t, { tftp: await startTftpd(t, root.path), idleMilliseconds: 5 });
  await made.phone.start();
  await made.next('booted');
  const to = { ...made.phone.address!, user: 'front desk' };

  made.phone.faults.drop = 2;
  made.phone.faults.otherPort = true;
  const { kind, status, sends } = await sendCheckSync(to, { timers });
  assert.deepEqual({ kind, status, sends }, { kind: 'accepted', status: 200, sends: 3 });
  await made.next('restarted');
  await made.next('booted');

  assert.equal((await sendCheckSync({ ...to, user: '2001' }, { timers })).status, 404);
  made.phone.faults.silent = true;
  assert.equal((await sendCheckSync(to, { timers })).kind, 'timeout');
});

test('our sender logs in where a phone asks for a password', async (t) => {
  const { phone } = makePhone(t, {
    tftp: { host: '127.0.0.1', port: 1, timeoutMilliseconds: 1, attempts: 1 },
    flash: { image: 'P0S3-8-12-00', settings: { line1_name: '2001' }, restarts: 0 },
    password: 'made-up-Reed-8',
  });
  await phone.start();
  const to = { ...phone.address!, user: '2001' };
  const login = (password: string) =>
    sendCheckSync(to, { timers, credentials: async () => ({ username: 'me', password }) });
  assert.equal((await login('made-up-Reed-8')).kind, 'accepted');
  assert.equal((await login('wrong')).kind, 'unauthorized');
  assert.equal((await sendCheckSync(to, { timers })).kind, 'unauthorized');
});

test('each of many phones is told exactly once', {
  // Elsewhere 127.0.0.1 is the only one of these addresses.
  skip: process.platform === 'linux' ? false : 'needs the addresses of 127.0.0.0/8',
}, async (t) => {
  const fleet = await startFleet(300, 15_060);
  t.after(() => fleet.stop());
  const outcomes = await sendToMany(fleet.phones, { concurrency: 20 });
  assert(outcomes.every(({ kind }) => kind === 'accepted'));
  assert(fleet.accepted.every((count) => count === 1));
});
