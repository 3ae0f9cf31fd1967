/** The facts about which parameters make up a line. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import facts from '../../../../schemas/line-parameters.json' with { type: 'json' };
import { parameters } from '../../../../server/src/formats/cnf/parameters.ts';
import { idOf } from '../../../../server/src/formats/cnf/settings.ts';
import { phones } from '../../../../server/src/tftproot/phone.ts';
import {
  idAt,
  lineParameters,
  lineValue,
  serverOf,
  textsOf,
} from '../../../../server/src/tftproot/refactor/lineParameters.ts';
import { folder } from '../../../support/folder.ts';

test('all parameters of the topic of lines, and nothing that is not numbered, belongs to a line', () => {
  const named = facts.parameters.map(({ name }) => name);
  for (const { name, topic } of parameters) if (topic === 'line') assert.ok(named.includes(name), name);
  for (const name of named) assert.ok(parameters.find((parameter) => parameter.name === name)?.numbered, name);
  assert.ok(parameters.some(({ special }) => special.some(({ value }) => value === facts.off)));
});

test('what a line shares with line 1 hangs on a parameter that stands before it', () => {
  for (const [index, { sharedUnless, name }] of facts.parameters.entries())
    if (sharedUnless !== null)
      assert.ok(
        facts.parameters.slice(0, index + 1).some((earlier) => earlier.name === sharedUnless),
        name,
      );
});

test('a line without a server or a login of its own works with that of line 1', () => {
  const [phone] = phones(
    folder({
      'SIPDefault.cnf': 'proxy1_address: "PBX.example.com"\nproxy1_port: 5070\n',
      'SIP000DBC000001.cnf':
        'line1_authname: one\nline2_authname: UNPROVISIONED\nproxy2_port: 5080\nline3_authname: three\nproxy3_address: 10.0.0.3\n',
    }),
  );
  assert.ok(phone);
  const login = lineParameters.find((parameter) => idAt(parameter, 1) === idOf('line1_authname'));
  assert.ok(login);
  assert.deepEqual(
    [1, 2, 3].map((line) => lineValue(textsOf(phone), login, line)),
    ['one', 'one', 'three'],
  );
  assert.deepEqual(
    [1, 2, 3].map((line) => serverOf(phone, line)),
    [
      { host: 'pbx.example.com', port: '5070' },
      { host: 'pbx.example.com', port: '5070' },
      { host: '10.0.0.3', port: '5060' },
    ],
  );
});
