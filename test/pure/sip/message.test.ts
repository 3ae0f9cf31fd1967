/** The message that a phone gets, and what counts as an answer to it. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  buildNotify,
  escapeUser,
  mismatch,
  type NotifyFields,
  newIdentity,
  onlyVia,
  parseResponse,
  type Response,
} from '../../../client/src/sip/message.ts';
import { random } from '../../support/random.ts';
import { answerTo } from '../../support/sip/network.ts';

const identity = { callId: 'c0ffee@192.0.2.1', fromTag: 'facade' };
const fields: NotifyFields = {
  user: '1001',
  phone: { address: '192.0.2.10', port: 5060 },
  local: { address: '192.0.2.1', port: 40000 },
  identity,
  cseq: 1,
  userAgent: 'tests',
};

function built(changes: Partial<NotifyFields> = {}): string {
  return buildNotify({ ...fields, ...changes }).bytes.toString();
}

describe('the message', () => {
  test('reads as RFC 3261 and the phone want it, to the last byte', () => {
    const { bytes, branch } = buildNotify(fields);
    assert.equal(
      bytes.toString(),
      [
        'NOTIFY sip:1001@192.0.2.10 SIP/2.0',
        `Via: SIP/2.0/UDP 192.0.2.1:40000;branch=${branch};rport`,
        'Max-Forwards: 70',
        'From: <sip:provisioning@192.0.2.1>;tag=facade',
        'To: <sip:1001@192.0.2.10>',
        'Call-ID: c0ffee@192.0.2.1',
        'CSeq: 1 NOTIFY',
        'Contact: <sip:provisioning@192.0.2.1:40000>',
        'Event: check-sync',
        'Subscription-State: active',
        'User-Agent: tests',
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    );
    assert.match(branch, /^z9hG4bK[0-9a-f]{32}$/);
  });

  test('names a port other than 5060 in the Request-URI, and never in To', () => {
    const text = built({ phone: { address: '192.0.2.10', port: 5062 } });
    assert.match(text, /^NOTIFY sip:1001@192\.0\.2\.10:5062 SIP/);
    assert.match(text, /\r\nTo: <sip:1001@192\.0\.2\.10>\r\n/);
  });

  test('puts IPv6 addresses in brackets and leaves their zone out', () => {
    const text = built({
      phone: { address: 'fe80::a%eth0', port: 5062 },
      local: { address: 'fe80::1%eth0', port: 40000 },
    });
    assert.match(text, /^NOTIFY sip:1001@\[fe80::a\]:5062 SIP/);
    assert.match(text, /\r\nVia: SIP\/2\.0\/UDP \[fe80::1\]:40000;/);
    assert.match(text, /\r\nContact: <sip:provisioning@\[fe80::1\]:40000>\r\n/);
    assert.doesNotMatch(text, /eth0/);
  });

  test('escapes what a line name may have and a URI may not', () => {
    assert.equal(escapeUser("Az09-_.!~*'()&=+$,;?/"), "Az09-_.!~*'()&=+$,;?/");
    assert.equal(escapeUser('a b@c:d#e%f"<>'), 'a%20b%40c%3Ad%23e%25f%22%3C%3E');
    assert.equal(escapeUser('Jörg 😀'), 'J%C3%B6rg%20%F0%9F%98%80');
    assert.equal(escapeUser('x\r\nVia: y'), 'x%0D%0AVia%3A%20y');
  });

  test('takes no header from a user agent with line ends', () => {
    const text = built({ userAgent: 'a\r\nEvent: reboot\0' });
    assert.match(text, /\r\nUser-Agent: a Event: reboot\r\n/);
  });

  test('is a new transaction each time it is built, in a conversation nobody can guess', () => {
    assert.notEqual(buildNotify(fields).branch, buildNotify(fields).branch);
    const identities = [newIdentity(fields.local), newIdentity(fields.local)];
    assert.notEqual(identities[0]?.callId, identities[1]?.callId);
    assert.notEqual(identities[0]?.fromTag, identities[1]?.fromTag);
    assert.match(identities[0]?.callId ?? '', /^[0-9a-f]{32}@192\.0\.2\.1$/);
  });
});

const request = buildNotify(fields);
const answer = answerTo(request.bytes.toString());

/** What is wrong with a datagram as an answer to the request; '' if it is one. */
function judge(text: string): string {
  const response = parseResponse(Buffer.from(text));
  if ('problem' in response) return response.problem;
  const via = onlyVia(response);
  if ('problem' in via) return via.problem;
  if (via.branch !== request.branch) return 'another branch';
  if (via.sentBy !== request.sentBy) return 'another sent-by';
  return mismatch(request, response) ?? '';
}

function parsed(text: string): Response {
  const response = parseResponse(Buffer.from(text));
  assert.ok(!('problem' in response), JSON.stringify(response));
  return response;
}

describe('an answer is taken', () => {
  test('as a phone writes it', () => {
    assert.equal(judge(answer), '');
    assert.equal(parsed(answer).status, 200);
    assert.equal(parsed(answer).reason, 'OK');
  });

  const variants: Record<string, string> = {
    'with compact header names': answer
      .replace('Via:', 'v:')
      .replace('From:', 'f:')
      .replace('To:', 't:')
      .replace('Call-ID:', 'i:')
      .replace('Content-Length:', 'l:'),
    'with header names in any letter case': answer.replace('Via:', 'VIA:').replace('Call-ID:', 'call-id:'),
    'with white space in front of the colon': answer.replace('Via:', 'Via \t:').replace('CSeq:', 'CSeq :'),
    'with folded lines': answer.replace(';branch', '\r\n ;branch').replace(';tag=facade', '\r\n\t;tag=facade'),
    'with line ends without CR': answer.replaceAll('\r\n', '\n'),
    'with a reason phrase of no words': answer.replace('200 OK', '200 '),
    'without a reason phrase': answer.replace('200 OK', '200'),
    'with the version in small letters': answer.replace('SIP/2.0 200', 'sip/2.0 200'),
    'with white space in Via': answer.replace('SIP/2.0/UDP 192', 'SIP / 2.0 / UDP  192'),
    'with rport and received filled in': answer.replace(';rport', ';rport=40000;received=192.0.2.1'),
    'without a Content-Length': answer.replace('Content-Length: 0\r\n', ''),
    'with bytes behind its end': `${answer}trailing`,
    'without a tag in To, as old phones': answer.replace(';tag=phone', ''),
    'with From not in brackets': answer.replace('<sip:provisioning@192.0.2.1>', 'sip:provisioning@192.0.2.1'),
    'with a name in quotes that looks like more': answer.replace('<sip:prov', '"a;tag=x, \\"b" <sip:prov'),
  };
  for (const [title, text] of Object.entries(variants)) test(title, () => assert.equal(judge(text), ''));
});

describe('an answer is ignored', () => {
  const via = /Via: (.*)\r\n/.exec(answer)?.[1] ?? '';
  const variants: Record<string, [text: string, problem: string]> = {
    'with a second Via line': [answer.replace('From:', `Via: ${via}\r\nFrom:`), 'more than one Via'],
    'with two in one Via line': [answer.replace(via, `${via}, ${via}`), 'more than one Via'],
    'without Via': [answer.replace(`Via: ${via}\r\n`, ''), 'no Via'],
    'with a Via over TCP': [answer.replace('2.0/UDP', '2.0/TCP'), 'a Via that is not ours'],
    'with another branch': [answer.replace(request.branch, 'z9hG4bKother'), 'another branch'],
    'without a branch': [answer.replace(`;branch=${request.branch}`, ''), 'another branch'],
    'with another address in Via': [answer.replace('UDP 192.0.2.1:', 'UDP 192.0.2.2:'), 'another sent-by'],
    'with another port in Via': [answer.replace('192.0.2.1:40000;', '192.0.2.1:5060;'), 'another sent-by'],
    'to another method': [answer.replace('1 NOTIFY', '1 OPTIONS'), 'another CSeq'],
    'to another message of the conversation': [answer.replace('1 NOTIFY', '2 NOTIFY'), 'another CSeq'],
    'with two CSeq': [answer.replace('CSeq: 1 NOTIFY', 'CSeq: 1 NOTIFY\r\nCSeq: 1 NOTIFY'), 'another CSeq'],
    'with another Call-ID': [answer.replace('c0ffee', 'c0ffe'), 'another Call-ID'],
    'with another From tag': [answer.replace('facade', 'facades'), 'another From tag'],
    'with the tag in the URI of From only': [
      answer.replace('<sip:provisioning@192.0.2.1>;tag=facade', '<sip:provisioning@192.0.2.1;tag=facade>'),
      'another From tag',
    ],
    'that is shorter than it says': [
      answer.replace('Content-Length: 0', 'Content-Length: 1'),
      'shorter than its Content-Length',
    ],
    'with a length that is no number': [
      answer.replace('Content-Length: 0', 'Content-Length: x'),
      'no usable Content-Length',
    ],
    'with two lengths': [answer.replace('Content-Length: 0', 'Content-Length: 0\r\nl: 1'), 'no usable Content-Length'],
    'that is cut off in its headers': [answer.slice(0, -6), 'no empty line ends the headers'],
    'with a line that is no header': [
      answer.replace('From:', 'what is this\r\nFrom:'),
      'a header line without a colon',
    ],
    'that starts with a folded line': [answer.replace('\r\nVia', '\r\n Via'), 'a header line without a colon'],
    'of another SIP version': [answer.replace('SIP/2.0 200', 'SIP/3.0 200'), 'no SIP status line'],
    'with a status beyond 699': [answer.replace('200 OK', '700 OK'), 'no SIP status line'],
    'that is an HTTP answer': ['HTTP/1.1 200 OK\r\n\r\n', 'no SIP status line'],
    'that is a request': [request.bytes.toString(), 'a request, not an answer'],
    'that is a keep-alive': ['\r\n\r\n', 'no SIP status line'],
    'that is empty': ['', 'no empty line ends the headers'],
  };
  for (const [title, [text, problem]] of Object.entries(variants))
    test(title, () => assert.equal(judge(text), problem));
});

test('the reason that is shown has no control characters and an end', () => {
  const { reason } = parsed(answer.replace('200 OK', `200 \u001b[31m${'x'.repeat(60000)}`));
  assert.match(reason, /^ ?\[31mx+$/);
  assert.ok(reason.length <= 200);
});

describe('hostile datagrams', () => {
  const most = 65507;
  const filled = (start: string, piece: string, end: string) =>
    start + piece.repeat(Math.floor((most - start.length - end.length) / piece.length)) + end;
  const status = 'SIP/2.0 200 OK\r\n';
  const texts: Record<string, string> = {
    NULs: filled('', '\0', ''),
    'line feeds': filled('', '\n', ''),
    'carriage returns': filled('', '\r', ''),
    'a status line without end': filled('SIP/2.0 200 ', 'x', ''),
    'spaces in the status line': filled('SIP/2.0 200', ' ', '\r\n\r\n'),
    'thousands of headers': filled(status, 'a:b\r\n', '\r\n'),
    'thousands of Via': filled(status, 'v:SIP/2.0/UDP x\r\n', '\r\n'),
    'a Via of commas': filled(`${status}Via: `, ',', '\r\n\r\n'),
    'a Via of semicolons': filled(`${status}Via: SIP/2.0/UDP x`, ';', '\r\n\r\n'),
    'a Via of spaces': filled(`${status}Via: SIP`, ' ', '\r\n\r\n'),
    'a Via of slashes': filled(`${status}Via: SIP`, ' / ', '\r\n\r\n'),
    'a Via of quotes': filled(`${status}Via: `, '"\\', '\r\n\r\n'),
    'thousands of folds': filled(`${status}Via: x\r\n`, ' y\r\n', '\r\n'),
    'folds of spaces': filled(`${status}Via: x\r\n`, ' '.repeat(100) + '\r\n', '\r\n'),
    'a length of digits': filled(`${status}Content-Length: `, '9', '\r\n\r\n'),
    'a CSeq of spaces': filled(`${status}v: SIP/2.0/UDP a\r\nCSeq: 1`, ' ', '\r\n\r\n'),
    'a From of semicolons': filled(`${status}v: SIP/2.0/UDP a\r\nCSeq: 1 NOTIFY\r\nFrom: `, ';', '\r\n\r\n'),
  };
  for (const [title, text] of Object.entries(texts)) test(title, () => assert.notEqual(judge(text), ''));

  test('random bytes, and answers with random damage, are read without a fault', () => {
    for (let seed = 1; seed <= 3000; seed++) {
      const next = random(seed);
      const bytes = seed % 2 ? Buffer.from(answer) : Buffer.alloc(Math.floor(next() * 2000));
      const damage = seed % 2 ? 1 + Math.floor(next() * 8) : bytes.length;
      for (let each = 0; each < damage; each++) {
        bytes[Math.floor(next() * bytes.length)] = Math.floor(next() * 256);
      }
      judge(bytes.subarray(0, Math.floor(next() * (bytes.length + 1))).toString('latin1'));
      const response = parseResponse(bytes);
      if ('problem' in response) continue;
      const via = onlyVia(response);
      mismatch(request, response);
      if (!('problem' in via)) assert.ok(response.status >= 100 && response.status < 700);
    }
  });
});
