/** The texts that make a PBX send check-sync. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asteriskPjsip, asteriskSip, freeswitch, kamailio, pbxTexts } from '../../../client/src/sip/pbx.ts';

const phones = [
  { host: '192.0.2.10', port: 5060, user: '1001' },
  { host: '192.0.2.11', port: 5062, user: '1002' },
];

test('Asterisk with chan_sip', () => {
  const { file, commands } = asteriskSip(phones);
  assert.equal(file?.path, '/etc/asterisk/sip_notify.conf');
  assert.equal(file?.text, '[cisco-check-cfg]\nEvent=>check-sync\nContent-Length=>0\n');
  assert.equal(
    commands,
    "asterisk -rx 'sip notify cisco-check-cfg 1001'\nasterisk -rx 'sip notify cisco-check-cfg 1002'\n",
  );
});

test('Asterisk with PJSIP, which adds the length itself', () => {
  const { file, commands } = asteriskPjsip(phones);
  assert.equal(file?.path, '/etc/asterisk/pjsip_notify.conf');
  assert.equal(file?.text, '[cisco-check-cfg]\nEvent=>check-sync\n');
  assert.match(commands, /^asterisk -rx 'pjsip send notify cisco-check-cfg endpoint 1001'\n/);
});

test('FreeSWITCH, which knows its own domain', () => {
  assert.match(
    freeswitch(phones).commands,
    /^fs_cli -x 'sofia profile internal check_sync 1001@'"\$\(fs_cli -x 'global_getvar domain'\)"\n/,
  );
});

test('Kamailio, which sends to the address of the phone', () => {
  assert.equal(
    kamailio([...phones, { host: '2001:db8::1', port: 5060, user: 'a b' }]).commands,
    "kamctl cisco_restart 'sip:1001@192.0.2.10'\nkamctl cisco_restart 'sip:1002@192.0.2.11:5062'\nkamctl cisco_restart 'sip:a%20b@[2001:db8::1]'\n",
  );
});

test('no text adds a parameter to the event, which the phone would refuse', () => {
  for (const { file, commands } of pbxTexts(phones)) assert.doesNotMatch(`${file?.text}${commands}`, /check-sync;/);
});

test('two lines of the same name are one command, except where the address counts', () => {
  const twice = [
    { host: '192.0.2.10', port: 5060, user: '1001' },
    { host: '192.0.2.11', port: 5060, user: '1001' },
  ];
  assert.deepEqual(
    pbxTexts(twice).map(({ commands }) => commands.split('\n').length - 1),
    [1, 1, 1, 2],
  );
});

test('a name cannot run a command of its own', () => {
  const evil = [{ host: "192.0.2.1'; reboot '", port: 5060, user: `x'; reboot; "$(reboot)\`\nreboot #` }];
  for (const { title, commands } of pbxTexts(evil)) {
    assert.equal(commands.split('\n').length, 2, title);
    // Without what stands in single quotes, nothing of it is left.
    assert.doesNotMatch(commands.replaceAll(`'\\''`, '').replace(/'[^']*'/g, ''), /reboot/, title);
  }
});
