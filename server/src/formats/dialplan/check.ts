/** What is wrong with a dial plan. */

import { t } from '@vscode/l10n';
import type { Range } from 'vscode-languageserver-types';
import type { Context } from '../format.ts';
import { compare, insert, onLine, remove, replace } from '../ranges.ts';
import { type Details, type Finding, type Fix, report } from '../rules.ts';
import { analyse } from './analysis/analyse.ts';
import { hitchIn } from './analysis/completable.ts';
import { checkCountry, checkMarked } from './analysis/emergency.ts';
import { effectOf } from './effect.ts';
import { writtenOut } from './expand.ts';
import { attributes as attributeTable, foreign, limits, nearest, tones, valuesOf } from './facts.ts';
import {
  closeRoot,
  inPlaceOf,
  moveIntoRoot,
  removeAttribute,
  removeElement,
  splitComment,
  textOf,
  wrapInRoot,
} from './fixes.ts';
import type { Pattern, Rewrite } from './pattern.ts';
import {
  type Attribute,
  type DialPlan,
  type Fault,
  liveTemplates,
  type Tag,
  type Template,
  type Value,
} from './plan.ts';
import { rules } from './rules.ts';
import { isWholeNumber } from './template.ts';
import { type Complaint, complaints } from './wellformed.ts';

/** Few enough to leave the phone's own findings in sight. */
const mostComplaints = 3;

type Values = Readonly<Record<string, string | number>>;

export function check(plan: DialPlan, { country = '' }: Context): Finding[] {
  const twins = twinsIn(plan);
  const findings = [
    ...plan.faults.flatMap((fault) => ofFault(plan, fault)),
    ...ofRoot(plan),
    ...plan.tags.flatMap(ofTag),
    ...ofComments(plan),
    ...plan.templates.flatMap((template) => ofTemplate(plan, template)),
    ...[...twins].map(([template, twin]) => ofTwin(plan, template, twin)),
    ...ofFile(plan),
  ];
  findings.push(
    ...secondOpinion(plan, findings),
    ...analyse(plan, (template) => twins.has(template) || neverFits(template)),
    ...checkMarked(plan),
    ...checkCountry(plan, country),
  );
  return findings.sort((a, b) => compare(a.range.start, b.range.start) || compare(a.range.end, b.range.end));
}

function fix(title: string, edits: Fix['edits'], safe = false): Fix {
  return { title, edits, safe };
}

/** No fix at all rather than one without edits. */
function fixes(...all: (Fix | undefined)[]): Details {
  return { fixes: all.filter((one): one is Fix => one !== undefined && one.edits.length > 0) };
}

function hasRoot(plan: DialPlan): boolean {
  return plan.tags.some(({ isRoot, kind }) => isRoot && kind === 'start');
}

const spellings = attributeTable.map(({ name }) => name);

/** The value without the wrong or half quotes that are left around it. */
function bare(value: Value): string {
  return value.text.replace(/^["'“”„‘’]+|["'“”„‘’]+$/g, '');
}

function ofFault(plan: DialPlan, { kind, range, attribute, gap }: Fault): Finding[] {
  const rule = rules[kind];
  const name = attribute?.name ?? '';
  const value = attribute?.value;
  const say = (values: Values, ...all: (Fix | undefined)[]) => [report(rule, range, values, fixes(...all))];
  const quote = (safe: boolean) => {
    if (!value) return [];
    const text = bare(value);
    const mend = text.includes('"') ? undefined : fix(t`Write "${text}"`, [replace(value.outer, `"${text}"`)], safe);
    return say({ name, value: text }, mend);
  };
  const correct = (word: string | undefined) =>
    word !== undefined && value ? fix(t`Change to ${word}`, [replace(value.range, word)]) : undefined;

  switch (kind) {
    case 'template-outside-root': {
      if (!hasRoot(plan)) return [];
      const template = plan.templates.find(({ nameRange }) => nameRange === range);
      return say({}, template && fix(t('Move it into DIALTEMPLATE'), moveIntoRoot(plan, template)));
    }
    case 'template-not-closed':
      return say(
        {},
        gap && fix(t`End it with ${gap.text === '/' ? '/>' : gap.text}`, [insert(gap.at, gap.text)], true),
      );
    case 'unknown-attribute': {
      const meant = nearest(name, spellings);
      return say(
        { name, mend: meant ? t`Did you mean ${meant}?` : t`Remove it. There are ${spellings.join(', ')}.` },
        meant === undefined ? undefined : fix(t`Change to ${meant}`, [replace(range, meant)]),
        attribute && fix(t`Remove ${name}`, [removeAttribute(plan, attribute)]),
      );
    }
    case 'attribute-without-value':
      return say(
        { name },
        gap && fix(t('Put in ='), [insert(gap.at, gap.text)], true),
        gap || !attribute ? undefined : fix(t`Remove ${name}`, [removeAttribute(plan, attribute)]),
      );
    case 'single-quotes':
    case 'unquoted-value':
      return quote(true);
    case 'missing-quote':
      return say(
        { name, value: value?.text ?? '' },
        gap && fix(t('Put in the missing quote'), [insert(gap.at, gap.text)], true),
      );
    case 'stray-character':
      return say({ text: textOf(plan, range) }, fix(t('Remove it'), [remove(range)]));
    case 'version-stamp':
      return say({});
    case 'timeout-negative':
      return say({ value: value?.text ?? '' }, correct('0'));
    case 'user-value':
    case 'route-value': {
      const words = valuesOf(kind === 'user-value' ? 'User' : 'Route').map((choice) => choice.value);
      return say(
        { value: value?.text ?? '', choices: words.join(t(' or ')) },
        correct(nearest(value?.text ?? '', words)),
        attribute && fix(t`Remove ${name}`, [removeAttribute(plan, attribute)]),
      );
    }
    case 'tone-unknown': {
      const words = tones.map((tone) => tone.value);
      const written = value?.text ?? '';
      const meant =
        words.find((word) => word.toLowerCase().endsWith(`-${written.trim().toLowerCase()}`)) ??
        nearest(written, words);
      return say(
        {
          value: written,
          mend: meant ? t`Did you mean ${meant}?` : t('Choose one of the names that completion offers.'),
        },
        correct(meant),
      );
    }
    case 'too-many-tones':
      return say({ limit: limits.tones }, attribute && fix(t('Remove it'), [removeAttribute(plan, attribute)]));
  }
}

function ofRoot(plan: DialPlan): Finding[] {
  const found: Finding[] = [];
  const [first] = plan.templates;
  if (first && !hasRoot(plan)) {
    const wrap = fix(t('Put DIALTEMPLATE around all templates'), wrapInRoot(plan), true);
    found.push(report(rules['missing-root'], first.nameRange, {}, fixes(wrap)));
  }
  const open = plan.tags.findLast(({ isRoot, kind }) => isRoot && kind === 'start');
  if (plan.openAtEnd && open && !plan.strayQuote) {
    const close = fix(t('Close DIALTEMPLATE'), closeRoot(plan), true);
    found.push(report(rules['root-not-closed'], open.nameRange, {}, fixes(close)));
  }
  return found;
}

function ofTag({ kind, name, nameRange, range, isRoot, comment }: Tag): Finding[] {
  // What was meant to be a comment is reported as that, and only where it has an effect.
  if (kind === 'end' || isRoot || comment) return [];
  const upper = name.toUpperCase();
  if (upper === 'VERSIONSTAMP') return [];
  if (upper === 'TEMPLATE') {
    const capitals = fix(t('Write TEMPLATE'), [replace(nameRange, upper)], true);
    return [report(rules['template-letter-case'], nameRange, { name }, fixes(capitals))];
  }
  if (name.includes(':')) {
    const values = { markup: t`prefixes such as in <${name}>`, extent: '' };
    return [report(rules['unsupported-markup'], nameRange, values)];
  }
  const meant = nearest(name, ['TEMPLATE', 'DIALTEMPLATE']);
  const mend = meant ? t`Did you mean <${meant}>?` : t('Remove it.');
  const rename = meant && fix(t`Change to ${meant}`, [replace(nameRange, meant)]);
  return [
    report(
      rules['unknown-element'],
      nameRange,
      { name, mend },
      fixes(rename || fix(t('Remove the tag'), [remove(range)])),
    ),
  ];
}

function ofComments(plan: DialPlan): Finding[] {
  const found: Finding[] = [];
  const split = new Set<unknown>();
  const live = [...plan.templates, ...plan.tags.filter(({ isRoot }) => isRoot)].filter(({ comment }) => comment);
  live.sort((a, b) => compare(a.range.start, b.range.start));
  for (const { range, comment, ...element } of live) {
    if (!comment) continue;
    const name = 'kind' in element ? t`${element.kind} tag of DIALTEMPLATE` : 'TEMPLATE';
    // Safe once only: applied twice it would be in its own way.
    const mend = fix(t('Give each element a comment of its own'), splitComment(comment), !split.has(comment));
    split.add(comment);
    found.push(report(rules['comment-ends-early'], range, { element: name }, fixes(mend)));
  }
  for (const { range, phoneEnd, proper } of plan.comments) {
    if (proper) continue;
    const whole = { start: range.start, end: phoneEnd };
    const written = /^<!(\[CDATA\[|DOCTYPE)/i.exec(textOf(plan, whole))?.[1];
    if (!written) continue;
    const markup = written.startsWith('[') ? t('CDATA sections') : 'DOCTYPE';
    const mend = written.startsWith('[') ? undefined : fix(t('Remove it'), [remove(whole)]);
    const values = { markup, extent: t(' up to the first >') };
    found.push(report(rules['unsupported-markup'], whole, values, fixes(mend)));
  }
  if (plan.strayQuote) found.push(report(rules['stray-quote'], plan.strayQuote));
  return found;
}

function ofTemplate(plan: DialPlan, template: Template): Finding[] {
  const { attributes, match, rewrite } = template;
  const found: Finding[] = [];
  const seen = new Set<string>();
  for (const attribute of attributes.toReversed()) {
    if (attribute.known && attribute.known !== 'Tone' && seen.has(attribute.known)) {
      const drop = fix(t('Remove it'), [removeAttribute(plan, attribute)], true);
      const details = { ...fixes(drop), unnecessary: true };
      found.push(report(rules['duplicate-attribute'], attribute.range, { name: attribute.name }, details));
    } else if (attribute.known) seen.add(attribute.known);
  }

  for (const attribute of attributes) {
    if (attribute.known && attribute.value) found.push(...ofValue(attribute, attribute.value));
  }
  if (!seen.has('MATCH')) found.push(report(rules['match-missing'], template.nameRange));
  const pattern = attributes.findLast(({ known, value }) => known === 'MATCH' && value)?.value;
  if (match && pattern) found.push(...ofPattern(plan, template, match, pattern));
  if (match) {
    const written = attributes.filter(({ known, value }) => known === 'Tone' && value).slice(0, limits.tones);
    for (const attribute of written.slice(match.commas)) {
      const drop = fix(t('Remove the Tone'), [removeAttribute(plan, attribute)]);
      found.push(report(rules['tones-without-comma'], attribute.range, {}, { ...fixes(drop), unnecessary: true }));
    }
  }
  const sent = attributes.findLast(({ known, value }) => known === 'Rewrite' && value)?.value;
  if (match && rewrite && sent) found.push(...ofRewrite(match, rewrite, sent));
  return found;
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
]);

/** The character an entity stands for in XML. */
function decode(entity: string): string | undefined {
  const number = /^&#(?:x([\da-f]+)|(\d+));$/i.exec(entity);
  if (!number) return entities.get(entity.toLowerCase());
  const point = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}

/** Columns of a value as a range; `undefined` when they lie beyond the value's first line. */
function part({ text, range }: Value, start: number, end: number): Range | undefined {
  if (/[\r\n]/.test(text.slice(0, end))) return undefined;
  return onLine(range.start.line, range.start.character + start, range.start.character + end);
}

function ofValue({ known, name, range }: Attribute, value: Value): Finding[] {
  const found: Finding[] = [];
  const { text, kept } = value;
  for (const { 0: entity, index } of text.matchAll(/&(?:#x?[\da-f]{1,8}|[a-z]{2,4});/gi)) {
    const character = decode(entity);
    const at = part(value, index, index + entity.length);
    if (character === undefined || !at) continue;
    const isQuote = character === '"';
    const mend = isQuote ? t('A value cannot hold a double quote; remove it.') : t`Write ${character} itself.`;
    const put = isQuote ? undefined : fix(t`Write ${character}`, [replace(at, character)]);
    found.push(report(rules.entity, at, { entity, character, length: entity.length, mend }, fixes(put)));
  }
  if (kept.length < text.length) {
    const values = { name, limit: limits.valueCharacters, kept };
    found.push(report(rules['value-too-long'], part(value, kept.length, text.length) ?? value.range, values));
  }
  if (known === 'Timeout' && !isWholeNumber(kept) && !/^\s*-\d/.test(kept)) {
    const seconds = Number.parseInt(kept, 10) || 0;
    const put = fix(t`Write ${seconds}`, [replace(value.range, String(seconds))]);
    found.push(report(rules['timeout-not-a-number'], value.range, { value: text, seconds }, fixes(put)));
  }
  if (known === 'Line') {
    const number = Number.parseInt(kept, 10) || 0;
    const line = number & 0xff;
    if (isWholeNumber(kept) && line === number) found.push(report(rules['line-attribute'], range));
    else found.push(report(rules['line-not-a-number'], value.range, { value: text, line: line || t('0, all lines') }));
  }
  return found;
}

function isLetter(character: string): boolean {
  return /[A-Za-z]/.test(character);
}

/** The wildcards of other dial plans that the pattern holds. */
function foreignSymbols(pattern: Pattern): { readonly written: string; readonly instead: string }[] {
  const text = pattern.parts.map(({ kind, dialled }) => (kind === 'literal' ? dialled : ' ')).join('');
  const found = new Map<string, string>();
  const letters = [...new Set([...text].filter(isLetter).map((letter) => letter.toUpperCase()))];
  const wildcards = foreign.filter(({ symbol }) => isLetter(symbol));
  // Letters are right where words are called from a list: only patterns of nothing but such letters are suspect, and
  // small ones only among digits.
  const lettersAreForeign =
    letters.length > 0 &&
    letters.every((letter) => wildcards.some(({ symbol }) => symbol === letter)) &&
    (/[A-Z]/.test(text) || /\d/.test(text));
  for (const { symbol, instead } of foreign) {
    if (isLetter(symbol)) {
      if (!lettersAreForeign) continue;
      const written = [...text].find((character) => character.toUpperCase() === symbol);
      if (written) found.set(written, instead);
    } else if (symbol.startsWith('[')) {
      const written = /\[[^\]]*\]?/.exec(text)?.[0];
      if (written) found.set(written, instead);
    } else if ([...symbol].some((character) => text.includes(character))) found.set(symbol, instead);
  }
  return [...found].map(([written, instead]) => ({ written, instead }));
}

function ofPattern(plan: DialPlan, template: Template, pattern: Pattern, value: Value): Finding[] {
  if (pattern.text === '') return [report(rules['match-empty'], value.outer)];
  const found: Finding[] = [];
  const symbols = foreignSymbols(pattern);
  if (symbols.length > 0) {
    const replaceable = /^(?:[\d.*,#\\]|\[[^\]]*\]|[A-Za-z])*$/.test(value.text);
    const dots = value.text.replace(/\[[^\]]*\]|[A-Za-z]/g, '.');
    found.push(
      report(
        rules['pattern-never-matches'],
        value.range,
        {
          symbols: symbols.map(({ written }) => written).join(t(' or ')),
          mend: symbols
            .map(({ written, instead }) => t`Instead of ${written}: ${instead.replaceAll('`', '')}`)
            .join(' '),
        },
        fixes(
          writeOut(plan, template, value),
          replaceable ? fix(t`Change to ${dots}, for any digit`, [replace(value.range, dots)]) : undefined,
        ),
      ),
    );
  }
  const [first, second] = pattern.parts;
  if (first?.kind === 'star' && second?.kind === 'literal' && /^\d/.test(second.dialled)) {
    const values = { match: pattern.text, rest: pattern.text.slice(1) };
    const mend = fix(t('Write \\* for the star key'), [insert(value.range.start, '\\')]);
    found.push(report(rules['unescaped-star'], first.range, values, fixes(mend)));
  }
  found.push(...ofHitch(pattern, value));
  for (const { kind, text, range, dialled } of pattern.parts) {
    if (kind === 'escaped' && /[\d#+A-Za-z]/.test(dialled)) {
      const at = { start: range.start, end: { ...range.start, character: range.start.character + 1 } };
      const values = { place: t`before ${dialled}`, effect: t`The phone compares ${dialled} as it would without it.` };
      found.push(report(rules['needless-backslash'], at, values, fixes(fix(t('Remove it'), [remove(at)], true))));
    } else if (kind === 'literal' && text.endsWith('\\')) {
      const at = { start: { ...range.end, character: range.end.character - 1 }, end: range.end };
      const values = { place: t('at the end'), effect: t('The phone takes it for a character to be dialled.') };
      found.push(report(rules['needless-backslash'], at, values, fixes(fix(t('Remove it'), [remove(at)]))));
    }
  }
  return found;
}

/** A rule for each of the patterns that the wildcards of another system stand for. */
function writeOut(plan: DialPlan, template: Template, value: Value): Fix | undefined {
  const patterns = writtenOut(value.text);
  const edits = patterns && inPlaceOf(plan, template, value, patterns);
  return edits && fix(t`Write as ${patterns.length} templates`, edits);
}

/** What keeps a pattern from ever being complete. */
function ofHitch(pattern: Pattern, { range }: Value): Finding[] {
  const hitch = hitchIn(pattern);
  if (!hitch) return [];
  const { kind, part: at, behind } = hitch;
  const tell = (why: string, mend: string, title: string) => {
    const values = { match: pattern.text, why, mend, seconds: limits.interDigitSeconds };
    const wrong = kind === 'comma' ? at.range : { start: at.range.start, end: behind?.range.end ?? range.end };
    const drop = fix(title, [remove(kind === 'star' && behind ? behind.range : at.range)]);
    return [report(rules['never-complete'], wrong, values, fixes(drop))];
  };
  if (kind === 'comma')
    return tell(t('no key stands behind its last comma'), t('Remove the comma.'), t('Remove the comma'));
  const text = behind?.text ?? '';
  return tell(
    t`the * before ${text} takes all keys that follow`,
    t`Put ${text} before the *, or a digit between them, or leave ${text} out.`,
    t`Remove ${text}`,
  );
}

function groupCount(groups: number): string {
  if (groups === 0) return t('no group of wildcards');
  return groups === 1 ? t('one group') : t`${groups} groups`;
}

function dotCount(dots: number): string {
  return dots === 1 ? t('one dot') : t`${dots} dots`;
}

function characterCount(characters: number): string {
  if (characters === 0) return t('no character');
  return characters === 1 ? t('one character') : t`${characters} characters`;
}

function ofRewrite(match: Pattern, rewrite: Rewrite, value: Value): Finding[] {
  const found: Finding[] = [];
  for (const { kind, group, text, range } of rewrite.parts) {
    if (kind !== 'group' || group === undefined || group <= match.groups.length) continue;
    const groups = groupCount(match.groups.length);
    found.push(report(rules['rewrite-group'], range, { groups, group: text, number: group }));
  }

  const host = rewrite.text.lastIndexOf('@') + 1;
  const dots = rewrite.parts.filter(({ kind }) => kind === 'dots');
  if (host > 0) {
    const inHost = dots.filter(({ start }) => start >= host);
    if (inHost.length > 0) {
      const at = part(value, host, rewrite.text.length) ?? value.range;
      const mend = fix(
        t('Write %. for each dot'),
        inHost.map(({ range, text }) => replace(range, text.replaceAll('.', '%.'))),
      );
      found.push(report(rules['rewrite-host-dots'], at, { host: rewrite.text.slice(host) }, fixes(mend)));
    }
  }
  const wanted = dots.filter(({ start }) => host === 0 || start < host);
  const number = wanted.reduce((sum, { start, end }) => sum + end - start, 0);
  const taken = match.parts.some(({ kind }) => kind === 'star')
    ? Number.POSITIVE_INFINITY
    : match.parts.reduce((sum, { kind, start, end }) => (kind === 'dots' ? sum + end - start : sum), 0);
  if (number > taken) {
    const values = { dots: dotCount(number), taken: characterCount(taken) };
    found.push(report(rules['rewrite-dots'], value.range, values));
  }
  return found;
}

/** Rules whose pattern stood before, for the same line or for all, with the rule where it did. */
function twinsIn(plan: DialPlan): ReadonlyMap<Template, Template> {
  const twins = new Map<Template, Template>();
  const first = new Map<string, Template>();
  for (const template of liveTemplates(plan)) {
    const { match, line } = template;
    if (!match) continue;
    const key = (forLine: number) => `${forLine} ${match.text}`;
    const twin = first.get(key(0)) ?? first.get(key(line));
    if (twin) twins.set(template, twin);
    else first.set(key(line), template);
  }
  return twins;
}

function ofTwin(plan: DialPlan, template: Template, twin: Template): Finding {
  const value = template.attributes.findLast(({ known }) => known === 'MATCH');
  const other = twin.attributes.findLast(({ known }) => known === 'MATCH');
  const isSame = effectOf(twin) === effectOf(template);
  const drop = fix(t('Delete this rule'), [removeElement(plan, template.range)], isSame);
  return report(
    rules['duplicate-match'],
    value?.range ?? template.nameRange,
    { match: template.match?.text ?? '', line: twin.range.start.line + 1 },
    {
      ...fixes(drop),
      related: [{ range: other?.range ?? twin.nameRange, message: t('The phone uses this rule.') }],
      unnecessary: true,
    },
  );
}

/** The pattern's own findings say that no number completes it. */
function neverFits({ match }: Template): boolean {
  return match !== undefined && (hitchIn(match) !== undefined || foreignSymbols(match).length > 0);
}

function ofFile(plan: DialPlan): Finding[] {
  const found: Finding[] = [];
  if (plan.byteOrderMark) {
    const mark = onLine(0, 0, 1);
    found.push(report(rules['byte-order-mark'], mark, {}, fixes(fix(t('Remove it'), [remove(mark)], true))));
  }
  if (plan.excess) {
    const { start, end } = plan.excess;
    const lineLength = (plan.lines[start.line + 1] ?? plan.text.length) - (plan.lines[start.line] ?? 0);
    const stop = end.line === start.line ? end : { line: start.line, character: lineLength };
    const values = { bytes: new TextEncoder().encode(plan.text).length, limit: limits.fileBytes };
    found.push(report(rules['file-too-large'], { start, end: stop }, values));
  }
  const explained = plan.strayQuote || plan.tags.some(({ name, kind }) => kind === 'start' && /^template$/i.test(name));
  if (plan.templates.length === 0 && !explained) {
    const start = plan.tags.find(({ isRoot }) => isRoot);
    found.push(report(rules['no-templates'], start?.nameRange ?? onLine(0, 0, 0)));
  }
  return found;
}

/** XML tools are heard only where the phone is content, and not where a rule has already spoken. */
function secondOpinion(plan: DialPlan, findings: readonly Finding[]): Finding[] {
  if (plan.discarded || plan.templates.length === 0) return [];
  const taken = new Set(findings.map(({ range }) => range.start.line));
  const openRoot = findings.some(({ rule }) => rule === rules['root-not-closed']);
  const ignore = ({ text, range }: Complaint) =>
    /^duplicate attribute: tone$/i.test(text) ||
    (openRoot && text.startsWith('unclosed tag')) ||
    taken.has(range.start.line);
  return complaints(plan.text, mostComplaints, ignore).map(({ text, range }) =>
    report(rules['not-well-formed'], range, { complaint: text }),
  );
}
