/** Questions that others ask of a .cnf file, in terms of the facts and not of names. */

import type { ParameterType } from '../../facts/types.ts';
import { type CnfDocument, lastEntry } from './document.ts';
import { allNames } from './parameters.ts';

/** The values that the file gives to parameters of a type, such as the names of dial plan files. */
export function valuesOfType(document: CnfDocument, type: ParameterType): string[] {
  return allNames.flatMap(({ parameter, name }) => {
    const text = parameter.type === type ? lastEntry(document, name)?.entry.value.text.trim() : undefined;
    return text ? [text] : [];
  });
}
