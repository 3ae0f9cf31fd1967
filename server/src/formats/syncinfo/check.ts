/** Finds what is wrong in a syncinfo.xml. */

import { t } from '@vscode/l10n';
import type { Position } from 'vscode-languageserver-types';
import data from '../../../../schemas/syncinfo.json' with { type: 'json' };
import { imageForm, splitExtension } from '../imagename.ts';
import { hasPlaceholder } from '../placeholders.ts';
import { compare, insert, onLine, remove, replace } from '../ranges.ts';
import { type Finding, type Fix, report } from '../rules.ts';
import { type Attribute, attribute, type Element, type Entry, isNamed, type SyncInfo, type Value } from './parse.ts';
import { rules } from './rules.ts';

export function check(document: SyncInfo): Finding[] {
  const findings = [...aboutFile(document), ...duplicates(document.entries)];
  for (const element of document.elements) findings.push(...aboutElement(element, document));
  const named = new Set(document.entries.map(({ version }) => version?.text.trim()));
  for (const entry of document.entries) findings.push(...aboutEntry(entry, (version) => named.has(version)));
  return findings.sort((a, b) => compare(a.range.start, b.range.start));
}

function* aboutFile({ byteOrderMark, bytes, excess, entries, strayEnds }: SyncInfo): Generator<Finding> {
  if (byteOrderMark) {
    const range = onLine(0, 0, 1);
    yield report(rules.byteOrderMark, range, {}, { fixes: [safe(t('Remove the byte order mark'), [remove(range)])] });
  }
  if (excess) yield report(rules.fileTooLarge, excess, { bytes, limit: data.limits.fileBytes }, { unnecessary: true });
  if (entries.length === 0 && !excess) yield report(rules.noImage, onLine(0, 0, 0));
  for (const { name, range } of strayEnds) {
    if (!excess) yield report(rules.notClosed, range, { element: `</${name.text}>`, missing: `<${name.text}>` });
  }
}

function* duplicates(entries: readonly Entry[]): Generator<Finding> {
  const first = new Map<string, Value>();
  for (const { version } of entries) {
    const name = version?.text.trim();
    if (!version || !name) continue;
    const earlier = first.get(name);
    if (!earlier) {
      first.set(name, version);
      continue;
    }
    yield report(
      rules.duplicateVersion,
      version.range,
      { version: name === '*' ? t('all images (*)') : name, line: earlier.range.start.line + 1 },
      { related: [{ range: earlier.range, message: t('The first entry for it') }] },
    );
  }
}

function* aboutElement(element: Element, { excess }: SyncInfo): Generator<Finding> {
  const { name } = element;
  const isImage = isNamed(name, 'IMAGE');
  if (!isImage && !isNamed(name, 'SYNCINFO')) {
    yield report(rules.unknownElement, name.range, { element: name.text });
    return;
  }
  yield* letterCase(element);
  if (element.end !== '/>' && !element.closing && !excess) yield notClosed(element, isImage);
  if (!isImage) return;
  for (const each of element.attributes) {
    if (!isNamed(each.name, 'VERSION') && !isNamed(each.name, 'SYNC')) {
      yield report(rules.unknownAttribute, each.range, { attribute: each.name.text }, { unnecessary: true });
    }
    if (each.value) yield* quotes(each, each.value);
  }
}

function* letterCase(element: Element): Generator<Finding> {
  const known = element.attributes.filter(({ name }) => isNamed(name, 'VERSION') || isNamed(name, 'SYNC'));
  const end = element.closing ? [element.closing.name] : [];
  for (const { text, range } of [element.name, ...known.map(({ name }) => name), ...end]) {
    const upper = text.toUpperCase();
    if (text === upper) continue;
    const fixes = [safe(t`Write ${upper}`, [replace(range, upper)])];
    yield report(rules.letterCase, range, { name: text, upper }, { fixes });
  }
}

function notClosed({ name, range, end }: Element, isImage: boolean): Finding {
  if (!isImage) return report(rules.notClosed, name.range, { element: `<${name.text}>`, missing: `</${name.text}>` });
  const at: Position = end === '>' ? { ...range.end, character: range.end.character - 1 } : range.end;
  const edit = insert(at, end === '>' ? '/' : '/>');
  return report(
    rules.notClosed,
    name.range,
    { element: `<${name.text}`, missing: t('/> at its end') },
    { fixes: [safe(t('End the entry with />'), [edit])] },
  );
}

function* quotes({ name }: Attribute, value: Value): Generator<Finding> {
  const values = { attribute: name.text, value: value.text };
  if (value.quotes === 'unclosed' || value.quotes === 'unopened') {
    const isUnclosed = value.quotes === 'unclosed';
    const edit = insert(isUnclosed ? value.range.end : value.range.start, '"');
    const where = isUnclosed ? t('after') : t('before');
    yield report(
      rules.missingQuote,
      value.outer,
      { ...values, where },
      { fixes: [safe(t`Add " ${where} the value`, [edit])] },
    );
  } else if (value.quotes !== 'double') {
    const rule = value.quotes === 'none' ? rules.unquotedValue : rules.singleQuotes;
    const edit = replace(value.outer, `"${value.text}"`);
    yield report(rule, value.outer, values, { fixes: [safe(t('Write double quotes'), [edit])] });
  }
}

/** `isTaken`: another entry is for that image already, and a second one would not count. */
function* aboutEntry({ element, version, sync }: Entry, isTaken: (version: string) => boolean): Generator<Finding> {
  if (version?.text.trim()) yield* aboutVersion(version, isTaken);
  else yield missing(element, 'VERSION', isTaken('*') ? undefined : '*');
  if (!sync?.text.trim()) {
    yield missing(element, 'SYNC', '1');
    return;
  }
  const limit = data.limits.syncCharacters;
  const { length } = sync.text;
  if (length > limit) yield report(rules.syncTooLong, sync.range, { length, limit });
  yield* blanks('SYNC', sync);
}

function* aboutVersion(version: Value, isTaken: (version: string) => boolean): Generator<Finding> {
  yield* blanks('VERSION', version);
  const text = version.text.trim();
  const { name, extension } = splitExtension(text);
  if (extension) {
    yield report(
      rules.versionExtension,
      version.range,
      { extension, name },
      { fixes: isTaken(name) ? [] : [safe(t`Write ${name}`, [replace(version.range, name)])] },
    );
  }
  if (name !== '*' && !hasPlaceholder(name) && !imageForm(name)) {
    yield report(rules.imageName, version.range, { version: name });
  }
}

function* blanks(name: string, { text, range }: Value): Generator<Finding> {
  const trimmed = text.trim();
  if (trimmed === text) return;
  const where = text.startsWith(trimmed)
    ? t('at its end')
    : text.endsWith(trimmed)
      ? t('at its start')
      : t('at both ends');
  const fix = safe(t('Remove the blank'), [replace(range, trimmed)]);
  yield report(rules.blankInValue, range, { attribute: name, where }, { fixes: [fix] });
}

/** An attribute that is not there, or has no value. `value`: one that it may be given. */
function missing(element: Element, name: 'VERSION' | 'SYNC', value: string | undefined): Finding {
  const empty = attribute(element, name);
  const rule = name === 'VERSION' ? rules.versionMissing : rules.syncMissing;
  const range = empty?.range ?? element.name.range;
  if (value === undefined) return report(rule, range);
  // What stands behind an attribute without its value, or in open quotes, would be that value.
  const whole = element.attributes.filter(({ value }) => value && value.quotes !== 'unclosed');
  const after = name === 'SYNC' ? whole.at(-1)?.range : undefined;
  const text = `${name}="${value}"`;
  const edit = empty ? replace(empty.range, text) : insert((after ?? element.name.range).end, ` ${text}`);
  // Which image and which value are meant only the user knows.
  return report(rule, range, {}, { fixes: [{ title: t`Write ${text}`, edits: [edit], safe: false }] });
}

function safe(title: string, edits: Fix['edits']): Fix {
  return { title, edits, safe: true };
}
