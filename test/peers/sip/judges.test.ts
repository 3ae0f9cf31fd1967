/** Kamailio and Wireshark as judges of the message. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { sendCheckSync } from '../../../client/src/sip/checkSync.ts';
import { authorization, chooseChallenge } from '../../../client/src/sip/digest.ts';
import { buildNotify, type NotifyFields, newIdentity, parseResponse } from '../../../client/src/sip/message.ts';
import { freePort } from '../../support/freePort.ts';
import { eventually, type Peer, program, startPeer, temporaryFolder } from '../../support/sip/peers.ts';

/** Every check that the sanity module has, on the Request-URI, From, To and Contact; then what SIP wants of a NOTIFY. */
const judge = `
loadmodule "maxfwd.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "sanity.so"
request_route {
  if (!sanity_check("32767", "15")) exit;
  if (!is_method("NOTIFY")) { sl_send_reply("405", "Method Not Allowed"); exit; }
  if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
  if (has_totag()) { sl_send_reply("481", "Call Does Not Exist"); exit; }
  if ($hdr(Event) != "check-sync") { sl_send_reply("489", "Bad Event"); exit; }
  if (!is_present_hf("Subscription-State") || $hdr(Subscription-State) != "active") { sl_send_reply("400", "Subscription-State"); exit; }
  if ($rU == $null || $tU != $rU || $ft == $null) { sl_send_reply("400", "Users"); exit; }
  if ($proto != "udp" || $sel(via[1].port) != $sp || $sel(via[1].host) != $si) { sl_send_reply("400", "Via"); exit; }
  sl_send_reply("200", "OK");
}
`;

/** The auth module asks for a password, and checks the answer. */
const guard = (kind: 'www' | 'proxy', algorithm: string) => `
loadmodule "auth.so"
modparam("auth", "algorithm", "${algorithm}")
request_route {
  if (!pv_${kind}_authenticate("phones", "geheim", "0")) { ${kind}_challenge("phones", "1"); exit; }
  sl_send_reply("200", "OK");
}
`;

async function startKamailio(context: TestContext, routes: string): Promise<Peer & { readonly port: number }> {
  const folder = temporaryFolder(context);
  const port = await freePort();
  const common = `
debug=2
log_stderror=yes
fork=yes
children=1
disable_tcp=yes
listen=udp:127.0.0.1:${port}
loadmodule "sl.so"
loadmodule "pv.so"
`;
  writeFileSync(path.join(folder, 'kamailio.cfg'), common + routes);
  const peer = await startPeer('kamailio', ['-f', 'kamailio.cfg', '-DD', '-E', '-Y', folder], { port, folder });
  context.after(() => peer.stop());
  return { ...peer, port };
}

/** The status line that a raw message is answered with. */
async function ask(port: number, make: (local: number) => string): Promise<string> {
  const socket = createSocket('udp4');
  try {
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    let heard: string | undefined;
    socket.on('message', (bytes) => {
      heard = bytes.toString().split('\r\n')[0];
    });
    socket.send(make(socket.address().port), port, '127.0.0.1');
    return await eventually(
      () => 'an answer of Kamailio',
      () => heard,
    );
  } finally {
    socket.close();
  }
}

describe('Kamailio with all its sanity checks', () => {
  test('accepts the message', async (context) => {
    const kamailio = await startKamailio(context, judge);
    for (const user of ['1001', 'Jörg Müller', "a.b-c_d!~*'()&=+$,;?/"]) {
      const outcome = await sendCheckSync({ host: '127.0.0.1', port: kamailio.port, user });
      assert.equal(outcome.kind, 'accepted', `${JSON.stringify(outcome)}\n${kamailio.output()}`);
      assert.equal(outcome.reason, 'OK');
    }
    assert.doesNotMatch(kamailio.output(), /ERROR|WARNING: sanity/);
  });

  test('is a judge: it refuses the faults of old scripts', async (context) => {
    const { port } = await startKamailio(context, judge);
    const good = (local: number) =>
      buildNotify({
        user: '1001',
        phone: { address: '127.0.0.1', port },
        local: { address: '127.0.0.1', port: local },
        identity: newIdentity({ address: '127.0.0.1', port: local }),
        cseq: 1,
        userAgent: 'tests',
      }).bytes.toString();
    assert.match(await ask(port, good), /^SIP\/2\.0 200 /);
    const faults: Record<string, (text: string) => string> = {
      'Content-Length without a body': (text) => text.replace('Content-Length: 0', 'Content-Length: 17806'),
      'a parameter of the event': (text) => text.replace('check-sync', 'check-sync;reboot=true'),
      'no Max-Forwards that is left': (text) => text.replace('Max-Forwards: 70', 'Max-Forwards: 0'),
      'no tag in From': (text) => text.replace(/(From: .*);tag=\w+/, '$1'),
      'no Subscription-State': (text) => text.replace(/Subscription-State: .*\r\n/, ''),
      'another method in CSeq': (text) => text.replace('1 NOTIFY', '1 INVITE'),
    };
    for (const [fault, change] of Object.entries(faults)) {
      assert.match(await ask(port, (local) => change(good(local))), /^SIP\/2\.0 4\d\d /, fault);
    }
  });
});

describe('Kamailio with a password', () => {
  for (const [kind, algorithm, status] of [
    ['www', 'MD5', 401],
    ['www', 'SHA-256', 401],
    ['proxy', 'SHA-256', 407],
  ] as const) {
    test(`lets the right one in with ${algorithm} after ${status}, and no other`, async (context) => {
      const { port } = await startKamailio(context, guard(kind, algorithm));
      const withPassword = (password: string) =>
        sendCheckSync(
          { host: '127.0.0.1', port, user: '1001' },
          { credentials: async () => ({ username: 'admin', password }) },
        );
      const right = await withPassword('geheim');
      assert.equal(right.kind, 'accepted', JSON.stringify(right));
      assert.equal(right.sends, 2);
      const wrong = await withPassword('geheimer');
      assert.equal(wrong.kind, 'unauthorized');
      assert.equal(wrong.status, status);
    });
  }
});

const challenge = parseResponse(
  Buffer.from('SIP/2.0 401 No\r\nWWW-Authenticate: Digest realm="r", nonce="n", qop="auth", algorithm=SHA-256\r\n\r\n'),
);

const fields: NotifyFields = {
  user: '1001',
  phone: { address: '192.0.2.10', port: 5062 },
  local: { address: '192.0.2.1', port: 40000 },
  identity: newIdentity({ address: '192.0.2.1', port: 40000 }),
  cseq: 1,
  userAgent: 'tests',
};

/** What tshark says of one datagram: wanted fields, and everything that it finds odd. */
function dissect(context: TestContext, bytes: Uint8Array, { phone, local }: NotifyFields, wanted: readonly string[]) {
  const folder = temporaryFolder(context);
  const run = (command: string, args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(program(command), args, { cwd: folder, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    return stdout.trimEnd();
  };
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  writeFileSync(path.join(folder, 'bytes.txt'), `000000 ${hex}\n`);
  const family = phone.address.includes(':') ? '-6' : '-4';
  const ends = [family, `${local.address},${phone.address}`, '-u', `${local.port},${phone.port}`];
  run('text2pcap', ['-q', ...ends, 'bytes.txt', 'message.pcap']);
  const read = ['-n', '-r', 'message.pcap', '-d', `udp.port==${phone.port},sip`];
  return {
    fields: run('tshark', [...read, '-T', 'fields', ...wanted.flatMap((field) => ['-e', field])]).split('\t'),
    oddities: run('tshark', [...read, '-Y', '_ws.expert || _ws.malformed', '-T', 'fields', '-e', '_ws.expert.message']),
  };
}

describe('Wireshark', () => {
  const wanted = {
    'sip.Method': 'NOTIFY',
    'sip.r-uri.user': '1001',
    'sip.r-uri.port': '5062',
    'sip.Via.sent-by.address': '192.0.2.1',
    'sip.Via.sent-by.port': '40000',
    'sip.Max-Forwards': '70',
    'sip.Event': 'check-sync',
    'sip.Subscription-State': 'active',
    'sip.to.user': '1001',
    'sip.CSeq.method': 'NOTIFY',
    'sip.Content-Length': '0',
  };

  test('reads the message as it is meant, and finds nothing odd', (context) => {
    const { fields: found, oddities } = dissect(context, buildNotify(fields).bytes, fields, Object.keys(wanted));
    assert.deepEqual(found, Object.values(wanted));
    assert.equal(oddities, '');
  });

  test('finds nothing odd over IPv6 or with credentials', (context) => {
    const six: NotifyFields = {
      ...fields,
      phone: { address: '2001:db8::10', port: 5062 },
      local: { address: '2001:db8::1', port: 40000 },
    };
    assert.equal(dissect(context, buildNotify(six).bytes, six, ['sip.Method']).oddities, '');

    const answer = 'problem' in challenge ? undefined : chooseChallenge(challenge);
    assert.ok(answer);
    const line = authorization(answer, { username: 'admin', password: 'x' }, { method: 'NOTIFY', uri: 'sip:x' });
    const { bytes } = buildNotify({ ...fields, cseq: 2, authorization: line });
    const { fields: found, oddities } = dissect(context, bytes, fields, ['sip.auth.algorithm', 'sip.auth.qop']);
    assert.deepEqual(found, ['SHA-256', 'auth']);
    assert.equal(oddities, '');
  });

  test('is a judge: it finds the end odd that old scripts forget', (context) => {
    const broken = buildNotify(fields).bytes.subarray(0, -2);
    assert.match(dissect(context, broken, fields, ['sip.Method']).oddities, /not terminated by empty line/);
  });
});
