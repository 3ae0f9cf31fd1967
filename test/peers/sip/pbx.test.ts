/** A text for a PBX, run on that PBX. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { kamailio } from '../../../client/src/sip/pbx.ts';
import { freePort } from '../../support/freePort.ts';
import { header } from '../../support/sip/network.ts';
import { eventually, program, startPeer, temporaryFolder } from '../../support/sip/peers.ts';

test('the command for Kamailio makes it send check-sync', async (context) => {
  const folder = temporaryFolder(context);
  const fifo = path.join(folder, 'fifo');
  const port = await freePort();
  const config = `
log_stderror=yes
fork=yes
children=1
disable_tcp=yes
listen=udp:127.0.0.1:${port}
loadmodule "pv.so"
loadmodule "sl.so"
loadmodule "tm.so"
loadmodule "jsonrpcs.so"
modparam("jsonrpcs", "transport", 2)
modparam("jsonrpcs", "fifo_name", "${fifo}")
request_route { exit; }
`;
  writeFileSync(path.join(folder, 'kamailio.cfg'), config);
  const peer = await startPeer('kamailio', ['-f', 'kamailio.cfg', '-DD', '-E', '-Y', folder], { port, folder });
  context.after(() => peer.stop());

  const phone = createSocket('udp4');
  context.after(() => phone.close());
  await new Promise<void>((resolve) => phone.bind(0, '127.0.0.1', resolve));
  let heard: string | undefined;
  phone.on('message', (bytes) => {
    heard = bytes.toString();
  });

  const { commands } = kamailio([{ host: '127.0.0.1', port: phone.address().port, user: '1001' }]);
  const PATH = `${path.dirname(program('kamctl'))}:${process.env.PATH}`;
  // The command does not wait for a Kamailio that does not read its commands yet.
  const text = await eventually(
    () => `a message\n${peer.output()}`,
    () => {
      if (heard === undefined) {
        spawnSync('sh', ['-c', commands], { env: { ...process.env, PATH, RPCFIFOPATH: fifo }, timeout: 5000 });
      }
      return heard;
    },
  );
  assert.match(text, /^NOTIFY sip:1001@127\.0\.0\.1:\d+ SIP\/2\.0\r\n/);
  assert.match(text, /^Event: ?check-sync\r$/m);
  assert.match(header(text, 'To'), /^<sip:1001@/);
});
