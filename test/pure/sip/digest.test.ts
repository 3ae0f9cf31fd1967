/** Logging in, checked with the examples of the RFCs. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { authorization, type Challenge, chooseChallenge } from '../../../client/src/sip/digest.ts';
import { parseResponse } from '../../../client/src/sip/message.ts';
import { traceText } from '../../../client/src/sip/trace.ts';

function choose(lines: readonly string[], status = 401): Challenge | undefined {
  const response = parseResponse(Buffer.from([`SIP/2.0 ${status} No`, ...lines, '', ''].join('\r\n')));
  assert.ok(!('problem' in response));
  return chooseChallenge(response);
}

function chosen(line: string): Challenge {
  const challenge = choose([`WWW-Authenticate: ${line}`]);
  assert.ok(challenge, line);
  return challenge;
}

function responseIn(line: string): string {
  return /[ ,]response="([0-9a-f]+)"/.exec(line)?.[1] ?? '';
}

describe('the RFCs compute the same', () => {
  const rfc7616 =
    'realm="http-auth@example.org", qop="auth, auth-int", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
  const mufasa = { username: 'Mufasa', password: 'Circle of Life' };
  const get = { method: 'GET', uri: '/dir/index.html', cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ' };

  test('RFC 2617 3.5, MD5', () => {
    const challenge = chosen(
      'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
    );
    const line = authorization(
      challenge,
      { username: 'Mufasa', password: 'Circle Of Life' },
      { method: 'GET', uri: '/dir/index.html', cnonce: '0a4f113b' },
    );
    assert.equal(
      line,
      'Authorization: Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", uri="/dir/index.html", response="6629fae49393a05397450978507c4ef1", cnonce="0a4f113b", qop=auth, nc=00000001, opaque="5ccc069c403ebaf9f0171e9517f40e41"',
    );
  });

  test('RFC 7616 3.9.1, MD5 and SHA-256', () => {
    const md5 = authorization(chosen(`Digest ${rfc7616}, algorithm=MD5`), mufasa, get);
    assert.equal(responseIn(md5), '8ca523f5e9506fed4657c9700eebdbec');
    assert.match(md5, /, algorithm=MD5,/);
    const sha256 = authorization(chosen(`Digest ${rfc7616}, algorithm=SHA-256`), mufasa, get);
    assert.equal(responseIn(sha256), '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1');
    assert.match(sha256, /, algorithm=SHA-256,/);
  });

  test('RFC 7616 3.9.2 with erratum 4897, SHA-512-256 and a name that is not ASCII', () => {
    const challenge = chosen(
      'Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, nonce="5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK"',
    );
    const line = authorization(
      challenge,
      { username: 'Jäsøn Doe', password: 'Secret, or not?' },
      { method: 'GET', uri: '/doe.json', cnonce: 'NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v' },
    );
    assert.equal(responseIn(line), '3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5');
  });

  test('RFC 2069 2.4 as corrected, a server without qop', () => {
    const challenge = chosen('Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"');
    const line = authorization(
      challenge,
      { username: 'Mufasa', password: 'CircleOfLife' },
      { method: 'GET', uri: '/dir/index.html' },
    );
    assert.equal(responseIn(line), '1949323746fe6a43ef61f9606e7febea');
    assert.doesNotMatch(line, /qop|nc=|cnonce/);
  });

  for (const [name, hash] of [
    ['MD5', 'md5'],
    ['SHA-256', 'sha256'],
    ['SHA-512-256', 'sha512-256'],
  ] as const) {
    test(`${name}-sess mixes the nonces into the secret (RFC 7616 3.4.2)`, () => {
      const h = (text: string) => createHash(hash).update(text).digest('hex');
      const challenge = chosen(`Digest realm="r", nonce="n", qop="auth", algorithm=${name}-sess`);
      const request = { method: 'NOTIFY', uri: 'sip:1@192.0.2.1', cnonce: 'c' };
      const line = authorization(challenge, { username: 'u', password: 'p' }, request);
      const secret = h(`${h('u:r:p')}:n:c`);
      assert.equal(responseIn(line), h(`${secret}:n:00000001:c:auth:${h('NOTIFY:sip:1@192.0.2.1')}`));
    });
  }
});

describe('of several challenges', () => {
  const offer = (algorithm: string, realm: string) =>
    `WWW-Authenticate: Digest realm="${realm}", nonce="n", qop="auth", algorithm=${algorithm}`;

  test('the strongest is answered, wherever it stands', () => {
    assert.equal(choose([offer('MD5', 'a'), offer('SHA-512-256', 'b'), offer('SHA-256', 'c')])?.realm, 'b');
    assert.equal(choose([offer('SHA-256', 'a'), offer('MD5', 'b')])?.realm, 'a');
  });

  test('the upper one of equals is answered', () => {
    assert.equal(choose([offer('MD5', 'a'), offer('MD5-sess', 'b')])?.realm, 'a');
  });

  test('those that nobody knows are passed over', () => {
    assert.equal(choose([offer('SHA-1024', 'a'), 'WWW-Authenticate: Basic realm="b"', offer('md5', 'c')])?.realm, 'c');
    assert.equal(choose(['WWW-Authenticate: Digest realm="a", nonce="n", qop="auth-int"']), undefined);
    assert.equal(choose(['WWW-Authenticate: Digest realm="a", nonce="n", algorithm=MD5-sess']), undefined);
    assert.equal(choose(['WWW-Authenticate: Digest realm="a"']), undefined);
    assert.equal(choose([]), undefined);
  });

  test('a proxy has its own headers', () => {
    const proxy = 'Proxy-Authenticate: Digest realm="p", nonce="n"';
    assert.equal(choose([offer('MD5', 'a'), proxy], 407)?.answerIn, 'Proxy-Authorization');
    assert.equal(choose([proxy], 401), undefined);
  });
});

test('commas, quotes and white space in a challenge do not confuse', () => {
  const challenge = chosen('Digest  nonce = "a,b=\\"c" ,realm="x, nonce=y",\tqop=auth,opaque=""');
  assert.equal(challenge.nonce, 'a,b=\\"c');
  assert.equal(challenge.realm, 'x, nonce=y');
  assert.equal(challenge.qop, 'auth');
  assert.equal(challenge.opaque, '');
});

test('neither a challenge nor a name can start a header of its own', () => {
  assert.equal(choose(['WWW-Authenticate: Digest realm="a\rEvent: x", nonce="n"']), undefined);
  const line = authorization(
    chosen('Digest realm="r", nonce="n"'),
    { username: 'a\r\nEvent: "x\\', password: '' },
    { method: 'NOTIFY', uri: 'sip:1@192.0.2.1' },
  );
  assert.match(line, /username="aEvent: \\"x\\\\"/);
});

describe('a trace', () => {
  test('has no digest response', () => {
    const line = authorization(
      chosen('Digest realm="r", nonce="n", qop="auth"'),
      { username: 'u', password: 'geheim' },
      { method: 'NOTIFY', uri: 'sip:1@192.0.2.1' },
    );
    const text = traceText(Buffer.from(`${line}\r\nAuthentication-Info: rspauth = "00ff"\r\n`));
    assert.ok(!text.includes(responseIn(line)));
    assert.match(text, /response="\(left out\)"/);
    assert.match(text, /rspauth = "\(left out\)"/);
    assert.match(text, /username="u"/);
  });

  test('has no characters that steer a terminal', () => {
    assert.equal(traceText(Buffer.from('a\r\nb\0\u001b[31m\rc\u009b')), 'a\nb\uFFFD\uFFFD[31m\uFFFDc\uFFFD');
  });
});
