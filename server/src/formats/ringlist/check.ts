/** Finds what is wrong in a RINGLIST.DAT. */

import { t } from '@vscode/l10n';
import data from '../../../../schemas/ringlist.json' with { type: 'json' };
import { compare, onLine, remove, replace } from '../ranges.ts';
import { type Finding, type Fix, report } from '../rules.ts';
import { isRingFile } from './explain.ts';
import type { Ring, RingList } from './parse.ts';
import { rules } from './rules.ts';

export function check({ rings }: RingList): Finding[] {
  const limit = data.limits.entries;
  const beyond = rings[limit];
  const findings = [
    ...duplicates(rings),
    ...(beyond ? [report(rules.tooMany, wholeLine(beyond), { number: limit + 1, limit })] : []),
  ];
  for (const ring of rings) findings.push(...aboutRing(ring));
  return findings.sort((a, b) => compare(a.range.start, b.range.start));
}

function* duplicates(rings: readonly Ring[]): Generator<Finding> {
  const first = new Map<string, Ring>();
  for (const ring of rings) {
    const { text, range } = ring.name;
    // Without a TAB it is not known what the name is.
    if (!text || !ring.file) continue;
    const earlier = first.get(text);
    if (!earlier) {
      first.set(text, ring);
      continue;
    }
    const related = [{ range: earlier.name.range, message: t('The first ring of this name') }];
    yield report(rules.duplicateName, range, { name: text, line: earlier.line + 1 }, { related });
  }
}

function* aboutRing(ring: Ring): Generator<Finding> {
  const { name, file, more, trailing } = ring;
  if (!file) {
    yield report(rules.noTab, wholeLine(ring), {}, { fixes: withTab(ring) });
    return;
  }
  if (!name.text) yield report(rules.noName, file.text ? file.range : wholeLine(ring));
  if (!file.text) {
    yield report(rules.noFile, name.range);
    return;
  }
  const limit = data.limits.nameCharacters;
  const { length } = name.text;
  if (length > limit) yield report(rules.nameTooLong, name.range, { length, limit });
  if (more) {
    const end = ring.text.trimEnd().length;
    yield report(rules.severalFields, onLine(ring.line, more.range.start.character, end));
  }
  if (trailing) {
    const fix = { title: t('Remove the blank'), edits: [remove(trailing)], safe: true };
    yield report(rules.trailingBlank, trailing, {}, { fixes: [fix] });
  }
}

/** A TAB before the last word, when that is the name of a ring file. */
function withTab({ line, text }: Ring): Fix[] {
  const content = text.trimEnd();
  const blank = content.lastIndexOf(' ');
  const nameEnd = content.slice(0, Math.max(blank, 0)).trimEnd().length;
  if (nameEnd === 0 || !isRingFile(content.slice(blank + 1))) return [];
  const edit = replace(onLine(line, nameEnd, blank + 1), data.line.separator);
  return [{ title: t('Put a TAB before the file name'), edits: [edit], safe: true }];
}

function wholeLine({ line, text }: Ring) {
  return onLine(line, text.length - text.trimStart().length, text.trimEnd().length);
}
