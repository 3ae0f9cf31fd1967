import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeActions } from '../../server/src/actions.ts';
import { diagnose, silencingFixes } from '../../server/src/diagnose.ts';
import { toDiagnostic } from '../../server/src/diagnostics.ts';
import { fixAllKind } from '../../server/src/fixAllKind.ts';
import { cnf } from '../../server/src/formats/cnf/index.ts';
import { dialplan } from '../../server/src/formats/dialplan/index.ts';
import type { Format } from '../../server/src/formats/format.ts';
import { formats } from '../../server/src/formats/registry.ts';
import { defaults, readSettings } from '../../server/src/settings.ts';
import { edited, open } from '../support/language.ts';

function codes(text: string, severity = {}, format: Format = cnf, name = 'SIPDefault.cnf'): string[] {
  const { document, context } = open(format, { name, text });
  return diagnose(format, document, context, readSettings({ diagnostics: { severity } })).map(
    (finding) => `${finding.range.start.line} ${finding.severity} ${finding.rule.code}`,
  );
}

test('a user decides how severe a rule is, or that it is silent', () => {
  assert.deepEqual(codes('telnet_level: 2'), ['0 hint cnf/telnet-privileged']);
  assert.deepEqual(codes('telnet_level: 2', { 'cnf/telnet-privileged': 'error' }), ['0 error cnf/telnet-privileged']);
  assert.deepEqual(codes('telnet_level: 2', { 'cnf/telnet-privileged': 'off' }), []);
  assert.deepEqual(codes('telnet_level: 2', { 'cnf/*': 'off' }), []);
  assert.deepEqual(codes('telnet_level: 2', { 'cnf/*': 'off', 'cnf/telnet-privileged': 'warning' }), [
    '0 warning cnf/telnet-privileged',
  ]);
});

test('settings that make no sense change nothing', () => {
  assert.deepEqual(readSettings(null), defaults);
  assert.deepEqual(
    readSettings({ diagnostics: { severity: { 'cnf/x': 'loud' } }, format: { alignComments: 'yes' } }),
    defaults,
  );
});

test('a comment silences one line', () => {
  assert.deepEqual(codes('# cisco-sip-disable-next-line cnf/telnet-privileged\ntelnet_level: 2\n'), []);
  assert.deepEqual(codes('telnet_level: 2 ; cisco-sip-disable-line cnf/telnet-privileged\n'), []);
  assert.deepEqual(codes('# cisco-sip-disable-next-line\ntelnet_level: 2\n'), []);
  assert.deepEqual(codes('# cisco-sip-disable-next-line cnf/url\ntelnet_level: 2\n'), ['1 hint cnf/telnet-privileged']);
  assert.deepEqual(codes('# cisco-sip-disable-next-line cnf/*\ntelnet_level: 2\ntos_media: 9'), [
    '2 error cnf/out-of-range',
  ]);
});

test('a comment silences a whole file, from wherever it stands', () => {
  assert.deepEqual(codes('telnet_level: 2\ntos_media: 9\n# cisco-sip-disable-file cnf/telnet-privileged\n'), [
    '1 error cnf/out-of-range',
  ]);
  assert.deepEqual(codes('<!-- cisco-sip-disable-file -->\n<TEMPLATE MATCH="9"/>\n', {}, dialplan, 'dialplan.xml'), []);
});

test('a quick fix writes that comment, for the line or for the file', () => {
  for (const format of formats.filter(({ comments }) => comments)) {
    for (const rule of format.rules) {
      const { file: name, bad: text } = rule.example;
      const { source, document, context } = open(format, { name, text });
      const finding = diagnose(format, document, context, defaults).find((found) => found.rule.code === rule.code);
      assert.ok(finding, rule.code);
      const lines = text.split('\n');
      for (const fix of silencingFixes(format, finding, (line) => lines[line] ?? '')) {
        const after = open(format, { name, text: edited(source, fix.edits) });
        const left = diagnose(format, after.document, after.context, defaults).filter(
          (found) => found.rule.code === rule.code,
        );
        const many = diagnose(format, document, context, defaults).filter(
          (found) => found.rule.code === rule.code,
        ).length;
        assert.ok(left.length < many, `${rule.code}: ${fix.title}`);
      }
    }
  }
});

test('every diagnostic names its source, its code and a page about it', () => {
  for (const format of formats) {
    for (const { example } of format.rules) {
      const { document, context } = open(format, { name: example.file, text: example.bad });
      for (const finding of diagnose(format, document, context, defaults)) {
        const diagnostic = toDiagnostic(finding, 'file:///x', ({ code }) => `file:///docs/${code}.md`);
        assert.equal(diagnostic.source, 'Cisco SIP');
        assert.match(String(diagnostic.code), /^(?:cnf|dialplan|syncinfo|os79xx|ringlist|dialtests)\/[a-z0-9-]+$/);
        assert.match(diagnostic.codeDescription?.href ?? '', /\.md$/);
      }
    }
  }
});

test('no code is used twice', () => {
  const all = formats.flatMap(({ rules }) => rules.map(({ code }) => code));
  assert.equal(new Set(all).size, all.length);
});

test('actions are only what is asked for', () => {
  const { source, document, context } = open(cnf, { name: 'SIPDefault.cnf', text: 'proxy1_port=5060\n' });
  const request = {
    document: source,
    format: cnf,
    findings: diagnose(cnf, document, context, defaults),
    range: { start: { line: 0, character: 11 }, end: { line: 0, character: 11 } },
    toDiagnostic: (finding: Parameters<typeof toDiagnostic>[0]) => toDiagnostic(finding, source.uri, () => ''),
  };
  const titles = (only: string[] | undefined) => codeActions({ ...request, only }).map(({ title }) => title);
  assert.deepEqual(titles(undefined), [
    "Change '=' to ':'",
    'Silence cnf/equals-sign for this line',
    'Silence cnf/equals-sign for this file',
  ]);
  assert.deepEqual(titles([fixAllKind]), ['Fix all safe findings']);
  assert.deepEqual(titles(['source.fixAll']), ['Fix all safe findings']);
  assert.deepEqual(titles(['source.fixAll.other']), []);
  assert.deepEqual(titles(['refactor']), []);
});
