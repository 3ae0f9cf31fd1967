import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Folder } from '../../../server/src/formats/format.ts';
import { syncinfo } from '../../../server/src/formats/syncinfo/index.ts';
import type { SyncInfo } from '../../../server/src/formats/syncinfo/parse.ts';
import { completions, edited, hover, open } from '../../support/language.ts';

const name = 'syncinfo.xml';
const folder: Folder = {
  files: [
    'P0S3-8-12-00.loads',
    'P0S3-8-12-00.sb2',
    'P003-8-12-00.bin',
    'P0S30202.bin',
    'notes.bin',
    'old/P0S30201.bin',
  ],
  document: () => undefined,
};
const offered = (marked: string) => completions(syncinfo, name, marked, folder);
const opened = (text: string) => open(syncinfo, { name, text });

test('the file is known by its name in any letters, a copy of it by its first element', () => {
  assert.ok(syncinfo.claims('SyncInfo.XML', ''));
  assert.ok(syncinfo.claims('syncinfo-old.xml', '<SYNCINFO>\n<IMAGE VERSION="*" SYNC="1"/>'));
  assert.ok(!syncinfo.claims('dialplan.xml', '<DIALTEMPLATE>'));
  assert.ok(!syncinfo.claims('gallery.xml', '<image src="x.png"/>'));
});

test('other checks get version and sync with their places', () => {
  const { entries } = opened('<SYNCINFO>\n<IMAGE VERSION="*" SYNC="1"/></SYNCINFO>').document as SyncInfo;
  assert.equal(entries.length, 1);
  assert.equal(entries[0]?.version?.text, '*');
  assert.equal(entries[0]?.sync?.text, '1');
  assert.deepEqual(entries[0]?.sync?.range, { start: { line: 1, character: 25 }, end: { line: 1, character: 26 } });
});

test('hover tells what check-sync does, and what of it is not certain', () => {
  const text = hover(syncinfo, name, '<IM|AGE VERSION="*" SYNC="1"/>');
  assert.match(text, /idle for 20 seconds/);
  assert.match(text, /restarts when they differ\. \*\(concluded/);
  assert.match(hover(syncinfo, name, '<SYNC|INFO></SYNCINFO>'), /may be missing/);
});

test('hover explains the values', () => {
  assert.match(hover(syncinfo, name, '<IMAGE VERSION="*" SYNC="|1"/>'), /not a number[\s\S]*make phones restart/);
  assert.match(hover(syncinfo, name, '<IMAGE VERSION="*|" SYNC="1"/>'), /Every firmware image without an entry/);
  assert.match(
    hover(syncinfo, name, '<IMAGE VERSION="P0S3|-8-12-00" SYNC="1"/>', folder),
    /`P0S3-8-12-00\.loads`, `P0S3-8-12-00\.sb2`/,
  );
  assert.match(hover(syncinfo, name, '<IMAGE MODEL|="1"/>'), /skipped/);
  assert.equal(hover(syncinfo, name, '<IMAGE VERSION="*" SYNC="1"/>\n|'), '');
});

test('completion offers the images in the folder, without their extensions', () => {
  const found = offered('<IMAGE VERSION="|" SYNC="1"/>');
  assert.deepEqual([...found.keys()], ['*', 'P003-8-12-00', 'P0S3-8-12-00', 'P0S30202']);
  assert.equal(found.get('P0S30202'), '<IMAGE VERSION="P0S30202" SYNC="1"/>');
  assert.equal(offered('<IMAGE VERSION="P0|S3-07" SYNC="1"/>').get('*'), '<IMAGE VERSION="*" SYNC="1"/>');
  assert.deepEqual([...completions(syncinfo, name, '<IMAGE VERSION="|"/>').keys()], ['*']);
});

test('completion offers the attributes that are missing', () => {
  assert.deepEqual([...offered('<IMAGE |/>').keys()], ['VERSION', 'SYNC']);
  assert.equal(offered('<IMAGE VERSION="*" S|/>').get('SYNC'), '<IMAGE VERSION="*" SYNC="$1"/>');
  assert.deepEqual([...offered('<IMAGE | SYNC="1"/>').keys()], ['VERSION']);
  assert.equal(offered('<IMAGE VER|="*" SYNC="1"/>').get('VERSION'), '<IMAGE VERSION="*" SYNC="1"/>');
  assert.deepEqual([...offered('<IMAGE VERSION="*" SYNC="|"/>').keys()], []);
});

test('completion offers the elements', () => {
  assert.equal(offered('|').get('IMAGE'), '<IMAGE VERSION="$1" SYNC="$2"/>');
  assert.equal(
    offered('<SYNCINFO>\n<I|\n</SYNCINFO>').get('IMAGE'),
    '<SYNCINFO>\n<IMAGE VERSION="$1" SYNC="$2"/>\n</SYNCINFO>',
  );
  assert.equal(offered('<I| VERSION="*"/>').get('IMAGE'), '<IMAGE VERSION="*"/>');
});

test('the outline lists the entries', () => {
  const { document, context } = opened('<IMAGE VERSION="*" SYNC="1"/><IMAGE/>');
  const found = syncinfo.symbols(document, context).map(({ name, detail }) => [name, detail]);
  assert.deepEqual(found, [
    ['*', 'SYNC 1'],
    ['IMAGE', ''],
  ]);
  assert.equal(syncinfo.status(document, context).kind, 'Sync file, 2 entries');
});

test('the list and long comments fold', () => {
  const { document } = opened('<!-- a\nb -->\n<SYNCINFO>\n<IMAGE VERSION="*" SYNC="1"/>\n</SYNCINFO>');
  const found = syncinfo.folding(document).map(({ startLine, endLine }) => [startLine, endLine]);
  assert.deepEqual(found, [
    [0, 1],
    [2, 3],
  ]);
});

test('names, values and comments are coloured', () => {
  const { document } = opened('<!-- a\nb --><IMAGE VERSION="*" SYNC="1"></IMAGE>');
  const found = syncinfo.tokens(document).map(({ line, character, length, type }) => [line, character, length, type]);
  assert.deepEqual(found, [
    [0, 0, 6, 'comment'],
    [1, 0, 5, 'comment'],
    [1, 6, 5, 'keyword'],
    [1, 12, 7, 'property'],
    [1, 20, 3, 'enumMember'],
    [1, 24, 4, 'property'],
    [1, 29, 3, 'string'],
    [1, 35, 5, 'keyword'],
  ]);
});

test('comments are found and written', () => {
  const { document } = opened('<!-- cisco-sip-disable-file -->\n<IMAGE VERSION="*" SYNC="1"/>');
  assert.deepEqual(
    syncinfo.comments?.marked(document).map(({ text }) => text.trim()),
    ['cisco-sip-disable-file'],
  );
  assert.equal(syncinfo.comments?.write('note'), '<!-- note -->');
});

test('layout indents, and has nothing to do the second time', () => {
  const layout = { alignComments: true, insertSpaces: true, tabSize: 2 };
  const laidOut = (text: string) => {
    const { source, document } = opened(text);
    return edited(source, syncinfo.layOut(document, layout));
  };
  const messy =
    '  <SYNCINFO>\n<!-- one\n     two -->\n<IMAGE VERSION="*"\n       SYNC="1"/>\n   \n    <IMAGE VERSION="P0S30202" SYNC="1">\n    </SYNCINFO>\n';
  const neat =
    '<SYNCINFO>\n  <!-- one\n     two -->\n  <IMAGE VERSION="*"\n       SYNC="1"/>\n\n  <IMAGE VERSION="P0S30202" SYNC="1">\n</SYNCINFO>\n';
  assert.equal(laidOut(messy), neat);
  assert.equal(laidOut(neat), neat);
  assert.equal(laidOut('\t<IMAGE VERSION="*" SYNC="1"/>'), '<IMAGE VERSION="*" SYNC="1"/>');
});
