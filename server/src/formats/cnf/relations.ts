/** Whether the values of several parameters go together: this file's, and those it takes from SIPDefault.cnf. */

import relationData from '../../../../schemas/cnf-relations.json' with { type: 'json' };
import type { Relation } from '../../facts/types.ts';
import { hasPlaceholder } from '../placeholders.ts';
import { insert, onLine, replace } from '../ranges.ts';
import { type Finding, type Related, type Rule, report } from '../rules.ts';
import { type CnfDocument, entriesByName, lastEntry, type PlacedEntry } from './document.ts';
import type { FileRole } from './filename.ts';
import { allNames, findParameter } from './parameters.ts';
import { rules } from './rules.ts';

const relations = relationData as readonly Relation[];
const ruleByCode: ReadonlyMap<string, Rule> = new Map(Object.values(rules).map((rule) => [rule.code, rule]));

function ruleOf(relation: Relation): Rule {
  const rule = ruleByCode.get(relation.rule);
  if (!rule) throw new Error(`no rule ${relation.rule}`);
  return rule;
}

/** What a relation is checked in. */
interface Scope {
  readonly document: CnfDocument;
  /** The defaults that the phone read before this file. */
  readonly defaults: CnfDocument | undefined;
  readonly role: FileRole['role'];
}

/** The findings about values that do not go together. `defaults`: the SIPDefault.cnf of a phone's file. */
export function checkRelations(
  document: CnfDocument,
  defaults: CnfDocument | undefined,
  role: FileRole['role'],
): Finding[] {
  const scope = { document, defaults, role };
  return relations.flatMap((relation) => check(relation, scope));
}

/** The entry in force: this file's, else the default's. */
function effective({ document, defaults }: Scope, name: string): PlacedEntry | undefined {
  return lastEntry(document, name) ?? lastEntry(defaults, name);
}

function at({ line, entry }: PlacedEntry) {
  return onLine(line, entry.value.start, entry.value.end);
}

function isSet(placed: PlacedEntry | undefined, unset: readonly string[] = []): boolean {
  const text = placed?.entry.value.text.trim() ?? '';
  return text !== '' && text !== 'UNPROVISIONED' && !unset.includes(text);
}

function number(placed: PlacedEntry | undefined): number | undefined {
  const text = placed?.entry.value.text.trim() ?? '';
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

function check(relation: Relation, scope: Scope): Finding[] {
  const { document, defaults, role } = scope;
  const rule = ruleOf(relation);
  switch (relation.kind) {
    case 'less-than': {
      const [lower, upper] = [lastEntry(document, relation.lower), lastEntry(document, relation.upper)];
      const here = upper ?? lower;
      const lowerValue = number(lower ?? effective(scope, relation.lower));
      const upperValue = number(upper ?? effective(scope, relation.upper));
      if (!here || lowerValue === undefined || upperValue === undefined || lowerValue < upperValue) return [];
      const values = { lower: relation.lower, upper: relation.upper, lowerValue, upperValue };
      const other = here === upper ? lower : upper;
      const related: Related[] = other ? [{ range: at(other), message: `${other.entry.name.text} is set here` }] : [];
      return [report(rule, at(here), values, { related })];
    }
    case 'overrides': {
      const placed = lastEntry(document, relation.parameter);
      if (!placed || !isSet(placed, relation.unless) || number(placed) === undefined) return [];
      const ignored = relation.ignored.filter((name) => isSet(lastEntry(document, name)));
      if (ignored.length === 0) return [];
      const [zero = '0'] = relation.unless;
      return [
        report(
          rule,
          at(placed),
          { day: relation.parameter, value: placed.entry.value.text, ignored: ignored.join(', ') },
          {
            fixes: [
              { title: `Use the weekday rule (set to '${zero}')`, safe: false, edits: [replace(at(placed), zero)] },
            ],
            related: ignored.flatMap((name) => {
              const other = lastEntry(document, name);
              return other ? [{ range: at(other), message: 'ignored by the phone' }] : [];
            }),
          },
        ),
      ];
    }
    case 'needs': {
      const placed = lastEntry(document, relation.parameter);
      if (!placed || placed.entry.value.text.trim() !== relation.value) return [];
      const { unless } = relation;
      if (unless && effective(scope, unless.parameter)?.entry.value.text.trim() === unless.value) return [];
      const needed = effective(scope, relation.needs);
      // A file that says nothing of the other parameter may leave it to the other file; the phone file's defaults
      // are known, SIPDefault.cnf has every phone file behind it.
      if (!needed && (role === 'default' || !defaults)) return [];
      if (needed && (isSet(needed, relation.unset) || hasPlaceholder(needed.entry.value.text))) return [];
      const where = needed && lastEntry(document, relation.needs) ? '' : ' here or in SIPDefault.cnf';
      return [
        report(rule, at(placed), { name: placed.entry.name.text, value: relation.value, needs: relation.needs, where }),
      ];
    }
    case 'line-login':
      return lines(relation.line).flatMap((n) => checkLogin(relation, scope, n));
    case 'line-name':
      return role === 'phone' ? lines(relation.line).flatMap((n) => checkLineName(relation, scope, n)) : [];
    case 'risky-value':
      return (entriesByName(document).get(relation.parameter) ?? [])
        .filter(({ entry }) => entry.value.text === relation.value)
        .map((placed) =>
          report(
            rule,
            at(placed),
            {},
            {
              fixes: relation.instead.map((value) => ({
                title: `Change to '${value}' (${findParameter(relation.parameter)?.parameter.values.find((v) => v.value === value)?.meaning ?? value})`,
                safe: false,
                edits: [replace(at(placed), value)],
              })),
            },
          ),
        );
    case 'not-in-default-file':
      if (role !== 'default') return [];
      return relation.parameters.flatMap((name) =>
        (entriesByName(document).get(name) ?? [])
          .filter(({ entry }) => relation.values.includes(entry.value.text))
          .map((placed) => report(rule, at(placed), { name, value: placed.entry.value.text })),
      );
  }
}

/** The numbers that stand for `{n}` in a name. */
function lines(name: string): number[] {
  return allNames.flatMap(({ parameter, number }) => (parameter.name === name && number !== undefined ? [number] : []));
}

function withNumber(name: string, n: number): string {
  return name.replace('{n}', String(n));
}

function checkLogin(relation: Relation & { kind: 'line-login' }, scope: Scope, n: number): Finding[] {
  const { document, defaults, role } = scope;
  const name = lastEntry(document, withNumber(relation.line, n));
  if (!name || !isSet(name) || role === 'template') return [];
  const when = effective(scope, relation.when.parameter);
  if (when?.entry.value.text.trim() !== relation.when.value) return [];
  const missing = relation.needs.filter(
    (needed) => !isSet(effective(scope, withNumber(needed, n))) && !isSet(effective(scope, withNumber(needed, 1))),
  );
  if (missing.length === 0) return [];
  const names = missing.map((needed) => withNumber(needed, n));
  const [first, ...rest] = names;
  const adding = names.map((needed) => `\n${needed}: ""`).join('');
  return [
    report(
      ruleOf(relation),
      at(name),
      {
        number: n,
        missing: rest.length === 0 ? (first ?? '') : names.join(' and no '),
        add: names.join(' and '),
        when: `${relation.when.parameter} is ${relation.when.value}`,
        where: defaults ? ' here or in SIPDefault.cnf' : '',
      },
      {
        fixes: [
          {
            title: `Add ${names.join(' and ')}`,
            safe: false,
            edits: [insert({ line: name.line, character: name.entry.text.length }, adding)],
          },
        ],
      },
    ),
  ];
}

function checkLineName(relation: Relation & { kind: 'line-name' }, scope: Scope, n: number): Finding[] {
  const line = withNumber(relation.line, n);
  // An empty name is a line that is switched off on purpose; only a name that stands nowhere was forgotten.
  if (effective(scope, line)) return [];
  // Nor was one whose line is broken and reported as such.
  if (
    scope.document.lines.some(({ kind, text }) => kind === 'other' && text.trimStart().toLowerCase().startsWith(line))
  )
    return [];
  const useless = relation.useless.flatMap((name) => {
    const placed = lastEntry(scope.document, withNumber(name, n));
    return placed && isSet(placed) ? [placed] : [];
  });
  const [first] = useless;
  if (!first) return [];
  return [
    report(ruleOf(relation), onLine(first.line, first.entry.name.start, first.entry.name.end), {
      number: n,
      line,
      name: first.entry.name.text,
      where: scope.defaults ? ' here or in SIPDefault.cnf' : '',
    }),
  ];
}
