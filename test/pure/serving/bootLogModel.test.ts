/** What is known of phones that start, kept for the view, for the list of problems and for those who send to phones. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BootLogModel, type BootSource } from '../../../client/src/serving/bootLogModel.ts';
import { at, events } from '../../support/bootLog.ts';
import { modelOf, StandingClock } from '../../support/serving.ts';

const mac = '000DBC001122';
const begins = '10:00:00 192.168.1.21 SIPDefault.cnf missing';
const asksForItsFile = `${begins}\n10:00:01 192.168.1.21 SIP${mac}.cnf missing`;

const folder = (path: string) => ({ toString: () => path }) as BootSource['folder'];

const statesOf = (model: BootLogModel) => model.phones().map(({ judgements }) => judgements.at(-1)?.state);

test('a phone that is silent for a minute and a half has stopped, and that is told by itself', () => {
  const clock = new StandingClock(at('10:00:01'));
  const model = modelOf(begins, clock);
  assert.deepEqual(statesOf(model), ['starting']);
  const told: (string | undefined)[] = [];
  model.onDidChange(() => told.push(...statesOf(model)));
  clock.pass(60_000);
  assert.deepEqual(told, ['starting']);
  clock.pass(60_000);
  assert.deepEqual(told, ['starting', 'stopped']);
  clock.pass(3_600_000);
  assert.equal(told.length, 2);
});

test('a phone that goes on meanwhile has not stopped', () => {
  const clock = new StandingClock(at('10:00:00'));
  const model = modelOf(begins, clock);
  clock.pass(80_000);
  for (const event of events(`10:01:20 192.168.1.21 SIP${mac}.cnf`)) model.add(event);
  clock.pass(60_000);
  assert.deepEqual(statesOf(model), ['running']);
});

test('of many events at once is told once', () => {
  const clock = new StandingClock(at('10:00:00'));
  const model = new BootLogModel(clock);
  let told = 0;
  model.onDidChange(() => told++);
  for (let phone = 10; phone < 60; phone++)
    for (const event of events(`10:00:00 192.168.1.${phone} SIPDefault.cnf`)) model.add(event);
  clock.pass(1000);
  assert.equal(told, 1);
  assert.equal(model.phones().length, 50);
});

test('who does not listen any more is told nothing', () => {
  const clock = new StandingClock(at('10:00:00'));
  const model = new BootLogModel(clock);
  let told = 0;
  model.onDidChange(() => told++).dispose();
  for (const event of events(begins)) model.add(event);
  clock.pass(200_000);
  assert.equal(told, 0);
});

test('a phone is seen at its address as soon as it has said who it is', () => {
  const clock = new StandingClock(at('10:00:01'));
  assert.deepEqual(modelOf(begins, clock).seen(), []);
  assert.deepEqual(modelOf(asksForItsFile, clock).seen(), [{ mac, address: '192.168.1.21', at: at('10:00:01') }]);
});

test('the same folder served anew keeps what was seen; another folder, or a log, begins anew', () => {
  const model = modelOf(asksForItsFile, new StandingClock(at('10:00:01')));
  model.begin({ folder: folder('file:///srv/tftp'), id: 'server', tellsCase: true });
  for (const event of events(asksForItsFile)) model.add(event);
  model.end();
  assert.equal(model.isWatching, false);
  model.begin({ folder: folder('file:///srv/tftp'), id: 'server', tellsCase: true });
  assert.equal(model.isWatching, true);
  assert.equal(model.phones().length, 1);
  model.begin({ folder: folder('file:///srv/tftp'), id: 'log syslog', tellsCase: false });
  assert.equal(model.phones().length, 0);
  for (const event of events(asksForItsFile)) model.add(event);
  model.begin({ folder: folder('file:///srv/other'), id: 'log syslog', tellsCase: false });
  assert.equal(model.phones().length, 0);
  assert.equal(model.folder?.toString(), 'file:///srv/other');
});

test('a log tells of letter case once the names in the folder are known', () => {
  const model = modelOf(asksForItsFile, new StandingClock(at('11:00:00')));
  const causes = () => model.phones().flatMap(({ judgements }) => judgements.at(-1)?.problems.map(({ id }) => id));
  assert.deepEqual(causes(), ['missing']);
  model.know(['SIP000dbc001122.cnf', 'sipdefault.cnf']);
  assert.deepEqual(causes(), ['letter-case', 'letter-case']);
});

test('of a folder that is served it is known which files there are, and each change of them is told', () => {
  const clock = new StandingClock(at('11:00:00'));
  const model = new BootLogModel(clock);
  model.begin({ folder: folder('file:///srv/tftp'), id: 'server', tellsCase: true });
  for (const event of events(asksForItsFile)) model.add(event);
  clock.pass(1000);
  let told = 0;
  model.onDidChange(() => told++);
  model.know(['SIP000dbc001122.cnf']);
  clock.pass(1000);
  assert.equal(told, 1);
  assert.deepEqual(model.files, new Set(['SIP000dbc001122.cnf']));
  // Our server tells by itself what it had in other letters when it was asked.
  assert.deepEqual(
    model.phones().flatMap(({ judgements }) => judgements.at(-1)?.problems.map(({ id }) => id)),
    ['missing'],
  );
  model.clear();
  assert.ok(model.files, 'they are those of the folder, which goes on to be served');
  model.begin({ folder: folder('file:///srv/other'), id: 'server', tellsCase: true });
  assert.equal(model.files, undefined);
});

test('a log without dates that ends later in the day than now is over', () => {
  const model = modelOf(begins, new StandingClock(at('08:00:00')));
  assert.deepEqual(statesOf(model), ['stopped']);
});

test('what is forgotten is gone', () => {
  const clock = new StandingClock(at('10:00:01'));
  const model = modelOf(asksForItsFile, clock);
  model.clear();
  assert.deepEqual([model.phones(), model.seen()], [[], []]);
});
