import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsAbout, findingsIn, folder, mended, titles } from '../../support/folder.ts';

const phone = '# Desk 1\n';

test('a second file for the same phone says which one the phone gets', () => {
  const root = folder({
    'SIP000DBC001122.cnf': phone,
    'SIP000dbc001122.cnf': phone,
    'SIP00-0D-BC-00-11-22.cnf': phone,
  });
  assert.deepEqual(findingsAbout(root, 'SIP000DBC001122.cnf', 'cnf/phone-file-twice'), []);
  for (const name of ['SIP000dbc001122.cnf', 'SIP00-0D-BC-00-11-22.cnf']) {
    const [finding] = findingsAbout(root, name, 'cnf/phone-file-twice');
    assert.match(finding?.message ?? '', /00:0D:BC:00:11:22.* The phone gets 'SIP000DBC001122\.cnf'\./, name);
  }
});

test('where none of two files has the name that the phone asks for, both say so', () => {
  const root = folder({ 'SIP000dbc001122.cnf': phone, 'sip000DBC001122.cnf': phone });
  for (const name of ['SIP000dbc001122.cnf', 'sip000DBC001122.cnf']) {
    const [finding] = findingsAbout(root, name, 'cnf/phone-file-twice');
    assert.match(finding?.message ?? '', /asks for 'SIP000DBC001122\.cnf' and gets none of them/, name);
  }
});

test('one file for a phone is no finding, in whatever folder phones look', () => {
  assert.deepEqual(findingsIn(folder({ 'SIP000DBC001122.cnf': phone })), []);
  for (const value of ['phones', './phones/', '"/phones/"'])
    assert.deepEqual(
      findingsIn(folder({ 'SIPDefault.cnf': `tftp_cfg_dir: ${value}\n`, 'phones/SIP000DBC001122.cnf': phone })),
      [],
      value,
    );
});

test('of two files that differ in letter case only, the one that no phone asks for is told', () => {
  const root = folder({
    'SIPDefault.cnf': 'dial_template: Office\n',
    'sipdefault.cnf': 'sync: 1\n',
    'Office.xml': '<DIALTEMPLATE>\n</DIALTEMPLATE>\n',
    'office.xml': '<DIALTEMPLATE>\n</DIALTEMPLATE>\n',
    'syncinfo.xml': '<IMAGE VERSION="*" SYNC="2"/>\n',
    'SYNCINFO.xml': '<IMAGE VERSION="*" SYNC="2"/>\n',
  });
  assert.deepEqual(
    findingsIn(root).filter((line) => line.includes('name-twin')),
    [
      'SYNCINFO.xml:1 information syncinfo/name-twin',
      'office.xml:1 information dialplan/name-twin',
      'sipdefault.cnf:1 information cnf/name-twin',
    ],
  );
  const [finding] = findingsAbout(root, 'office.xml', 'dialplan/name-twin');
  assert.match(finding?.message ?? '', /Besides 'office\.xml' there is 'Office\.xml'.* the phone gets 'Office\.xml'/);
});

test('phone files outside of tftp_cfg_dir are counted where it is set, and each is told mildly', () => {
  const root = folder({
    'SIPDefault.cnf': 'sync: 1\ntftp_cfg_dir: "./phones/"\n',
    'phones/SIP000DBC003344.cnf': phone,
    'SIP000DBC001122.cnf': phone,
    'SIP000DBC002233.cnf': phone,
  });
  assert.deepEqual(findingsIn(root), [
    'SIP000DBC001122.cnf:1 hint cnf/not-asked-for',
    'SIP000DBC002233.cnf:1 hint cnf/not-asked-for',
    'SIPDefault.cnf:2 warning cnf/phone-folder',
  ]);
  const [finding] = findingsAbout(root, 'SIPDefault.cnf', 'cnf/phone-folder');
  assert.match(finding?.message ?? '', /2 phone files lie elsewhere/);
  assert.equal(finding?.related.length, 2);
  const [hidden] = findingsAbout(root, 'SIP000DBC001122.cnf', 'cnf/not-asked-for');
  assert.match(hidden?.message ?? '', /asks for 'phones\/SIP000DBC001122\.cnf', not for this file\. Move it there\./);
});

test('a file left over in the root beside the real one is told mildly, and not counted', () => {
  const root = folder({
    'SIPDefault.cnf': 'tftp_cfg_dir: "phones/"\n',
    'phones/SIP000DBC001122.cnf': phone,
    'SIP000DBC001122.cnf': phone,
  });
  assert.deepEqual(findingsIn(root), ['SIP000DBC001122.cnf:1 hint cnf/not-asked-for']);
});

test('copies in other folders are the business of the user while the real file is there', () => {
  const files = { 'SIPDefault.cnf': 'sync: 1\n', 'old/SIP000DBC001122.cnf': phone };
  assert.deepEqual(findingsIn(folder({ ...files, 'SIP000DBC001122.cnf': phone })), []);
  assert.deepEqual(findingsIn(folder(files)), ['old/SIP000DBC001122.cnf:1 hint cnf/not-asked-for']);
});

test('a folder that does not exist can be taken back, or its letter case mended', () => {
  const value = (files: Record<string, string>, title: string) =>
    mended({ 'SIPDefault.cnf': 'tftp_cfg_dir: "./phones/"\n', ...files }, 'SIPDefault.cnf', 'cnf/phone-folder', title);
  assert.deepEqual(value({ 'SIP000DBC001122.cnf': phone }, 'Empty the value'), {
    'SIPDefault.cnf': 'tftp_cfg_dir: ""\n',
  });
  assert.deepEqual(value({ 'Phones/SIP000DBC001122.cnf': phone }, "Change to './Phones/'"), {
    'SIPDefault.cnf': 'tftp_cfg_dir: "./Phones/"\n',
  });
});

test('from a file where no phone looks, SIPDefault.cnf can be made to lead there', () => {
  const after = (defaults: string) =>
    mended(
      { 'SIPDefault.cnf': defaults, 'phones/SIP000DBC001122.cnf': phone },
      'phones/SIP000DBC001122.cnf',
      'cnf/not-asked-for',
      'Set tftp_cfg_dir to "./phones/" in SIPDefault.cnf',
    )['SIPDefault.cnf'];
  assert.equal(after('sync: 1\n'), 'sync: 1\ntftp_cfg_dir: "./phones/"\n');
  assert.equal(after('sync: 1'), 'sync: 1\ntftp_cfg_dir: "./phones/"\n');
  assert.equal(after('tftp_cfg_dir: "" ; root\n'), 'tftp_cfg_dir: "./phones/" ; root\n');
  assert.equal(after('tftp_cfg_dir: ./desk/\n'), 'tftp_cfg_dir: "./phones/"\n');
});

test('that is not offered where it would hide the files of other phones', () => {
  const root = folder({
    'SIPDefault.cnf': 'sync: 1\n',
    'SIP000DBC003344.cnf': phone,
    'phones/SIP000DBC001122.cnf': phone,
  });
  const [finding] = findingsAbout(root, 'phones/SIP000DBC001122.cnf', 'cnf/not-asked-for');
  assert.ok(finding);
  assert.deepEqual(titles(finding), []);
});

test('nothing is said of folders of which nothing is known', () => {
  for (const value of ['"{$folder}"', '../phones/', 'a/b/', '..'])
    assert.deepEqual(
      findingsIn(folder({ 'SIPDefault.cnf': `tftp_cfg_dir: ${value}\n`, 'phones/SIP000DBC001122.cnf': phone })),
      [],
      value,
    );
  assert.deepEqual(findingsIn(folder({ 'phones/SIP000DBC001122.cnf': phone })), []);
});

test('a stock SIPDefault.cnf by itself is no finding, whatever folder it names', () => {
  assert.deepEqual(findingsIn(folder({ 'SIPDefault.cnf': 'tftp_cfg_dir: "./sip_phone/"\n' })), []);
});
