import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makePlan } from '../../../client/src/tftp/push.ts';
import type { PushPlan } from '../../../client/src/tftp/types.ts';
import { coded, type MemoryOptions, type MemoryStore, memoryStore } from '../../support/tftp/memoryStore.ts';

interface Options extends MemoryOptions {
  readonly phoneFolder?: string;
  readonly includeErrors?: boolean;
  readonly errorsIn?: readonly string[];
  readonly from?: MemoryStore;
}

async function planOf(source: Record<string, string>, target: Record<string, string>, options: Options = {}) {
  const { phoneFolder, includeErrors, errorsIn = [], from = memoryStore(source), ...memory } = options;
  const to = memoryStore(target, memory);
  const sources = Object.keys(source).map((name) => ({ name, hasErrors: errorsIn.includes(name) }));
  const plan = await makePlan(from, to, sources, {
    from: '/source',
    to: '/srv/tftp',
    ...(phoneFolder !== undefined && { phoneFolder }),
    ...(includeErrors !== undefined && { includeErrors }),
  });
  assert.deepEqual(to.changes, [], 'a plan writes nothing');
  return plan;
}

function states(plan: PushPlan): Record<string, string> {
  return Object.fromEntries(plan.items.map(({ name, state }) => [name, state]));
}

function reasonFor(plan: PushPlan, name: string): string {
  const item = plan.items.find((candidate) => candidate.name === name);
  assert.equal(item?.state, 'refused', name);
  return item?.reason ?? '';
}

const phone = 'SIP000DBC001122.cnf';
const dialPlan = '<DIALTEMPLATE>\n<TEMPLATE MATCH="*"/>\n</DIALTEMPLATE>\n';

test('what is new, changed and the same is shown before anything is written', async () => {
  const plan = await planOf(
    { 'SIPDefault.cnf': 'new', [phone]: 'same', 'dialplan.xml': dialPlan },
    { 'SIPDefault.cnf': 'old', [phone]: 'same', 'notes.txt': 'mine' },
  );
  assert.deepEqual(states(plan), { 'dialplan.xml': 'new', [phone]: 'same', 'SIPDefault.cnf': 'changed' });
  const changed = plan.items.find(({ name }) => name === 'SIPDefault.cnf');
  assert.equal(changed?.size, 3);
  assert.notEqual(changed?.targetHash, changed?.sourceHash);
});

test('the order is that of the writing: images first, the phones, SIPDefault.cnf late, syncinfo.xml last', async () => {
  const names = [
    'syncinfo.xml',
    'SIPDefault.cnf',
    'OS79XX.TXT',
    'XMLDefault.cnf.xml',
    phone,
    'RINGLIST.DAT',
    'dialplan.xml',
    'ringer1.pcm',
    'P0S3-8-12-00.loads',
    'P0S3-8-12-00.sb2',
    'P003-8-12-00.sbn',
  ];
  const plan = await planOf(Object.fromEntries(names.map((name) => [name, dialPlan])), {});
  assert.deepEqual(
    plan.items.map(({ name }) => name),
    [
      'P003-8-12-00.sbn',
      'P0S3-8-12-00.sb2',
      'P0S3-8-12-00.loads',
      'ringer1.pcm',
      'RINGLIST.DAT',
      'dialplan.xml',
      phone,
      'SIPDefault.cnf',
      'OS79XX.TXT',
      'XMLDefault.cnf.xml',
      'syncinfo.xml',
    ],
  );
});

test('a file with errors is held back unless the user says otherwise', async () => {
  const source = { 'SIPDefault.cnf': 'new', [phone]: 'new' };
  const held = await planOf(source, {}, { errorsIn: [phone] });
  assert.deepEqual(states(held), { [phone]: 'held', 'SIPDefault.cnf': 'new' });
  assert.match(held.items[0]?.reason ?? '', /error/);
  const anyway = await planOf(source, {}, { errorsIn: [phone], includeErrors: true });
  assert.deepEqual(states(anyway), { [phone]: 'new', 'SIPDefault.cnf': 'new' });
  const same = await planOf(source, source, { errorsIn: [phone] });
  assert.equal(states(same)[phone], 'same');
});

test('what is no provisioning file is refused and not even read', async () => {
  const from = memoryStore(
    {},
    {
      before: (_, path) => assert.fail(`${path} was looked at`),
    },
  );
  const plan = await planOf({ '.env': '', 'SIPDefault.cnf~': '', '../SIPDefault.cnf': '', id_rsa: '' }, {}, { from });
  assert.deepEqual(new Set(plan.items.map(({ state }) => state)), new Set(['refused']));
});

test("other people's XML files stay where they are", async () => {
  const plan = await planOf({ 'pom.xml': '<project/>', 'dialplan.xml': dialPlan }, {});
  assert.deepEqual(states(plan), { 'dialplan.xml': 'new', 'pom.xml': 'refused' });
  assert.match(reasonFor(plan, 'pom.xml'), /TEMPLATE is not in it/);
});

test('tftp_cfg_dir is respected', async () => {
  const plan = await planOf(
    { [phone]: 'new', 'SIPDefault.cnf': 'new' },
    { [`phones/${phone}`]: 'old' },
    { phoneFolder: 'phones' },
  );
  assert.deepEqual(states(plan), { [`phones/${phone}`]: 'changed', 'SIPDefault.cnf': 'new' });
  assert.equal(plan.items[0]?.source, phone);
});

test('a tftp_cfg_dir that leads out of the folder sends no file there', async () => {
  const plan = await planOf({ [phone]: 'new' }, {}, { phoneFolder: '../etc' });
  assert.match(reasonFor(plan, phone), /tftp_cfg_dir "..\/etc" leads out/);
});

test('two files that tftp_cfg_dir would make one are refused', async () => {
  const plan = await planOf({ [phone]: 'a', [`phones/${phone}`]: 'b' }, {}, { phoneFolder: 'phones' });
  assert.equal(plan.items.length, 2);
  for (const { reason } of plan.items) assert.match(reason ?? '', /go to the same place/);
});

test('names that differ in letter case only are refused, in the source and in the target', async () => {
  const twice = await planOf({ 'SIPDefault.cnf': 'a', 'sipdefault.cnf': 'b' }, {});
  assert.match(reasonFor(twice, 'SIPDefault.cnf'), /"SIPDefault.cnf" and "sipdefault.cnf" differ in letter case only/);
  assert.match(reasonFor(twice, 'sipdefault.cnf'), /differ in letter case only/);

  const there = await planOf({ [phone]: 'a' }, { 'sip000dbc001122.cnf': 'b' });
  assert.match(reasonFor(there, phone), /The target has "sip000dbc001122.cnf"/);

  const folders = await planOf({ [`Phones/${phone}`]: 'a', 'phones/SIP000DBC002233.cnf': 'b' }, {});
  assert.match(reasonFor(folders, `Phones/${phone}`), /"Phones" and "phones" differ/);
  const folderThere = await planOf({ [`Phones/${phone}`]: 'a' }, { 'phones/x.cnf': '' });
  assert.match(reasonFor(folderThere, `Phones/${phone}`), /The target has "phones"/);
});

test('a target that has both spellings tells them apart, so both are pushed', async () => {
  const both = { 'XMLDefault.cnf.xml': 'a', 'xmlDefault.CNF.XML': 'a' };
  assert.deepEqual(states(await planOf(both, { ...both, 'xmlDefault.CNF.XML': 'old' })), {
    'XMLDefault.cnf.xml': 'same',
    'xmlDefault.CNF.XML': 'changed',
  });
});

test('a folder where a file should go, and a file where a folder should be, are refused', async () => {
  const folder = await planOf({ 'dialplan.xml': dialPlan }, {}, { directories: ['dialplan.xml'] });
  assert.match(reasonFor(folder, 'dialplan.xml'), /is a folder in the target/);
  const file = await planOf({ [`phones/${phone}`]: 'a' }, { phones: 'a file' });
  assert.match(reasonFor(file, `phones/${phone}`), /is a file in the target/);
});

test('a symbolic link that leads out of the target is refused, one inside it is followed', async () => {
  const links = { 'SIPDefault.cnf': undefined, 'dialplan.xml': 'plans/standard.xml' };
  const plan = await planOf(
    { 'SIPDefault.cnf': 'new', 'dialplan.xml': dialPlan },
    { 'plans/standard.xml': 'old' },
    { links },
  );
  assert.match(reasonFor(plan, 'SIPDefault.cnf'), /leads out of the folder/);
  assert.equal(states(plan)['dialplan.xml'], 'changed');
});

test('two names that are one file in the target must not differ', async () => {
  const links = { 'a.xml': 'plan.xml', 'b.xml': 'plan.xml' };
  const differ = await planOf({ 'a.xml': `${dialPlan}1`, 'b.xml': `${dialPlan}2` }, { 'plan.xml': 'old' }, { links });
  assert.match(reasonFor(differ, 'a.xml'), /"a.xml" and "b.xml" differ, but a symbolic link makes them one file/);
  const agree = await planOf({ 'a.xml': dialPlan, 'b.xml': dialPlan }, { 'plan.xml': 'old' }, { links });
  assert.deepEqual(states(agree), { 'a.xml': 'changed', 'b.xml': 'changed' });
});

test('a file that can not be read, here or there, is refused with the reason; the others go on', async () => {
  const from = memoryStore(
    { 'SIPDefault.cnf': 'a', [phone]: 'b' },
    {
      before(operation, path) {
        if (operation === 'read' && path === phone) throw coded('EACCES');
      },
    },
  );
  const here = await planOf({ 'SIPDefault.cnf': 'a', [phone]: 'b' }, {}, { from });
  assert.match(reasonFor(here, phone), /You may not read \/source\/SIP000DBC001122.cnf/);
  assert.equal(states(here)['SIPDefault.cnf'], 'new');

  const there = await planOf(
    { 'SIPDefault.cnf': 'a' },
    { 'SIPDefault.cnf': 'b' },
    {
      before(operation, path) {
        if (operation === 'read' && path === 'SIPDefault.cnf') throw coded('EACCES');
      },
    },
  );
  assert.match(reasonFor(there, 'SIPDefault.cnf'), /You may not read \/srv\/tftp\/SIPDefault.cnf/);
});

test('a target folder that is not there is told at once', async () => {
  const to = { ...memoryStore(), list: async () => undefined };
  const options = { from: '/source', to: '/srv/tftp' };
  await assert.rejects(makePlan(memoryStore(), to, [], options), /\/srv\/tftp is not there: create it, or choose/);
});

test('a file that the TFTP server may not read is told, though it is the same', async () => {
  const from = memoryStore({ 'SIPDefault.cnf': 'a' });
  const to = memoryStore({ 'SIPDefault.cnf': 'a' });
  to.modes.set('SIPDefault.cnf', 0o600);
  const sources = [{ name: 'SIPDefault.cnf', hasErrors: false }];
  const plan = await makePlan(from, to, sources, { from: '/source', to: '/srv/tftp' });
  assert.equal(plan.items[0]?.state, 'same');
  assert.match(plan.items[0]?.reason ?? '', /mode there is 0600/);
});

test('looking can be stopped', async () => {
  const controller = new AbortController();
  const names = ['SIPDefault.cnf', phone, 'OS79XX.TXT'];
  const from = memoryStore(Object.fromEntries(names.map((name) => [name, 'a'])));
  const seen: string[] = [];
  const options = {
    from: '/source',
    to: '/srv/tftp',
    signal: controller.signal,
    onProgress({ name, total }: { name: string; total: number }) {
      assert.equal(total, 3);
      seen.push(name);
      if (seen.length === 2) controller.abort();
    },
  };
  const sources = names.map((name) => ({ name, hasErrors: false }));
  await assert.rejects(makePlan(from, memoryStore(), sources, options), { name: 'AbortError' });
  assert.equal(seen.length, 2);
});

test('ten thousand files in a folder of ten thousand are planned within a moment', async () => {
  const names = Array.from({ length: 10_000 }, (_, n) => `SIP${n.toString(16).toUpperCase().padStart(12, '0')}.cnf`);
  const all = Object.fromEntries(names.map((name) => [name, name]));
  const started = performance.now();
  const plan = await planOf(all, all);
  assert.ok(plan.items.every(({ state }) => state === 'same'));
  assert.ok(performance.now() - started < 5000);
});
