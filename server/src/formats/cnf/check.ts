/** Everything that is wrong in a .cnf file. */

import { t } from '@vscode/l10n';
import type { Range } from 'vscode-languageserver-types';
import type { Context, Parsed } from '../format.ts';
import { branchOf, hasPlaceholder } from '../placeholders.ts';
import { onLine, remove, replace } from '../ranges.ts';
import { type Finding, type Fix, inOrder, report } from '../rules.ts';
import { type Chunk, type CnfDocument, entriesByName, type PlacedEntry, peculiarOf, perChunk } from './document.ts';
import { type FileRole, fileRole, formatMac } from './filename.ts';
import type { Entry, Line, OtherLine } from './lines.ts';
import { findParameter, findWrongName, type NamedParameter, nearestName } from './parameters.ts';
import { checkRelations } from './relations.ts';
import { rules } from './rules.ts';
import { mayRepeat, type Settings, settingsOf } from './settings.ts';
import { checkValue } from './values.ts';

/** The findings of a .cnf file, in the order of the text. */
export function check(document: CnfDocument, context: Context): Finding[] {
  const { role } = fileRole(context.fileName);
  const relations = checkRelations({
    own: settingsOf(document),
    defaults: role === 'phone' ? settingsIn(context.folder?.document('SIPDefault.cnf')) : undefined,
    role,
    document: () => document,
  });
  return inOrder([...checkAlone(document, context.fileName), ...relations]);
}

function settingsIn(parsed: Parsed | undefined): Settings | undefined {
  return parsed?.format === 'cnf' ? settingsOf(parsed as CnfDocument) : undefined;
}

/** As many findings of a file: one with more was made to take all memory, or is of another kind than its name says. */
export const mostFindings = 20_000;

/** What is wrong whatever values go together and whatever other files say. */
export function checkAlone(document: CnfDocument, fileName: string): Finding[] {
  const role = fileRole(fileName);
  const found: Finding[] = [...checkFileName(role, fileName), ...checkEncoding(document)];
  for (const [at, chunk] of document.chunks.entries()) {
    if (found.length >= mostFindings) return inOrder(found);
    const start = document.starts[at] ?? 0;
    for (const finding of checkChunk(chunk, role.role)) found.push(moved(finding, start));
  }
  return inOrder([...found, ...checkDuplicates(document, mostFindings - found.length)]);
}

// A chunk that did not change keeps its findings, and so does a line in one that did: they are computed once for each
// role, counted from the chunk's beginning and on line 0.
const findingsOfChunk = perChunk(() => new Map<string, readonly Finding[]>());

function checkChunk(chunk: Chunk, role: FileRole['role']): readonly Finding[] {
  const roles = findingsOfChunk(chunk);
  const cached = roles.get(role);
  if (cached) return cached;
  const found: Finding[] = [];
  for (let index = 0; index < chunk.lines.length; index++) {
    const line = chunk.lines[index];
    if (!line) continue;
    const wrong = chunk.edited ? checkLineOnce(line, role) : checkLine(line, role);
    if (wrong.length > 0) for (const finding of wrong) found.push(moved(finding, index));
  }
  roles.set(role, found);
  return found;
}

const none: readonly never[] = [];

const known = new WeakMap<Line, Map<string, readonly Finding[]>>();

/** What is wrong with a line by itself, on line 0. */
export function checkLine(line: Line, role: FileRole['role']): readonly Finding[] {
  if (line.kind === 'entry') return checkEntry(line, role);
  return line.kind === 'other' ? checkOther(line) : none;
}

function checkLineOnce(line: Line, role: FileRole['role']): readonly Finding[] {
  if (line.kind === 'blank' || line.kind === 'comment' || line.kind === 'directive') return none;
  const roles = known.get(line) ?? new Map<string, readonly Finding[]>();
  const cached = roles.get(role);
  if (cached) return cached;
  const findings = checkLine(line, role);
  known.set(line, roles.set(role, findings));
  return findings;
}

/** The finding so many lines further down. */
export function moved(finding: Finding, lines: number): Finding {
  if (lines === 0) return finding;
  const move = ({ start, end }: Range): Range => ({
    start: { line: start.line + lines, character: start.character },
    end: { line: end.line + lines, character: end.character },
  });
  return {
    ...finding,
    range: move(finding.range),
    fixes: finding.fixes.map((fix) => ({
      ...fix,
      edits: fix.edits.map((edit) => ({ range: move(edit.range), newText: edit.newText })),
    })),
  };
}

export function checkFileName(role: FileRole, fileName: string): Finding[] {
  const place = onLine(0, 0, 0);
  if (role.role === 'default' || role.role === 'phone') {
    const { expected } = role;
    if (expected === fileName) return [];
    if (expected === undefined) {
      const problem = t`'${fileName}' has ${role.digits.length} hexadecimal digits; a MAC address has 12.`;
      return [
        report(rules.fileName, place, { problem, mend: t('Name it SIP + the MAC address of the phone + .cnf.') }),
      ];
    }
    const what =
      role.role === 'default' ? t('the defaults are asked for') : t`the phone ${formatMac(role.mac)} asks for its file`;
    return [
      report(
        rules.fileName,
        place,
        {
          problem: t`This file is called '${fileName}', but ${what} as '${expected}'.`,
          mend: t`Rename it to '${expected}'.`,
        },
        { fixes: [{ title: t`Rename the file to '${expected}'`, edits: [], safe: false, renameTo: expected }] },
      ),
    ];
  }
  return [];
}

/** Bytes that no text file has. Tabs, line ends and form feeds are text. */
const control = /[\u0000-\u0008\u000E-\u001F]/;

function checkEncoding(document: CnfDocument): Finding[] {
  const found: Finding[] = [];
  const first = document.lineAt(0);
  if (first?.text.startsWith('\uFEFF')) {
    const fix: Fix = { title: t('Remove the byte order mark'), safe: true, edits: [remove(onLine(0, 0, 1))] };
    found.push(report(rules.byteOrderMark, onLine(0, 0, 1), {}, { fixes: [fix] }));
  }
  if (document.chunks.every((chunk) => peculiarOf(chunk).odd.length === 0)) return found;
  const odd = firstPlace(document, control);
  if (odd) {
    const byte = `0x${odd.text.charCodeAt(odd.column).toString(16).padStart(2, '0')}`;
    found.push(report(rules.encoding, onLine(odd.line, odd.column, odd.column + 1), { byte }));
  }
  const lost = firstPlace(document, /\uFFFD/);
  if (lost) found.push(report(rules.replacementCharacter, onLine(lost.line, lost.column, lost.column + 1)));
  return found;
}

/** The first place in the file that a pattern of odd characters matches. */
function firstPlace(
  document: CnfDocument,
  pattern: RegExp,
): { line: number; column: number; text: string } | undefined {
  for (const [at, chunk] of document.chunks.entries())
    for (const line of peculiarOf(chunk).odd) {
      const text = chunk.lines[line]?.text ?? '';
      const column = text.search(pattern);
      if (column !== -1) return { line: line + (document.starts[at] ?? 0), column, text };
    }
  return undefined;
}

function checkEntry(entry: Entry, role: FileRole['role']): readonly Finding[] {
  const named = findParameter(entry.name.text);
  const ofName = checkName(entry, named, role);
  const ofQuotes = checkQuotes(entry);
  const ofValue = named ? checkValue(entry.value, named) : none;
  // Nearly every line is in order, and large folders have hundreds of thousands of them.
  return ofName.length + ofQuotes.length === 0 ? ofValue : [...ofName, ...ofQuotes, ...ofValue];
}

function checkName(entry: Entry, named: NamedParameter | undefined, role: FileRole['role']): readonly Finding[] {
  const { name } = entry;
  if (named && named.name === name.text && isInItsFile(named, role)) return none;
  const range = onLine(0, name.start, name.end);
  const rename = (to: string, safe = false): Fix => ({
    title: t`Change to '${to}'`,
    safe,
    edits: [replace(range, to)],
  });
  if (!named) return checkUnknownName(entry, range, rename);
  const found: Finding[] = [];
  if (named.number !== undefined || !named.parameter.numbered) {
    if (named.name !== name.text)
      found.push(
        report(
          rules.nameLetterCase,
          range,
          { name: name.text, expected: named.name },
          { fixes: [rename(named.name, true)] },
        ),
      );
  }
  const { outOfScope, scope, topic } = named.parameter;
  if (outOfScope !== null && !isInItsFile(named, role) && entry.value.text.trim() !== '') {
    const here = fileOf(role);
    const rule = topic === 'line' && here === 'SIPDefault.cnf' ? rules.lineInDefaultFile : rules.wrongFile;
    found.push(report(rule, range, { name: name.text, file: scope, consequence: outOfScope }));
  }
  return found;
}

/** Whether a parameter may stand in a file of that role, whatever its value. */
export function isInItsFile({ parameter: { outOfScope, scope } }: NamedParameter, role: FileRole['role']): boolean {
  const here = fileOf(role);
  return outOfScope === null || here === undefined || scope === 'either' || scope === here;
}

function fileOf(role: FileRole['role']) {
  return role === 'default' ? 'SIPDefault.cnf' : role === 'phone' ? 'SIP<MAC>.cnf' : undefined;
}

function checkUnknownName(entry: Entry, range: Range, rename: (to: string) => Fix): Finding[] {
  const { name } = entry;
  if (hasPlaceholder(name.text)) return [];
  const wrong = findWrongName(name.text);
  if (wrong) {
    const fixes = wrong.instead === null ? [] : [rename(wrong.instead)];
    const advice = wrong.instead === null ? '' : t` Write '${wrong.instead}'.`;
    return [report(rules.wrongName, range, { name: name.text, why: wrong.why, advice }, { fixes })];
  }
  const nearest = nearestName(name.text);
  const advice = nearest === undefined ? '' : t` Did you mean '${nearest}'?`;
  const fixes = nearest === undefined ? [] : [rename(nearest)];
  return [report(rules.unknownParameter, range, { name: shorten(name.text), advice }, { fixes })];
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

const curly = /^[“”„‟«»‘’](.*)[“”„‟«»‘’]$/;

function checkQuotes({ name, value, text, comment }: Entry): readonly Finding[] {
  if (value.quotes === 'closed' && !value.after) return none;
  const found: Finding[] = [];
  const range = onLine(0, value.outer.start, value.outer.end);
  const values = { name: shorten(name.text) };
  const semicolon = value.hash === undefined ? [] : [replace(onLine(0, value.hash, value.hash + 1), ';')];
  const quote = (inner: string, title: string, safe: boolean): Fix => ({
    title,
    safe,
    // Behind a value in quotes nothing but a ';' begins a comment.
    edits: [replace(range, `"${inner}"`), ...semicolon],
  });
  if (value.quotes === 'open') {
    const behind = value.text.search(/\s;/);
    const inner = (behind === -1 ? value.text : value.text.slice(0, behind)).trimEnd();
    const place = { line: 0, character: value.start + inner.length };
    const fix: Fix = {
      title: behind === -1 ? t('Close the quote') : t('Close the quote in front of the comment'),
      // With no comment there is one place only where the quote can go.
      safe: behind === -1,
      edits: [replace({ start: place, end: place }, '"')],
    };
    found.push(report(rules.unclosedQuote, range, values, { fixes: [fix] }));
  }
  if (value.after) {
    const place = onLine(0, value.after.start, value.after.end);
    const fixes: Fix[] = [
      {
        title: t("Put a ';' in front of it"),
        safe: false,
        edits: [replace(onLine(0, place.start.character, place.start.character), '; ')],
      },
      { title: t('Remove it'), safe: false, edits: [remove(place)] },
    ];
    found.push(report(rules.textAfterValue, place, values, { fixes }));
  }
  if (value.quotes !== 'none') return found;
  if (value.hash !== undefined) {
    const end = comment?.start ?? text.trimEnd().length;
    const fix: Fix = { title: t("Change '#' to ';'"), safe: true, edits: semicolon };
    found.push(report(rules.hashAfterValue, onLine(0, value.hash, end), values, { fixes: [fix] }));
  }
  const inner = curly.exec(value.text)?.[1];
  const single = /^'(.*)'$/.exec(value.text)?.[1];
  if (inner !== undefined)
    found.push(
      report(rules.typographicQuotes, range, values, { fixes: [quote(inner, t('Write plain quotes'), true)] }),
    );
  else if (single !== undefined)
    found.push(report(rules.singleQuotes, range, values, { fixes: [quote(single, t('Write double quotes'), true)] }));
  else if (/\s/.test(value.text) && !value.text.includes('"') && !hasPlaceholder(value.text))
    found.push(
      report(rules.unquotedBlanks, range, values, { fixes: [quote(value.text, t('Put it in quotes'), true)] }),
    );
  return found;
}

const otherVendor = /^[A-Za-z][\w-]*(?:\.[\w{}$-]+)+\s*=/;
const assignment = /^([A-Za-z_][\w{}$.-]*)\s*=/;
const firstWord = /^([A-Za-z_][\w{}$.-]*)(\s+)\S/;

function checkOther(line: OtherLine): Finding[] {
  const { start, end } = line.content;
  // A line of megabytes is no slip of a pen; its beginning tells what it is.
  const content = line.text.slice(start, Math.min(end, start + 2000)).replace(/^\uFEFF/, '');
  const offset = line.text.charCodeAt(start) === 0xfeff ? start + 1 : start;
  if (hasPlaceholder(/^[^\s=:]*/.exec(content)?.[0] ?? '') && !otherVendor.test(content)) return [];
  const vendor = otherVendor.exec(content)?.[0];
  if (vendor) {
    const name = vendor.slice(0, -1).trimEnd();
    return [
      report(rules.otherVendor, onLine(0, offset, offset + name.length), { name }, { fixes: [commentOut(offset)] }),
    ];
  }
  const assigned = assignment.exec(content);
  if (assigned) {
    const [whole, name = ''] = assigned;
    const place = onLine(0, offset + whole.length - 1, offset + whole.length);
    if (findParameter(name) || nearestName(name) !== undefined) {
      const between = onLine(0, offset + name.length, offset + whole.length);
      const gap = /\s/.test(content.charAt(whole.length)) ? ':' : ': ';
      const fix: Fix = { title: t("Change '=' to ':'"), safe: true, edits: [replace(between, gap)] };
      return [report(rules.equalsSign, place, { name }, { fixes: [fix] })];
    }
  }
  const [, word, gap = ''] = firstWord.exec(content) ?? [];
  if (word !== undefined && findParameter(word)) {
    const fix: Fix = {
      title: t("Insert the ':'"),
      safe: true,
      edits: [replace(onLine(0, offset + word.length, offset + word.length + gap.length), ': ')],
    };
    return [report(rules.missingColon, onLine(0, offset, offset + word.length), { name: word }, { fixes: [fix] })];
  }
  return [report(rules.notAnEntry, onLine(0, start, end), {}, { fixes: [commentOut(start)] })];
}

function commentOut(column: number): Fix {
  return { title: t("Make it a comment ('#')"), safe: false, edits: [replace(onLine(0, column, column), '# ')] };
}

/**
 * Entries of the same name, as far as one phone can get both: not in two branches of a template's choice. At most `room`
 * of them.
 */
function checkDuplicates(document: CnfDocument, room: number): Finding[] {
  if (!mayRepeat(document)) return [];
  const repeated = [...entriesByName(document).values()].filter((same) => same.length > 1);
  if (repeated.length === 0) return [];
  const branches = branchesOf(document);
  const found: Finding[] = [];
  for (const [first, ...others] of repeated) {
    if (!first || !findParameter(first.entry.name.text)) continue;
    for (const other of others) {
      if (found.length >= room) return found;
      if (branches.length > 0 && exclude(branches[first.line] ?? '', branches[other.line] ?? '')) continue;
      found.push(repetition(document, first, other));
    }
  }
  return found;
}

/** What was found about an entry, with the place of it and of the one that it repeats. */
interface Repetition {
  readonly line: number;
  readonly first: PlacedEntry;
  readonly finding: Finding;
}

// In a document with thousands of them most stand where they stood before the edit.
const repetitions = new WeakMap<Entry, Repetition>();

function repetition(document: CnfDocument, first: PlacedEntry, { line, entry }: PlacedEntry): Finding {
  const last = line === document.lineCount - 1;
  const known = last ? undefined : repetitions.get(entry);
  if (known && known.line === line && known.first.line === first.line && known.first.entry === first.entry)
    return known.finding;
  const same = entry.value.text === first.entry.value.text;
  const whole: Range = last
    ? {
        start: { line: line - 1, character: document.lineAt(line - 1)?.text.length ?? 0 },
        end: { line, character: entry.text.length },
      }
    : { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
  const finding = report(
    rules.duplicateParameter,
    onLine(line, entry.name.start, entry.name.end),
    { name: entry.name.text, first: first.line + 1 },
    {
      fixes: [
        { title: same ? t('Remove the repetition') : t('Remove this entry'), safe: same, edits: [remove(whole)] },
      ],
      related: [
        { range: onLine(first.line, first.entry.name.start, first.entry.name.end), message: t('first given here') },
      ],
      unnecessary: same,
    },
  );
  if (!last) repetitions.set(entry, { line, first, finding });
  return finding;
}

/** For each line the choices it stands in, such as `0:1/4:0`: the second branch of one, in it the first of another. */
function branchesOf(document: CnfDocument): readonly string[] {
  if (!document.chunks.some((chunk) => peculiarOf(chunk).directives)) return [];
  const stack: { readonly id: number; branch: number }[] = [];
  let path = '';
  return document.lines.map((line, id) => {
    if (line.kind === 'directive') {
      const branch = branchOf(line.text);
      const top = stack.at(-1);
      if (branch === 'open') stack.push({ id, branch: 0 });
      else if (branch === 'close') stack.pop();
      else if (branch === 'else' && top) top.branch++;
      path = stack.map((choice) => `${choice.id}:${choice.branch}`).join('/');
    }
    return path;
  });
}

/** Whether two places lie in different branches of one choice. */
function exclude(a: string, b: string): boolean {
  const [left, right] = [a.split('/'), b.split('/')];
  for (const [index, step] of left.entries()) {
    const other = right[index];
    if (other === undefined || step === other) continue;
    return step.split(':')[0] === other.split(':')[0];
  }
  return false;
}
