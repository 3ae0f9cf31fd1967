/** Passwords: which parameters hold one, whose it is, and where it stands in a file. What it is never leaves this file. */

import type { Range } from 'vscode-languageserver-types';
import facts from '../../../../schemas/passwords.json' with { type: 'json' };
import { hasPlaceholder } from '../placeholders.ts';
import { onLine } from '../ranges.ts';
import type { CnfDocument } from './document.ts';
import { allNames, findParameter, isSpecial } from './parameters.ts';
import { idOf, idSet, parameterOf } from './settings.ts';

/** A password with fewer characters is short. */
export const shortest = facts.shortest.characters;

/** The parameters that hold the password of a line, in the order of the facts. */
export const linePasswordIds: readonly number[] = allNames.flatMap(({ parameter }, id) =>
  parameter.name === facts.ofLines.password ? [id] : [],
);

/** The same as a set. */
export const linePasswords = idSet(linePasswordIds);

/** The parameters that tell whose password a parameter of `linePasswordIds` holds: the first that is set counts. */
export function accountIds(passwordId: number): readonly number[] {
  return accountsOf.get(passwordId) ?? [];
}

/** The parameter that says whether the line of a password of `linePasswordIds` is in use. */
export function lineIdOf(passwordId: number): number | undefined {
  return lineOf.get(passwordId);
}

const lineOf = new Map(
  linePasswordIds.map((id) => [id, idOf(facts.ofLines.line.replace('{n}', String(parameterOf(id).number)))]),
);

const accountsOf = new Map(
  linePasswordIds.map((id) => {
    const { number } = parameterOf(id);
    return [id, facts.ofLines.accounts.flatMap((name) => idOf(name.replace('{n}', String(number))) ?? [])];
  }),
);

/** Whether a parameter has to do with the login of a line. */
export function isOfLogin(id: number): boolean {
  const { name } = parameterOf(id).parameter;
  const { password, line, accounts } = facts.ofLines;
  return name === password || name === line || accounts.includes(name);
}

/** Where the passwords of a file stand, without their quotes. Empty values, `UNPROVISIONED` and the like are none. */
export function passwordRanges({ lines }: CnfDocument): Range[] {
  return lines.flatMap((entry, line) => {
    if (entry.kind !== 'entry' || entry.value.text.trim() === '') return [];
    const { parameter } = findParameter(entry.name.text) ?? {};
    if (!parameter?.secret || isSpecial(parameter, entry.value.text) || hasPlaceholder(entry.value.text)) return [];
    return [onLine(line, entry.value.start, entry.value.end)];
  });
}
