import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFile } from '../../phone/tftpClient.ts';
import { bootedPhone, folder, mac, makePhone, needsRoot, own, startTftpd, wholeStart } from './support.ts';

test('a phone with 8.12 asks for its files in the order of a real phone', { skip: needsRoot }, async (t) => {
  const root = folder(t, {
    'SIPDefault.cnf': 'image_version: P0S3-8-12-00\ndial_template: dialplan\nsync: 7\n',
    [own]: 'line1_name: 2001\n',
    'dialplan.xml': '<DIALTEMPLATE><TEMPLATE MATCH="*" Timeout="5"/></DIALTEMPLATE>',
  });
  const { phone, files, next } = makePhone(t, { tftp: await startTftpd(t, root.path) });
  await phone.start();
  assert.deepEqual(files(), wholeStart);
  assert.deepEqual(await next('dialPlan'), { type: 'dialPlan', file: 'dialplan.xml', rules: 1, discarded: false });
  const { image, lines } = await next('booted');
  assert.deepEqual({ image, lines }, { image: 'P0S3-8-12-00', lines: ['2001'] });
  assert.equal(phone.restarts, 0);
});

test("the loader asks no further once the phone's own file names the load", { skip: needsRoot }, async (t) => {
  const root = folder(t, { [own]: 'image_version: P0S3-8-12-00\nline1_name: 2001\n' });
  const { phone, files } = makePhone(t, { tftp: await startTftpd(t, root.path) });
  await phone.start();
  assert.deepEqual(files(), [`(CTLSEP${mac}.tlv)`, `(SEP${mac}.cnf.xml)`, own, '(SIPDefault.cnf)', own]);
});

test('a phone with firmware before 7.0 asks for OS79XX.TXT first', { skip: needsRoot }, async (t) => {
  const root = folder(t, {
    'OS79XX.TXT': 'P0S3-04-4-00\n',
    'SIPDefault.cnf': 'image_version: P0S3-04-4-00\ndial_template: dialplan\nsync: 1\nvoip_control_port: 5070\n',
    [own]: 'line1_name: 2001\nsync: 2\n',
  });
  const { phone, files } = makePhone(t, { tftp: await startTftpd(t, root.path), firmware: 'P0S3-04-4-00' });
  await phone.start();
  assert.deepEqual(files(), ['OS79XX.TXT', 'SIPDefault.cnf', own, '(dialplan.xml)']);
  assert.equal(phone.flash.settings.sync, '2', "the phone's own file goes before SIPDefault.cnf");
  assert.equal(phone.flash.settings.voip_control_port, '5070');
});

test('tftp_cfg_dir moves the file of the phone and no other', { skip: needsRoot }, async (t) => {
  const root = folder(t, {
    'SIPDefault.cnf': 'tftp_cfg_dir: "./phones/"\ndial_template: dialplan\n',
    [`phones/${own}`]: 'line1_name: 2001\ntftp_cfg_dir: elsewhere\n',
    'dialplan.xml': '<DIALTEMPLATE><TEMPLATE MATCH="*"/></DIALTEMPLATE>',
  });
  const { phone, files } = makePhone(t, { tftp: await startTftpd(t, root.path), firmware: 'P0S3-06-3-00' });
  await phone.start();
  assert.deepEqual(files(), ['(OS79XX.TXT)', 'SIPDefault.cnf', `./phones/${own}`, 'dialplan.xml']);
  assert.equal(phone.flash.settings.tftp_cfg_dir, './phones/');
});

test('what the files do not say stays as the phone remembers it', { skip: needsRoot }, async (t) => {
  const { phone, root } = await bootedPhone(t, {
    'SIPDefault.cnf': 'sync: 5\n',
    [own]: 'line1_name: 2001\nline1_password: "made-up-Moss-44"\n',
  });
  // Plain data: through a file and back it is the same memory.
  const flash = JSON.parse(JSON.stringify(phone.flash));
  assert(!JSON.stringify(flash).includes('Moss'), 'a password was kept');
  await phone.stop();
  root.write({ 'SIPDefault.cnf': '', [own]: 'line2_name: 2009\n' });

  const later = makePhone(t, { tftp: await startTftpd(t, root.path), flash });
  await later.phone.start();
  assert.deepEqual(later.phone.lines, ['2001', '2009']);
  assert.equal(later.phone.flash.settings.sync, '5');
});

test('a 7940 has two lines, whatever its file says', { skip: needsRoot }, async (t) => {
  const files = { [own]: 'line1_name: a\nline2_name: UNPROVISIONED\nline3_name: c\n' };
  const { phone } = await bootedPhone(t, files, { model: '7940' });
  assert.deepEqual(phone.lines, ['a']);
});

test('a dial plan with a fault is thrown away', { skip: needsRoot }, async (t) => {
  const { events } = await bootedPhone(t, {
    'SIPDefault.cnf': 'dial_template: plan\n',
    'plan.xml': `<DIALTEMPLATE><TEMPLATE MATCH='*'/></DIALTEMPLATE>`,
  });
  assert.deepEqual(
    events.find(({ type }) => type === 'dialPlan'),
    { type: 'dialPlan', file: 'plan.xml', rules: 0, discarded: true },
  );
});

test('the ring list is fetched when somebody looks for a ring', { skip: needsRoot }, async (t) => {
  const { phone, files } = await bootedPhone(t, { 'RINGLIST.DAT': 'Low\tlow.pcm\n' });
  await phone.openRings();
  assert.deepEqual(files(), ['RINGLIST.DAT']);
});

test('without an answer from the TFTP server the phone starts with what it remembers', async (t) => {
  const { phone, events } = makePhone(t, {
    // A port that nobody can listen on.
    tftp: { host: '127.0.0.1', port: 1, timeoutMilliseconds: 2, attempts: 2 },
    flash: { image: 'P0S3-8-12-00', settings: { line1_name: '2001' }, restarts: 3 },
  });
  await phone.start();
  assert.deepEqual(phone.lines, ['2001']);
  assert(
    events.every((event) => event.type !== 'missing' || event.error === 'the TFTP server does not answer'),
    JSON.stringify(events),
  );
});

test('files of any size come whole from tftpd-hpa', { skip: needsRoot }, async (t) => {
  for (const size of [0, 1, 511, 512, 513, 1024, 750_000]) {
    const content = Buffer.alloc(size, 'sample of a file ');
    const server = await startTftpd(t, folder(t, { file: content }).path);
    const result = await readFile(server, 'file');
    assert.equal(result.kind, 'file');
    assert(result.kind === 'file' && result.content.equals(content), `${size} bytes`);
  }
});

test('the test phone talks to nothing but this machine', async (t) => {
  assert.throws(() => makePhone(t, { tftp: { host: '192.0.2.1', port: 69 } }), /192\.0\.2\.1/);
  assert.throws(() => makePhone(t, { tftp: { host: '127.0.0.1', port: 1 }, sip: { host: '0.0.0.0' } }), /0\.0\.0\.0/);
  await assert.rejects(readFile({ host: '192.0.2.1', port: 69 }, 'file'), /192\.0\.2\.1/);
});
