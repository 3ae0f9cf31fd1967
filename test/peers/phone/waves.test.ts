/** Test phones that are restarted in waves: our messages, our TFTP server, and what its events say of the phones. */

import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { BootLog } from '../../../client/src/boot/bootLog.ts';
import { realClock } from '../../../client/src/serving/clock.ts';
import { sendToMany } from '../../../client/src/sip/checkSync.ts';
import { runWaves } from '../../../client/src/sync/runWaves.ts';
import { folderWith } from '../../support/tftp/folders.ts';
import { serveFolder } from '../../support/tftp/ownServer.ts';
import { makePhone } from './support.ts';

const macs = ['000DBC000001', '000DBC000002', '000DBC000003', '000DBC000004', '000DBC000005'];

/** Phones that run, each at an address of its own, and a change of `sync` that waits for them. */
async function runningPhones(t: TestContext) {
  const folder = folderWith(t, {
    'SIPDefault.cnf': 'sync: 1\n',
    'syncinfo.xml': '<SYNCINFO><IMAGE VERSION="*" SYNC="2"/></SYNCINFO>',
    ...Object.fromEntries(macs.map((mac, index) => [`SIP${mac}.cnf`, `line1_name: 200${index}\n`])),
  });
  const boots = new BootLog();
  const listeners = new Set<() => void>();
  const server = await serveFolder(t, folder);
  const phones = macs.map((mac, index) => {
    const sip = { host: `127.0.0.${11 + index}`, port: 0 };
    return makePhone(t, { mac, sip, tftp: server, idleMilliseconds: 20 }).phone;
  });
  for (const phone of phones) await phone.start();
  await server.settled();
  let known = 0;
  const take = () => {
    for (const event of server.events.slice(known)) boots.add(event);
    known = server.events.length;
    for (const tell of listeners) tell();
  };
  const timer = setInterval(take, 20);
  t.after(() => clearInterval(timer));
  return {
    folder,
    phones,
    watch: {
      timelineOf: (index: number) => boots.of(macs[index]!),
      onDidChange(listener: () => void) {
        listeners.add(listener);
        return { dispose: () => listeners.delete(listener) };
      },
      onDidEnd: () => ({ dispose() {} }),
    },
  };
}

async function restart(
  { phones, watch }: Awaited<ReturnType<typeof runningPhones>>,
  plan: { readonly size: number; readonly patience?: number },
) {
  const busiest: number[] = [];
  const waves = await runWaves(
    phones.map(() => true),
    { stopsAtFailure: true, patience: 20_000, ...plan },
    {
      clock: realClock,
      watch,
      signal: new AbortController().signal,
      async send(some, answered) {
        const to = some.map((index) => ({ ...phones[index]!.address!, user: `200${index}` }));
        await sendToMany(to, {
          onOutcome: ({ kind, meaning }, index) => answered(some[index]!, kind === 'accepted', meaning),
        });
      },
      changed({ phones: all }) {
        busiest.push(all.filter(({ state }) => state === 'sending' || state === 'restarting').length);
      },
    },
  );
  return { waves, states: waves.phones.map(({ state }) => state), most: Math.max(...busiest) };
}

const elsewhere = {
  // Elsewhere 127.0.0.1 is the only one of these addresses.
  skip: process.platform === 'linux' ? false : 'needs the addresses of 127.0.0.0/8',
};

test('five phones in waves of two: each restarts once, and never more than two at a time', elsewhere, async (t) => {
  const running = await runningPhones(t);
  const { waves, states, most } = await restart(running, { size: 2 });
  assert.deepEqual(states, ['started', 'started', 'started', 'started', 'started']);
  assert.deepEqual(
    waves.phones.map(({ wave }) => wave),
    [1, 1, 2, 2, 3],
  );
  assert.equal(most, 2);
  assert.deepEqual(
    running.phones.map(({ restarts }) => restarts),
    [1, 1, 1, 1, 1],
  );
});

test('a phone whose file has gone ends it after its wave, and says so', elsewhere, async (t) => {
  const running = await runningPhones(t);
  rmSync(join(running.folder, `SIP${macs[1]}.cnf`));
  const { waves, states } = await restart(running, { size: 2 });
  assert.deepEqual(states, ['started', 'failed', 'left out', 'left out', 'left out']);
  assert.equal(waves.phones[1]?.why, `It restarted, and SIP${macs[1]}.cnf was not there.`);
  assert.deepEqual(
    running.phones.map(({ restarts }) => restarts),
    [1, 1, 0, 0, 0],
  );
});

test('phones that hold the sync already are told so', elsewhere, async (t) => {
  const running = await runningPhones(t);
  writeFileSync(join(running.folder, 'SIPDefault.cnf'), 'sync: 2\n');
  await restart(running, { size: 5 });
  const { waves, states } = await restart(running, { size: 1, patience: 500 });
  assert.deepEqual(states.slice(0, 2), ['failed', 'left out']);
  assert.match(waves.phones[0]?.why ?? '', /read syncinfo\.xml and does not restart/);
});
