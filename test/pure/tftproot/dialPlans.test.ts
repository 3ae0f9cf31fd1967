import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsAbout, findingsIn, folder, mended, titles } from '../../support/folder.ts';

const plan =
  '<DIALTEMPLATE>\n  <TEMPLATE MATCH="2..." Timeout="0"/>\n  <TEMPLATE MATCH="*" Timeout="5"/>\n</DIALTEMPLATE>\n';
const emergency =
  '<DIALTEMPLATE>\n  <TEMPLATE MATCH="112" Timeout="0" Route="Emergency"/>\n  <TEMPLATE MATCH="*" Timeout="5"/>\n</DIALTEMPLATE>\n';

test('a dial plan that is there is no finding, however its path is written', () => {
  for (const value of ['office', './office', '/office', '"office"', 'plans/office', ''])
    assert.deepEqual(
      findingsIn(
        folder({ 'SIPDefault.cnf': `dial_template: ${value}\n`, 'office.xml': plan, 'plans/office.xml': plan }),
      ),
      [],
      value,
    );
});

test('a dial plan that is missing is a warning beside other plans, and only information where there is none', () => {
  const settings = { 'SIPDefault.cnf': 'sync: 1\ndial_template: ofice\n' };
  assert.deepEqual(findingsIn(folder(settings)), ['SIPDefault.cnf:2 information cnf/dial-plan-missing']);
  assert.deepEqual(findingsIn(folder({ ...settings, 'office.xml': plan })), [
    'SIPDefault.cnf:2 warning cnf/dial-plan-missing',
  ]);
});

test('a missing plan is reported where it is named: in a phone file too, but not in phones that go by the default', () => {
  const root = folder({
    'SIPDefault.cnf': 'dial_template: office\n',
    'SIP000DBC001122.cnf': 'dial_template: home\n',
    'SIP000DBC002233.cnf': 'phone_label: "Desk"\n',
    'office.xml': plan,
  });
  assert.deepEqual(findingsIn(root), ['SIP000DBC001122.cnf:1 warning cnf/dial-plan-missing']);
});

test('a missing plan can be created, or the name of one that is there written', () => {
  const files = { 'SIPDefault.cnf': 'dial_template: "ofice" ; ours\n', 'office.xml': plan };
  const fix = (title: string) => mended(files, 'SIPDefault.cnf', 'cnf/dial-plan-missing', title);
  assert.deepEqual(fix("Change to 'office'"), { 'SIPDefault.cnf': 'dial_template: "office" ; ours\n' });
  const created = fix('Create ofice.xml');
  assert.deepEqual(Object.keys(created), ['ofice.xml']);
  assert.deepEqual(findingsIn(folder({ ...files, ...created })), []);
});

test('the wrong letter case names the file that is there and writes its name', () => {
  const files = { 'SIPDefault.cnf': 'dial_template: Office\n', 'office.xml': plan };
  const [finding] = findingsAbout(folder(files), 'SIPDefault.cnf', 'cnf/dial-plan-letter-case');
  assert.match(finding?.message ?? '', /asks for 'Office\.xml', but the file is called 'office\.xml'/);
  assert.equal(finding?.related[0]?.uri, 'file:///office.xml');
  assert.deepEqual(mended(files, 'SIPDefault.cnf', 'cnf/dial-plan-letter-case', "Change to 'office'"), {
    'SIPDefault.cnf': 'dial_template: office\n',
  });
});

test('no value can lead to a file whose extension is in capitals', () => {
  const root = folder({ 'SIPDefault.cnf': 'dial_template: office\n', 'office.XML': plan });
  const [finding] = findingsAbout(root, 'SIPDefault.cnf', 'cnf/dial-plan-letter-case');
  assert.ok(finding);
  assert.deepEqual(titles(finding), []);
});

test('a value with the extension is told once, by the rule about that', () => {
  const root = folder({ 'SIPDefault.cnf': 'dial_template: dialplan.xml\n' });
  assert.deepEqual(findingsIn(root), ['SIPDefault.cnf:1 warning cnf/dial-template-extension']);
});

test('nothing is said of plans that lead out of the folder, lie too deep or are filled in later', () => {
  for (const value of ['../office', 'a/b/office', '{$plan}', 'C:\\office', '"my plan"', '..'])
    assert.deepEqual(
      findingsAbout(
        folder({ 'SIPDefault.cnf': `dial_template: ${value}\n` }),
        'SIPDefault.cnf',
        'cnf/dial-plan-missing',
      ),
      [],
      value,
    );
});

test('templates of phone files are not judged: their folder is not the one phones see', () => {
  assert.deepEqual(findingsIn(folder({ 'SIP{$mac}.cnf': 'dial_template: dialplan\n' })), []);
});

test('a call sent to the emergency proxy is information while no file names that server', () => {
  const files = { 'SIPDefault.cnf': 'dial_template: dialplan\nproxy_emergency: ""\n', 'dialplan.xml': emergency };
  assert.deepEqual(findingsIn(folder(files)), ['dialplan.xml:2 information dialplan/emergency-proxy-missing']);
  const [finding] = findingsAbout(folder(files), 'dialplan.xml', 'dialplan/emergency-proxy-missing');
  assert.deepEqual(finding?.range, { start: { line: 1, character: 43 }, end: { line: 1, character: 52 } });
  for (const [name, text] of [
    ['SIPDefault.cnf', 'dial_template: dialplan\nproxy_emergency: 192.0.2.20\n'],
    ['SIPDefault.cnf', 'dial_template: dialplan\nproxy_emergency: "{$sos}"\n'],
    ['SIP000DBC001122.cnf', 'proxy_emergency: 192.0.2.20\n'],
  ] as const)
    assert.deepEqual(findingsAbout(folder({ ...files, [name]: text }), 'dialplan.xml', finding?.rule.code ?? ''), []);
});

test('UNPROVISIONED names no emergency proxy', () => {
  const root = folder({
    'SIPDefault.cnf': 'dial_template: dialplan\nproxy_emergency: UNPROVISIONED\n',
    'dialplan.xml': emergency,
  });
  assert.deepEqual(findingsIn(root), ['dialplan.xml:2 information dialplan/emergency-proxy-missing']);
});

test('a plan that no phone fetches, that the phone throws away, or whose rule is a comment calls nobody', () => {
  const code = 'dialplan/emergency-proxy-missing';
  const told = (name: string, text: string, settings: string) =>
    findingsAbout(folder({ 'SIPDefault.cnf': settings, [name]: text }), name, code).length;
  assert.equal(told('dialplan.xml', emergency, 'dial_template: dialplan\n'), 1);
  assert.equal(told('dialplan.xml', emergency, 'dial_template: other\n'), 0);
  assert.equal(told('dialplan.xml', emergency.replace('112"', '112'), 'dial_template: dialplan\n'), 0);
  const comment = '<DIALTEMPLATE>\n<!-- TEMPLATE MATCH="112" Route="emergency" -->\n</DIALTEMPLATE>\n';
  assert.equal(told('dialplan.xml', comment, 'dial_template: dialplan\n'), 0);
});
