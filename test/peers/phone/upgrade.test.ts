import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planUpgrade } from '../../phone/images.ts';
import { bootedPhone, folder, mac, makePhone, needsRoot, notify, startTftpd, statusOf } from './support.ts';

const own = `SIP${mac}.cnf`;

/** What the list of 7.0 and later looks like, with something around the names like a signature. */
function list(loader: string, application: string): Uint8Array {
  return Buffer.concat([
    Buffer.from([0, 1, 2, 250, 251]),
    Buffer.from(`${loader}\0${application}\0`),
    Buffer.alloc(20),
  ]);
}

test('a phone goes from one release to the next with a check-sync', { skip: needsRoot }, async (t) => {
  const { phone, root, next, files } = await bootedPhone(
    t,
    { 'SIPDefault.cnf': 'image_version: P0S3-8-11-00\nsync: 1\n', [own]: 'line1_name: 2001\n' },
    { firmware: 'P0S3-8-11-00' },
  );
  root.write({
    'SIPDefault.cnf': 'image_version: P0S3-8-12-00\nsync: 2\n',
    'syncinfo.xml': '<IMAGE VERSION="*" SYNC="2"/>',
    'P0S3-8-12-00.loads': list('P003-8-12-00.sbn', 'P0S3-8-12-00.sb2'),
    'P003-8-12-00.sbn': Buffer.alloc(130_000),
    'P0S3-8-12-00.sb2': Buffer.alloc(750_000),
  });
  assert.equal(await statusOf(t, phone, notify()), 200);
  assert.deepEqual(await next('upgraded'), { type: 'upgraded', from: 'P0S3-8-11-00', to: 'P0S3-8-12-00' });
  assert.equal((await next('booted')).image, 'P0S3-8-12-00');
  const fetched = files();
  const first = fetched.indexOf('P0S3-8-12-00.loads');
  assert.deepEqual(fetched.slice(first, first + 3), ['P0S3-8-12-00.loads', 'P003-8-12-00.sbn', 'P0S3-8-12-00.sb2']);
  // Once for SYNC, once for the firmware; after that all is the same.
  assert.equal(phone.restarts, 2);
  await statusOf(t, phone, notify());
  assert.equal((await next('compared')).restarts, false);
});

test('a phone that has the loader already does not fetch it again', { skip: needsRoot }, async (t) => {
  const { phone, events } = await bootedPhone(
    t,
    {
      [own]: 'line1_name: 2001\nimage_version: P0S3-8-12-01\n',
      'P0S3-8-12-01.loads': list('P003-8-12-00.sbn', 'P0S3-8-12-01.sb2'),
      'P0S3-8-12-01.sb2': 'x',
    },
    { firmware: 'P0S3-8-12-00' },
  );
  assert.equal(phone.flash.image, 'P0S3-8-12-01');
  assert(!events.some((event) => 'file' in event && event.file.endsWith('.sbn')));
});

test('CallManager’s XMLDefault.cnf.xml can name the load', { skip: needsRoot }, async (t) => {
  const { phone } = await bootedPhone(
    t,
    {
      'XMLDefault.cnf.xml':
        '<Default><loadInformation8 model="IP Phone 7940">P0S3-8-08-00</loadInformation8><loadInformation7 model="IP Phone 7960">P0S3-8-09-00</loadInformation7></Default>',
      'P0S3-8-09-00.loads': list('P003-8-09-00.sbn', 'P0S3-8-09-00.sb2'),
      'P003-8-09-00.sbn': 'x',
      'P0S3-8-09-00.sb2': 'x',
    },
    { model: '7960' },
  );
  assert.equal(phone.flash.image, 'P0S3-8-09-00');
});

test('a phone with firmware before 5.0 takes an unsigned image', { skip: needsRoot }, async (t) => {
  const { phone, events } = await bootedPhone(
    t,
    { 'SIPDefault.cnf': 'image_version: P0S3-04-4-00\n', 'P0S3-04-4-00.bin': Buffer.alloc(5000) },
    { firmware: 'P0S30202' },
  );
  assert.equal(phone.flash.image, 'P0S3-04-4-00');
  assert.equal(phone.restarts, 1);
  const files = events.flatMap((event) => (event.type === 'fetched' ? [event.file] : []));
  assert.deepEqual(files, ['SIPDefault.cnf', 'P0S3-04-4-00.bin', 'SIPDefault.cnf']);
});

test('a phone with firmware 5.0 or later refuses an unsigned image', { skip: needsRoot }, async (t) => {
  for (const firmware of ['P0S3-05-1-00', 'P0S3-8-12-00']) {
    const files = { 'SIPDefault.cnf': 'image_version: P0S3-04-4-00\n', 'P0S3-04-4-00.bin': Buffer.alloc(5000) };
    const { phone, events } = await bootedPhone(t, files, { firmware });
    assert.equal(phone.flash.image, firmware);
    assert.equal(phone.restarts, 0);
    const failures = events.filter((event) => event.type === 'upgradeFailed');
    assert.equal(failures.length, 1);
    assert.match(failures[0]?.why ?? '', /signed images only/);
    assert(!events.some((event) => 'file' in event && event.file.endsWith('.bin')));
  }
});

test('signed images go both ways', { skip: needsRoot }, async (t) => {
  const { phone } = await bootedPhone(
    t,
    { 'SIPDefault.cnf': 'image_version: P0S3-06-0-00\n', 'P0S3-06-0-00.sbn': Buffer.alloc(5000) },
    { firmware: 'P0S3-07-4-00' },
  );
  assert.equal(phone.flash.image, 'P0S3-06-0-00');
});

test('a phone comes from 6.3 to 7.4 by the loader that OS79XX.TXT names', { skip: needsRoot }, async (t) => {
  const files = {
    'OS79XX.TXT': 'P003-07-4-00\n',
    'SIPDefault.cnf': 'sync: 1\n',
    [own]: 'line1_name: 2001\nimage_version: P0S3-07-4-00\n',
    'P003-07-4-00.sbn': 'x',
    'P0S3-07-4-00.loads': list('P003-07-4-00.sbn', 'P0S3-07-4-00.sb2'),
    'P0S3-07-4-00.sb2': 'x',
  };
  const { phone, events } = await bootedPhone(t, files, { firmware: 'P0S3-06-3-00' });
  const steps = events.flatMap((event) => (event.type === 'upgraded' ? [event.to] : []));
  assert.deepEqual(steps, ['P003-07-4-00', 'P0S3-07-4-00']);
  assert.deepEqual(phone.lines, ['2001']);
});

test('a blank behind the name in OS79XX.TXT makes the phone look for a file that is not there', {
  skip: needsRoot,
}, async (t) => {
  const root = folder(t, { 'OS79XX.TXT': 'P0S3-04-4-00 \n', 'P0S3-04-4-00.bin': 'x' });
  const { phone, files } = makePhone(t, { tftp: await startTftpd(t, root.path), firmware: 'P0S30202' });
  await phone.start();
  assert.deepEqual(files().slice(0, 2), ['OS79XX.TXT', '(P0S3-04-4-00 .bin)']);
  assert.equal(phone.flash.image, 'P0S30202');
});

test('an image that is missing leaves the phone as it is', { skip: needsRoot }, async (t) => {
  const { phone, events } = await bootedPhone(t, { 'SIPDefault.cnf': 'image_version: P0S3-08-12-00\n' });
  assert.equal(phone.flash.image, 'P0S3-8-12-00');
  assert(events.some((event) => event.type === 'upgradeFailed' && event.why === 'P0S3-08-12-00.loads did not come'));
});

test('files that send a phone in circles do not hold it for ever', { skip: needsRoot }, async (t) => {
  const { phone, events } = await bootedPhone(
    t,
    {
      'OS79XX.TXT': 'P0S30202',
      'SIPDefault.cnf': 'image_version: P0S3-04-4-00\n',
      'P0S30202.bin': 'x',
      'P0S3-04-4-00.bin': 'x',
    },
    { firmware: 'P0S30100' },
  );
  assert(phone.restarts > 1);
  assert(events.some((event) => event.type === 'upgradeFailed' && event.why.includes('in circles')));
});

test('which files a phone fetches depends on both releases', () => {
  const plan = (running: string, wanted: string) => {
    const result = planUpgrade(running, wanted);
    return result.kind === 'file' ? result.file : result.kind === 'list' ? result.list : result.kind;
  };
  assert.equal(plan('P0S30100', 'P0S30202'), 'P0S30202.bin');
  assert.equal(plan('P0S3-04-4-00', 'P0S3-05-1-00'), 'P0S3-05-1-00.bin');
  assert.equal(plan('P0S3-04-4-00', 'P003-07-4-00'), 'P003-07-4-00.bin');
  assert.equal(plan('P0S3-05-3-00', 'P0S3-06-0-00'), 'P0S3-06-0-00.sbn');
  assert.equal(plan('P0S3-06-3-00', 'P003-07-4-00'), 'P003-07-4-00.sbn');
  assert.equal(plan('P003-07-4-00', 'P0S3-07-4-00'), 'P0S3-07-4-00.loads');
  assert.equal(plan('P0S3-8-12-00', 'P0S3-8-11-00'), 'P0S3-8-11-00.loads');
  assert.equal(plan('P0S3-8-12-00', 'P0S3-06-3-00'), 'P0S3-06-3-00.sbn');
  assert.equal(plan('P0S3-05-1-00', 'P0S30202'), 'refused');
  assert.equal(plan('P0S3-8-12-00', 'P00308010200'), 'refused');
});
