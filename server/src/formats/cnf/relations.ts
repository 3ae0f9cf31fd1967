/** Whether the values of several parameters go together: this file's, and those it takes from SIPDefault.cnf. */

import { t } from '@vscode/l10n';
import type { Range } from 'vscode-languageserver-types';
import relationData from '../../../../schemas/cnf-relations.json' with { type: 'json' };
import type { Relation } from '../../facts/types.ts';
import { hasPlaceholder } from '../placeholders.ts';
import { insert, onLine, replace } from '../ranges.ts';
import { type Finding, type Related, type Rule, report } from '../rules.ts';
import type { CnfDocument } from './document.ts';
import type { FileRole } from './filename.ts';
import type { Entry } from './lines.ts';
import { allNames, findParameter } from './parameters.ts';
import { rules } from './rules.ts';
import { idOf, type Setting, type Settings, setting } from './settings.ts';

const relations = relationData as readonly Relation[];
const ruleByCode: ReadonlyMap<string, Rule> = new Map(Object.values(rules).map((rule) => [rule.code, rule]));

function ruleOf(relation: Relation): Rule {
  const rule = ruleByCode.get(relation.rule);
  if (!rule) throw new Error(`no rule ${relation.rule}`);
  return rule;
}

/** What a relation is checked in. */
interface Scope {
  readonly own: Settings;
  /** What the phone read before this file. */
  readonly defaults: Settings | undefined;
  readonly role: FileRole['role'];
  /** The file's lines: only a finding needs them. */
  readonly document: () => CnfDocument;
}

/** The findings about values that do not go together. `defaults`: the settings of SIPDefault.cnf, for a phone's file. */
export function checkRelations(scope: Scope): readonly Finding[] {
  const concerned = concerning(scope.own, scope.role);
  return concerned.length === 0 ? none : concerned.flatMap((concern) => check(concern, scope));
}

/** A relation, and for one about lines the numbers of those that the file says something of. */
interface Concern {
  readonly relation: Relation;
  readonly numbers: readonly number[];
  /** For each of them: where the file's lists have what the line needs; `undefined`: not all of it is there. */
  readonly places: readonly (readonly number[] | undefined)[];
}

/** By the list of what a file sets: thousands of phones share one. */
const concerns = new WeakMap<Settings['ids'], Map<FileRole['role'], readonly Concern[]>>();

/** The relations that a file can break, going by which parameters it sets and not by their values. */
function concerning({ ids }: Settings, role: FileRole['role']): readonly Concern[] {
  const byRole = concerns.get(ids) ?? new Map<FileRole['role'], readonly Concern[]>();
  const made = byRole.get(role);
  if (made) return made;
  const set = new Set(ids);
  const has = (name: string, n?: number) => {
    const id = idWith(name, n);
    return id !== undefined && set.has(id);
  };
  const found = relations.flatMap((relation): Concern[] => {
    const numbers = numbersConcerned(relation, has);
    if (numbers.length === 0 && !isConcerned(relation, role, has)) return [];
    return [{ relation, numbers, places: numbers.map((n) => placesOfNeeds(relation, n, ids)) }];
  });
  concerns.set(ids, byRole.set(role, found));
  return found;
}

type Has = (name: string, n?: number) => boolean;

function isConcerned(relation: Relation, role: FileRole['role'], has: Has): boolean {
  switch (relation.kind) {
    case 'less-than':
      return has(relation.lower) || has(relation.upper);
    case 'overrides':
    case 'needs':
    case 'risky-value':
      return has(relation.parameter);
    case 'not-in-default-file':
      return role === 'default' && relation.parameters.some((name) => has(name));
    case 'line-login':
    case 'line-name':
      return false;
  }
}

function placesOfNeeds(relation: Relation, n: number, ids: readonly number[]): readonly number[] | undefined {
  if (relation.kind !== 'line-login') return undefined;
  const places = relation.needs.map((needed) => ids.indexOf(idWith(needed, n) ?? -1));
  return places.includes(-1) ? undefined : places;
}

function numbersConcerned(relation: Relation, has: Has): number[] {
  switch (relation.kind) {
    case 'line-login':
      return lines(relation.line).filter((n) => has(relation.line, n));
    case 'line-name':
      // A line that the file names needs no name from elsewhere.
      return lines(relation.line).filter(
        (n) => !has(relation.line, n) && relation.useless.some((name) => has(name, n)),
      );
    default:
      return [];
  }
}

/** This file's own. `n`: the number in the name. */
function own(scope: Scope, name: string, n?: number): Setting | undefined {
  const id = idWith(name, n);
  return id === undefined ? undefined : setting(scope.own, id);
}

/** The value in force: this file's, else the default's. */
function effective(scope: Scope, name: string, n?: number): Setting | undefined {
  const id = idWith(name, n);
  return id === undefined ? undefined : (setting(scope.own, id) ?? setting(scope.defaults, id));
}

function areGiven(texts: readonly string[], places: readonly number[] | undefined): boolean {
  if (!places) return false;
  for (const place of places) if (!saysSomething(texts[place] ?? '')) return false;
  return true;
}

/** Names are looked up for every phone again: by their pattern and number, so that no text has to be put together. */
const known = new Map<string, (number | undefined)[]>();

function idWith(name: string, n = 0): number | undefined {
  const ids = known.get(name) ?? [];
  if (ids.length === 0) known.set(name, ids);
  if (!(n in ids)) ids[n] = idOf(withNumber(name, n));
  return ids[n];
}

/** The entry that one of this file's own settings comes from. */
function entryOf({ document }: Scope, { line }: Setting): Entry {
  const entry = document().lineAt(line);
  if (entry?.kind !== 'entry') throw new RangeError(`no entry on line ${line}`);
  return entry;
}

/** Where the value of one of this file's own settings stands. */
function at(scope: Scope, place: Setting): Range {
  const { value } = entryOf(scope, place);
  return onLine(place.line, value.start, value.end);
}

function isSet(place: Setting | undefined, unset: readonly string[] = []): boolean {
  const text = place?.text ?? '';
  return saysSomething(text) && !unset.includes(text);
}

function saysSomething(text: string): boolean {
  return text !== '' && text !== 'UNPROVISIONED';
}

function number(place: Setting | undefined): number | undefined {
  const text = place?.text ?? '';
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

const none: readonly never[] = [];

function check({ relation, numbers, places }: Concern, scope: Scope): readonly Finding[] {
  const { defaults, role } = scope;
  const rule = ruleOf(relation);
  switch (relation.kind) {
    case 'less-than': {
      const [lower, upper] = [own(scope, relation.lower), own(scope, relation.upper)];
      const here = upper ?? lower;
      if (!here) return [];
      const lowerValue = number(lower ?? effective(scope, relation.lower));
      const upperValue = number(upper ?? effective(scope, relation.upper));
      if (lowerValue === undefined || upperValue === undefined || lowerValue < upperValue) return [];
      const values = { lower: relation.lower, upper: relation.upper, lowerValue, upperValue };
      const other = here === upper ? lower : upper;
      const related: Related[] = other
        ? [{ range: at(scope, other), message: t`${entryOf(scope, other).name.text} is set here` }]
        : [];
      return [report(rule, at(scope, here), values, { related })];
    }
    case 'overrides': {
      const placed = own(scope, relation.parameter);
      if (!placed || !isSet(placed, relation.unless) || number(placed) === undefined) return [];
      const ignored = relation.ignored.filter((name) => isSet(own(scope, name)));
      if (ignored.length === 0) return [];
      const [zero = '0'] = relation.unless;
      return [
        report(
          rule,
          at(scope, placed),
          { day: relation.parameter, value: placed.text, ignored: ignored.join(', ') },
          {
            fixes: [
              {
                title: t`Use the weekday rule (set to '${zero}')`,
                safe: false,
                edits: [replace(at(scope, placed), zero)],
              },
            ],
            related: ignored.flatMap((name) => {
              const other = own(scope, name);
              return other ? [{ range: at(scope, other), message: t('ignored by the phone') }] : [];
            }),
          },
        ),
      ];
    }
    case 'needs': {
      const placed = own(scope, relation.parameter);
      if (!placed || placed.text !== relation.value) return [];
      const { unless } = relation;
      if (unless && effective(scope, unless.parameter)?.text === unless.value) return [];
      const needed = effective(scope, relation.needs);
      // A file that says nothing of the other parameter may leave it to the other file; the phone file's defaults
      // are known, SIPDefault.cnf has every phone file behind it.
      if (!needed && (role === 'default' || !defaults)) return [];
      if (needed && (isSet(needed, relation.unset) || hasPlaceholder(needed.text))) return [];
      const where = needed && own(scope, relation.needs) ? '' : t(' here or in SIPDefault.cnf');
      return [
        report(rule, at(scope, placed), {
          name: entryOf(scope, placed).name.text,
          value: relation.value,
          needs: relation.needs,
          where,
        }),
      ];
    }
    case 'line-login':
      return effective(scope, relation.when.parameter)?.text === relation.when.value
        ? numbers
            // Nearly every line has all it needs.
            .filter((_, index) => !areGiven(scope.own.texts, places[index]))
            .flatMap((n) => checkLogin(relation, scope, n))
        : none;
    case 'line-name':
      return role === 'phone' ? numbers.flatMap((n) => checkLineName(relation, scope, n)) : none;
    case 'risky-value': {
      const placed = own(scope, relation.parameter);
      if (placed?.text !== relation.value) return [];
      const fixes = relation.instead.map((value) => ({
        title: t`Change to '${value}' (${findParameter(relation.parameter)?.parameter.values.find((v) => v.value === value)?.meaning ?? value})`,
        safe: false,
        edits: [replace(at(scope, placed), value)],
      }));
      return [report(rule, at(scope, placed), {}, { fixes })];
    }
    case 'not-in-default-file':
      return relation.parameters.flatMap((name) => {
        const placed = own(scope, name);
        if (!placed || !relation.values.includes(placed.text)) return [];
        return [report(rule, at(scope, placed), { name, value: placed.text })];
      });
  }
}

/** The numbers that stand for `{n}` in a name. */
function lines(name: string): readonly number[] {
  return numbersOf.get(name) ?? [];
}

const numbersOf = new Map<string, number[]>();
for (const { parameter, number } of allNames)
  if (number !== undefined) numbersOf.set(parameter.name, [...(numbersOf.get(parameter.name) ?? []), number]);

function withNumber(name: string, n: number): string {
  return name.replace('{n}', String(n));
}

function checkLogin(relation: Relation & { kind: 'line-login' }, scope: Scope, n: number): readonly Finding[] {
  const { defaults, role } = scope;
  const name = own(scope, relation.line, n);
  if (!name || !isSet(name) || role === 'template') return none;
  const missing = relation.needs.filter(
    (needed) => !isSet(effective(scope, needed, n)) && !isSet(effective(scope, needed, 1)),
  );
  if (missing.length === 0) return none;
  const names = missing.map((needed) => withNumber(needed, n));
  const [first, ...rest] = names;
  const adding = names.map((needed) => `\n${needed}: ""`).join('');
  return [
    report(
      ruleOf(relation),
      at(scope, name),
      {
        number: n,
        missing: rest.length === 0 ? (first ?? '') : names.join(t(' and no ')),
        add: names.join(t(' and ')),
        when: t`${relation.when.parameter} is ${relation.when.value}`,
        where: defaults ? t(' here or in SIPDefault.cnf') : '',
      },
      {
        fixes: [
          {
            title: t`Add ${names.join(t(' and '))}`,
            safe: false,
            edits: [insert({ line: name.line, character: entryOf(scope, name).text.length }, adding)],
          },
        ],
      },
    ),
  ];
}

function checkLineName(relation: Relation & { kind: 'line-name' }, scope: Scope, n: number): Finding[] {
  // An empty name is a line that is switched off on purpose; only a name that stands nowhere was forgotten.
  if (effective(scope, relation.line, n)) return [];
  const first = relation.useless.map((name) => own(scope, name, n)).find((placed) => isSet(placed));
  if (!first) return [];
  const line = withNumber(relation.line, n);
  // Nor was one forgotten whose line is broken and reported as such.
  if (
    scope.document().lines.some(({ kind, text }) => kind === 'other' && text.trimStart().toLowerCase().startsWith(line))
  )
    return [];
  const { name } = entryOf(scope, first);
  return [
    report(ruleOf(relation), onLine(first.line, name.start, name.end), {
      number: n,
      line,
      name: name.text,
      where: scope.defaults ? t(' here or in SIPDefault.cnf') : '',
    }),
  ];
}
