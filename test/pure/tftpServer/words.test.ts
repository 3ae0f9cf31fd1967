import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTrouble } from '../../../client/src/tftp/server/words.ts';

const trouble = (code: string, platform: NodeJS.Platform = 'linux') =>
  startTrouble(Object.assign(new Error('it broke'), { code }), {
    folder: '/srv/tftp',
    host: '192.168.1.5',
    port: 69,
    platform,
  });

test('a port that needs rights is explained, with the commands that help', () => {
  const { what, remedies } = trouble('EACCES');
  assert.match(what, /only administrators/);
  assert.match(remedies.join('\n'), /sysctl net\.ipv4\.ip_unprivileged_port_start=69/);
  assert.match(remedies.join('\n'), /REDIRECT --to-ports 6969/);
  assert.doesNotMatch(trouble('EACCES', 'win32').remedies.join('\n'), /sysctl/);
});

test('a port that another program has, an address that is none of ours and a folder that is gone are told apart', () => {
  assert.match(trouble('EADDRINUSE').what, /Another program/);
  assert.match(trouble('EADDRNOTAVAIL').what, /192\.168\.1\.5 is no address of this machine/);
  assert.match(trouble('ENOENT').what, /\/srv\/tftp/);
  assert.equal(trouble('EWEIRD').what, 'it broke');
});
