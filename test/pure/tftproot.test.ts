import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAcrossFiles } from '../../server/src/tftproot/check.ts';
import { type TftpRoot, tftpRoot } from '../../server/src/tftproot/root.ts';
import { rules } from '../../server/src/tftproot/rules.ts';

function folder(files: Record<string, string>): TftpRoot {
  return tftpRoot(Object.keys(files), (name) => files[name]);
}

/** All findings in a folder, as `file:line code`. */
function findings(root: TftpRoot): string[] {
  return root.files.flatMap((name) => {
    const file = root.file(name);
    if (!file) return [];
    const own = file.format.check(file.document, root.context(file.name));
    return [...own, ...checkAcrossFiles(root, file, (other) => `file:///${other}`)].map(
      ({ range, rule, severity }) => `${name}:${range.start.line + 1} ${severity} ${rule.code}`,
    );
  });
}

test('a file is found in any letter case, and only what may be ours is read', () => {
  const read: string[] = [];
  const root = tftpRoot(['SIPDefault.cnf', 'SIP000DBC001122.cnf', 'P0S3-8-12-00.sb2'], (name) => {
    read.push(name);
    return 'sync: 1';
  });
  assert.equal(root.file('sipdefault.CNF')?.name, 'SIPDefault.cnf');
  assert.equal(root.file('P0S3-8-12-00.sb2'), undefined);
  assert.equal(root.file('missing.cnf'), undefined);
  assert.deepEqual(read, ['SIPDefault.cnf', 'SIP000DBC001122.cnf']);
});

test('an XML file that dial_template names is the dial plan, whatever it holds', () => {
  const named = folder({
    'SIPDefault.cnf': 'dial_template: office',
    'office.xml': '<include/>',
    'other.xml': '<include/>',
  });
  assert.equal(named.file('office.xml')?.format.id, 'dialplan');
  assert.equal(named.file('other.xml'), undefined);
  const byPhone = folder({ 'SIP000DBC001122.cnf': 'dial_template: "home"', 'home.xml': '' });
  assert.equal(byPhone.file('home.xml')?.format.id, 'dialplan');
});

test('each rule about several files holds on its own example', () => {
  for (const { code, example, beside } of Object.values(rules)) {
    const has = (text: string) =>
      findings(folder({ [example.file]: text, ...beside })).some((found) => found.endsWith(code));
    assert.ok(has(example.bad), code);
    assert.ok(!has(example.good), code);
  }
});

test('equal sync values point at the other file', () => {
  const root = folder({
    'SIPDefault.cnf': 'tos_media: 5\nsync: "0001" ; x\n',
    'syncinfo.xml': '<IMAGE VERSION="*" SYNC="0001"/>',
  });
  const file = root.file('syncinfo.xml');
  assert.ok(file);
  const [finding] = checkAcrossFiles(root, file, (name) => `file:///${name}`);
  assert.equal(finding?.related[0]?.uri, 'file:///SIPDefault.cnf');
  assert.equal(finding?.related[0]?.range.start.line, 1);
});
