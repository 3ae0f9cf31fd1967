/** Which parameter a name means, and what the facts say of it. */

import { closestMatch } from 'leven';
import calendarData from '../../../../schemas/cnf-calendar.json' with { type: 'json' };
import parameterData from '../../../../schemas/cnf-parameters.json' with { type: 'json' };
import timeZoneData from '../../../../schemas/cnf-time-zones.json' with { type: 'json' };
import wrongNameData from '../../../../schemas/cnf-wrong-names.json' with { type: 'json' };
import { shown } from '../../facts/shown.ts';
import type { CalendarName, Parameter, TimeZone, WrongName } from '../../facts/types.ts';
import { fillPlaceholders } from '../placeholders.ts';

export const parameters = shown('cnf-parameters.json', parameterData as readonly Parameter[]);
export const timeZones = shown('cnf-time-zones.json', timeZoneData as readonly TimeZone[]);
export const months = calendarData.months as readonly CalendarName[];
export const weekdays = calendarData.weekdays as readonly CalendarName[];

/** A parameter under one of its names: `proxy{n}_port` as `proxy2_port`. */
export interface NamedParameter {
  readonly parameter: Parameter;
  /** The number in the name, for a numbered parameter. */
  readonly number: number | undefined;
  /** As it should be spelled. */
  readonly name: string;
}

function spelledOut(parameter: Parameter): NamedParameter[] {
  const { numbered } = parameter;
  if (!numbered) return [{ parameter, number: undefined, name: parameter.name }];
  return Array.from({ length: numbered.to - numbered.from + 1 }, (_, index) => {
    const number = numbered.from + index;
    return { parameter, number, name: parameter.name.replace('{n}', String(number)) };
  });
}

/** Every name a file may hold, in the order of the facts. */
export const allNames: readonly NamedParameter[] = parameters.flatMap(spelledOut);

const byName: ReadonlyMap<string, NamedParameter> = new Map(allNames.map((named) => [named.name.toLowerCase(), named]));

const byPattern: ReadonlyMap<string, Parameter> = new Map(
  parameters.filter(({ numbered }) => numbered).map((parameter) => [parameter.name.toLowerCase(), parameter]),
);

/** The parameter of that name in any letter case. A placeholder stands for any number. */
export function findParameter(name: string): NamedParameter | undefined {
  const exact = byName.get(name) ?? byName.get(name.toLowerCase());
  if (exact) return exact;
  const filled = fillPlaceholders(name, '{n}');
  const parameter = filled === name ? undefined : byPattern.get(filled.toLowerCase());
  return parameter && { parameter, number: undefined, name };
}

const names = [...byName.keys()];

/** The known name nearest to a misspelt one, when one is near enough to be meant. */
export function nearestName(name: string): string | undefined {
  if (name.length > 40) return undefined;
  const wanted = name.toLowerCase().replaceAll('-', '_');
  const nearest = closestMatch(wanted, names, { maxDistance: Math.max(2, Math.floor(wanted.length / 5)) });
  return nearest === undefined ? undefined : byName.get(nearest)?.name;
}

const wrongNames = new Map(
  shown('cnf-wrong-names.json', wrongNameData as readonly WrongName[]).map((wrong) => [wrong.name, wrong]),
);

/** What is known of a name that people use and the phone does not; `instead` spelled out with the name's number. */
export function findWrongName(name: string): WrongName | undefined {
  const lower = name.toLowerCase();
  const exact = wrongNames.get(lower);
  if (exact) return exact;
  const number = /\d+/.exec(lower)?.[0];
  const numbered = number === undefined ? undefined : wrongNames.get(lower.replace(number, '{n}'));
  return numbered && { ...numbered, instead: numbered.instead?.replace('{n}', number ?? '') ?? null };
}

/** The value that the facts list for this text: exactly, in another spelling of the list, or in another letter case. */
export function findValue(parameter: Parameter, text: string) {
  const exact = parameter.values.find(({ value, also }) => value === text || also?.includes(text));
  if (exact) return { value: exact, exact: true };
  const lower = text.toLowerCase();
  const loose = parameter.values.find(({ value }) => value.toLowerCase() === lower);
  return loose && { value: loose, exact: false };
}

export function isSpecial(parameter: Parameter, text: string): boolean {
  return text === 'UNPROVISIONED' || parameter.special.some(({ value }) => value === text);
}
