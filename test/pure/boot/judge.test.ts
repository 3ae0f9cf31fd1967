import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, judgementsOf, phonesOf } from '../../support/bootLog.ts';

const mac = '000DBC001122';
const from = '192.168.1.21';

/** The loader of 8.12 finds nothing of its own, and the SIP application starts. */
const ordinary = `
  10:00:00 ${from} CTLSEP${mac}.tlv missing
  10:00:00 ${from} SEP${mac}.cnf.xml missing
  10:00:01 ${from} SIP${mac}.cnf
  10:00:40 ${from} SIPDefault.cnf
  10:00:41 ${from} SIP${mac}.cnf
  10:00:42 ${from} dialplan.xml`;

test('a phone that has read its file and its dial plan runs, and nothing is wrong', () => {
  const [start, ...others] = judgementsOf(ordinary);
  assert.deepEqual(others, []);
  assert.deepEqual(start, {
    state: 'running',
    words: 'the SIP application has its dial plan',
    stage: 'dial-plan',
    problems: [],
  });
});

test('files that only some phones have are missing without anybody being told of a fault', () => {
  const [start] = judgementsOf(`
    10:00:00 ${from} CTLSEP${mac}.tlv missing
    10:00:00 ${from} SEP${mac}.cnf.xml missing
    10:00:00 ${from} SIP${mac}.cnf
    10:00:00 ${from} MGC${mac}.cnf missing
    10:00:30 ${from} SIPDefault.cnf missing
    10:00:31 ${from} SIP${mac}.cnf
    10:00:32 ${from} RINGLIST.DAT missing`);
  assert.equal(start?.state, 'running');
  assert.deepEqual(start?.problems, []);
});

test('a phone that runs without its dial plan is told so, and what it does without', () => {
  const [start] = judgementsOf(ordinary.replace('dialplan.xml', 'dialplan.xml missing'));
  assert.equal(start?.state, 'running');
  assert.deepEqual(
    start?.problems.map(({ id, message }) => [id, message]),
    [['missing', 'dialplan.xml is not there']],
  );
  assert.match(start?.problems[0]?.remedy ?? '', /no dial plan/);
});

test('a phone without its own file has stopped there', () => {
  const [start] = judgementsOf(`
    10:00:40 ${from} SIPDefault.cnf
    10:00:41 ${from} SIP${mac}.cnf missing`);
  assert.equal(start?.state, 'stopped');
  assert.equal(start?.cause?.message, `SIP${mac}.cnf is not there`);
});

test('the letter case is the cause when the folder has the file in another one', () => {
  const list = `
    10:00:00 ${from} CTLSEP${mac}.tlv missing
    10:00:00 ${from} SEP${mac}.cnf.xml missing
    10:00:00 ${from} SIP${mac}.cnf missing
    10:00:00 ${from} MGC${mac}.cnf missing
    10:00:00 ${from} xmlDefault.CNF.XML missing XMLDefault.cnf.xml`;
  const [start] = judgementsOf(list);
  assert.equal(start?.state, 'stopped');
  assert.equal(start?.cause?.id, 'letter-case');
  assert.equal(start?.cause?.message, 'asks for xmlDefault.CNF.XML, the folder has XMLDefault.cnf.xml: letter case');
  // A log does not tell, and the names of the folder do.
  const [fromLog] = judgementsOf(list.replace(' XMLDefault.cnf.xml', ''), undefined, ['XMLDefault.cnf.xml']);
  assert.equal(fromLog?.cause?.similar, 'XMLDefault.cnf.xml');
});

test('letter case is no cause where the folder has the very file by now, beside one in other letters', () => {
  const list = `10:00:41 ${from} SIP${mac}.cnf missing`;
  const names = [`SIP${mac}.cnf`, `sip${mac.toLowerCase()}.cnf`];
  assert.equal(judgementsOf(list, undefined, names.slice(1))[0]?.cause?.id, 'letter-case');
  assert.notEqual(judgementsOf(list, undefined, names)[0]?.cause?.id, 'letter-case');
});

test('a loader that finds none of its files is told which one is needed', () => {
  const [start] = judgementsOf(`
    10:00:00 ${from} CTLSEP${mac}.tlv missing
    10:00:00 ${from} SEP${mac}.cnf.xml missing
    10:00:00 ${from} SIP${mac}.cnf missing
    10:00:00 ${from} MGC${mac}.cnf missing
    10:00:00 ${from} XMLDefault.cnf.xml missing`);
  assert.equal(start?.cause?.id, 'no-firmware-named');
  assert.match(start?.cause?.remedy ?? '', /XMLDefault\.cnf\.xml/);
});

test('how far an image has come is told while it is on its way', () => {
  const [start] = judgementsOf(
    `
    10:00:00 ${from} XMLDefault.cnf.xml
    10:00:01 ${from} P0S3-8-12-00.loads
    10:00:02 ${from} P0S3-8-12-00.sb2 asked
    10:00:03 ${from} P0S3-8-12-00.sb2 at 327680 760000`,
    at('10:00:04'),
  );
  assert.equal(start?.state, 'starting');
  assert.equal(start?.words, 'the image is being fetched 43 %');
});

test('an image that breaks off is the cause, with the bytes that came', () => {
  const [start] = judgementsOf(`
    10:00:01 ${from} P0S3-8-12-00.loads
    10:00:02 ${from} P0S3-8-12-00.sb2 failed 327680 760000`);
  assert.equal(start?.state, 'stopped');
  assert.equal(start?.cause?.message, 'P0S3-8-12-00.sb2 did not arrive as a whole (327680 of 760000 bytes)');
});

test('a new loader and a new image are two restarts that belong to an upgrade', () => {
  const loaderFiles = (clock: string) => `
    10:${clock}:00 ${from} CTLSEP${mac}.tlv missing
    10:${clock}:00 ${from} SEP${mac}.cnf.xml missing
    10:${clock}:00 ${from} SIP${mac}.cnf
    10:${clock}:01 ${from} P0S3-8-12-00.loads`;
  const starts = judgementsOf(`
    ${loaderFiles('00')}
    10:00:02 ${from} P003-8-12-00.sbn
    ${loaderFiles('01')}
    10:01:02 ${from} P0S3-8-12-00.sb2
    10:02:00 ${from} SIPDefault.cnf
    10:02:01 ${from} SIP${mac}.cnf
    ${loaderFiles('30')}
    10:31:00 ${from} SIPDefault.cnf
    10:31:01 ${from} SIP${mac}.cnf`);
  assert.deepEqual(
    starts.map(({ state, words }) => [state, words]),
    [
      ['restarted', 'a new loader has come; the phone restarts with it'],
      ['running', 'the SIP application has read its phone file'],
      ['running', 'the SIP application has read its phone file'],
    ],
  );
});

test('a phone that fetches the same loader at each start does not take it', () => {
  const once = (clock: string) => `
    ${clock}:00 ${from} CTLSEP${mac}.tlv missing
    ${clock}:01 ${from} XMLDefault.cnf.xml
    ${clock}:02 ${from} P0S3-8-12-00.loads
    ${clock}:03 ${from} P003-8-12-00.sbn`;
  const [first, second] = judgementsOf(once('10:00') + once('10:02'));
  assert.equal(first?.cause?.id, 'loader-not-taken');
  assert.equal(second?.cause?.id, 'loader-not-taken');
});

test('a phone that is back at its loader after the image came did not start with it', () => {
  const [first] = judgementsOf(`
    10:00:01 ${from} XMLDefault.cnf.xml
    10:00:02 ${from} P0S3-8-12-00.loads
    10:00:03 ${from} P0S3-8-12-00.sb2
    10:01:00 ${from} CTLSEP${mac}.tlv missing
    10:01:01 ${from} XMLDefault.cnf.xml`);
  assert.equal(first?.state, 'stopped');
  assert.equal(first?.cause?.id, 'image-not-taken');
});

test('a list that is not there, and one that nothing follows, are told apart', () => {
  const cause = (outcome: string) =>
    judgementsOf(`
      10:00:00 ${from} XMLDefault.cnf.xml
      10:00:01 ${from} P0S3-8-12-00.loads ${outcome}`)[0]?.cause?.id;
  assert.equal(cause('missing'), 'missing');
  assert.equal(cause('got'), 'list-not-followed');
});

test('a file asked for every four seconds gets no answer', () => {
  const [start] = judgementsOf(`
    10:00:00 ${from} CTLSEP${mac}.tlv asked
    10:00:04 ${from} CTLSEP${mac}.tlv asked
    10:00:08 ${from} CTLSEP${mac}.tlv asked
    10:00:12 ${from} CTLSEP${mac}.tlv asked`);
  assert.equal(start?.cause?.message, `asks for CTLSEP${mac}.tlv 4 times and seems to get no answer`);
});

test('a running phone that reads its file twice a minute is no trouble, whatever the log tells', () => {
  const reads = Array.from({ length: 9 }, (_, index) => {
    const seconds = 40 + index * 31;
    const clock = `10:${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
    return `${clock} ${from} SIP${mac}.cnf asked`;
  });
  const [start, ...others] = judgementsOf(`10:00:39 ${from} SIPDefault.cnf asked\n${reads.join('\n')}`);
  assert.deepEqual(others, []);
  assert.equal(start?.state, 'running');
  assert.deepEqual(start?.problems, []);
});

test('first files that are asked for each second are asked for over and over, and are one start', () => {
  const round = (second: number) => `
    10:00:0${second} ${from} CTLSEP${mac}.tlv missing
    10:00:0${second} ${from} SEP${mac}.cnf.xml`;
  const [start, ...others] = judgementsOf([0, 1, 2, 3, 4, 5].map(round).join(''));
  assert.deepEqual(others, []);
  assert.equal(start?.cause?.id, 'over-and-over');
  assert.match(start?.cause?.remedy ?? '', new RegExp(`SEP${mac}`));
});

test('SCCP firmware is told by what only it asks for', () => {
  const [start] = judgementsOf(`
    10:00:00 ${from} CTLSEP${mac}.tlv missing
    10:00:00 ${from} SEP${mac}.cnf.xml
    10:00:01 ${from} /7960-font.xml missing
    10:00:01 ${from} US/7960-tones.xml missing`);
  assert.equal(start?.state, 'sccp');
  assert.match(start?.words ?? '', /no SIP firmware/);
});

test('SCCP firmware that is told of another firmware starts its loader to fetch it', () => {
  const [first, second] = judgementsOf(`
    10:00:00 ${from} CTLSEP${mac}.tlv missing
    10:00:00 ${from} SEP${mac}.cnf.xml missing
    10:00:00 ${from} XMLDefault.cnf.xml
    10:00:13 ${from} CTLSEP${mac}.tlv missing
    10:00:13 ${from} SEP${mac}.cnf.xml missing
    10:00:13 ${from} SIP${mac}.cnf missing
    10:00:13 ${from} MGC${mac}.cnf missing
    10:00:13 ${from} XMLDefault.cnf.xml
    10:00:14 ${from} P0S3-8-12-00.loads`);
  assert.equal(first?.state, 'restarted');
  assert.equal(second?.cause?.id, 'list-not-followed');
});

test('firmware before 7.0 asks for OS79XX.TXT first, and for its image last', () => {
  const starts = judgementsOf(`
    10:00:00 ${from} OS79XX.TXT
    10:00:01 ${from} SIPDefault.cnf
    10:00:02 ${from} SIP${mac}.cnf
    10:00:03 ${from} P0S3-06-3-00.bin
    10:01:00 ${from} OS79XX.TXT
    10:01:01 ${from} SIPDefault.cnf
    10:01:02 ${from} SIP${mac}.cnf`);
  assert.deepEqual(
    starts.map(({ state }) => state),
    ['restarted', 'running'],
  );
});

test('a check-sync after days belongs to the start before it, and what it leads to is a new one', () => {
  const [phone] = phonesOf(`
    ${ordinary}
    15:00:00 ${from} syncinfo.xml
    15:00:01 ${from} dialplan.xml
    15:00:30 ${from} CTLSEP${mac}.tlv missing
    15:00:31 ${from} SIP${mac}.cnf`);
  assert.deepEqual(
    phone?.boots.map(({ requests }) => requests.at(-1)?.file),
    ['dialplan.xml', `SIP${mac}.cnf`],
  );
});
