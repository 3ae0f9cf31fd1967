/** The settings for serving, and what the status bar says. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readServeSettings } from '../../../client/src/serving/serveSettings.ts';
import type { Offer } from '../../../client/src/serving/servingState.ts';
import { servingWords } from '../../../client/src/serving/servingWords.ts';
import manifest from '../../../package.json' with { type: 'json' };

const settings = { host: '', port: 69, anyLetterCase: false, anyAddress: false };
const offer: Offer = { folder: '/srv/tftp', host: '0.0.0.0', port: 69, anyLetterCase: false, anyAddress: false };

test('as the extension comes, port 69 of all IPv4 addresses is served, to private networks and letter for letter', () => {
  const { properties } = manifest.contributes.configuration;
  const fromManifest = {
    host: properties['cisco.serve.host'].default,
    port: properties['cisco.serve.port'].default,
    anyLetterCase: properties['cisco.serve.anyLetterCase'].default,
    anyAddress: properties['cisco.serve.anyAddress'].default,
  };
  assert.deepEqual(fromManifest, settings);
  assert.deepEqual(readServeSettings(settings, '/srv/tftp'), offer);
});

test('an address and a port of the user are taken; what is none is told', () => {
  const read = (changed: object) => readServeSettings({ ...settings, ...changed }, '/srv/tftp');
  assert.deepEqual(read({ host: ' 192.0.2.5 ', port: 6969 }), { ...offer, host: '192.0.2.5', port: 6969 });
  assert.deepEqual(read({ host: 'fd00::5' }), { ...offer, host: 'fd00::5' });
  for (const host of ['pbx.example', '300.1.1.1', 5])
    assert.match(JSON.stringify(read({ host })), /cisco\.serve\.host/);
  for (const port of [0, 65536, 6.9, '69']) assert.match(JSON.stringify(read({ port })), /cisco\.serve\.port/);
});

test('what is no boolean opens nothing', () => {
  assert.deepEqual(readServeSettings({ ...settings, anyAddress: 'yes', anyLetterCase: 1 }, '/srv/tftp'), offer);
});

test('the status bar shows where phones find the folder, and how many were seen', () => {
  const state = { is: 'serving', offer, run: 1, port: 69 } as const;
  const words = servingWords(state, ['192.168.1.5', '10.0.0.5'], { seen: 2, stopped: 1 });
  assert.equal(words?.text, '$(broadcast) TFTP 192.168.1.5:69');
  assert.match(
    words?.tooltip ?? '',
    /\/srv\/tftp\nAddress 192\.168\.1\.5, 10\.0\.0\.5, UDP port 69\n2 phones seen, 1 of them stopped/,
  );
  assert.doesNotMatch(words?.spoken ?? '', /\$\(/);
  assert.equal(
    servingWords({ ...state, offer: { ...offer, host: 'fd00::5' } }, ['fd00::5'], { seen: 0, stopped: 0 })?.text,
    '$(broadcast) TFTP [fd00::5]:69',
  );
});

test('it says when serving did not begin, and is gone when nothing is served', () => {
  const trouble = { what: 'Another program has the port.', remedies: [], isAboutPort: true };
  const none = { seen: 0, stopped: 0 };
  assert.match(servingWords({ is: 'failed', offer, trouble }, [], none)?.tooltip ?? '', /not served\. Another program/);
  assert.equal(servingWords({ is: 'stopped' }, [], none), undefined);
});
