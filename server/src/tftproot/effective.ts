/**
 * What a phone works with: its own file before SIPDefault.cnf before what the phone is built with. A value that
 * stands in neither file may also be one that the phone has stored from an earlier time; that cannot be seen here.
 */

import type { Parameter } from '../facts/types.ts';
import { type CnfDocument, lastEntry, type PlacedEntry } from '../formats/cnf/document.ts';
import { allNames } from '../formats/cnf/parameters.ts';

/** Where a value comes from. `stored`: in no file, and no default is known. */
export type Origin = 'phone' | 'default' | 'built-in' | 'stored';

export interface EffectiveValue {
  readonly name: string;
  readonly parameter: Parameter;
  /** `undefined` when only the phone knows. */
  readonly value: string | undefined;
  readonly origin: Origin;
  /** The entry in the file that it comes from. */
  readonly place: PlacedEntry | undefined;
  /** The value in SIPDefault.cnf that the phone's own replaces. */
  readonly overrides: string | undefined;
}

/** Every parameter's value for a phone, in the order of the facts. An entry without a value sets nothing. */
export function effectiveValues(phone: CnfDocument | undefined, defaults: CnfDocument | undefined): EffectiveValue[] {
  return allNames.map(({ name, parameter }) => {
    const own = setEntry(phone, name);
    const shared = setEntry(defaults, name);
    const sharedText = shared?.entry.value.text;
    if (own) {
      const value = own.entry.value.text;
      return { name, parameter, value, origin: 'phone', place: own, overrides: sharedText };
    }
    if (shared) return { name, parameter, value: sharedText, origin: 'default', place: shared, overrides: undefined };
    const known = parameter.default !== null && parameter.default !== '';
    return {
      name,
      parameter,
      value: known ? (parameter.default ?? undefined) : undefined,
      origin: known ? 'built-in' : 'stored',
      place: undefined,
      overrides: undefined,
    };
  });
}

function setEntry(document: CnfDocument | undefined, name: string): PlacedEntry | undefined {
  const placed = lastEntry(document, name);
  return placed && placed.entry.value.text !== '' ? placed : undefined;
}
