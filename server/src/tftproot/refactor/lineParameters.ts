/** The parameters that belong to a line appearance, and what a line works with. */

import acrossFiles from '../../../../schemas/across-files.json' with { type: 'json' };
import facts from '../../../../schemas/line-parameters.json' with { type: 'json' };
import { isSpecial } from '../../formats/cnf/parameters.ts';
import { idOf, parameterOf, type Settings } from '../../formats/cnf/settings.ts';
import { hasPlaceholder } from '../../formats/placeholders.ts';
import { effective, idsOfType, type Phone } from '../phone.ts';

/** A numbered parameter that goes with the line of its number. */
export interface LineParameter {
  /** Its place in `allNames` for each line, line 1 first. */
  readonly ids: readonly number[];
  /** A line for which this parameter is not set works with what line 1 has. */
  readonly sharedUnless: LineParameter | undefined;
}

/** The settings of a file that sets nothing. */
export const noSettings: Settings = {
  ids: [],
  lines: [],
  texts: [],
  model: undefined,
};

/** The value that says that nothing is set, where a parameter takes it. */
const { off } = facts;

/** The parameter that names a line's user. */
export const user = lineParameter(parameterOf(idsOfType('line-name')[0] ?? 0).parameter.name);

/** All parameters of a line. */
export const lineParameters: readonly LineParameter[] = facts.parameters.map(({ name, sharedUnless }) => {
  const itself = lineParameter(name);
  return { ...itself, sharedUnless: sharedUnless === null ? undefined : lineParameter(sharedUnless) };
});

function lineParameter(pattern: string): LineParameter {
  const { numbered } = parameterOf(idOf(pattern.replace('{n}', '1')) ?? 0).parameter;
  const ids = Array.from(
    { length: numbered?.to ?? 0 },
    (_, index) => idOf(pattern.replace('{n}', String(index + 1))) ?? 0,
  );
  return { ids, sharedUnless: undefined };
}

/** The place in `allNames` of a line's parameter. */
export function idAt({ ids }: LineParameter, line: number): number {
  const id = ids[line - 1];
  if (id === undefined) throw new RangeError(`no line ${line}`);
  return id;
}

/**
 * What a file says so that the phone forgets a value: the word for it where the parameter takes one, else what the
 * phone is built with; `undefined` where there is neither.
 */
export function unset(id: number): string | undefined {
  const { special, default: builtIn } = parameterOf(id).parameter;
  return special.some(({ value }) => value === off) ? off : builtIn || undefined;
}

/** What a phone works with for a parameter, by its place in `allNames`. */
export type TextOf = (id: number) => string | undefined;

export function textsOf(phone: Pick<Phone, 'own' | 'defaults'>): TextOf {
  return (id) => effective(phone, id).text;
}

/** What a line works with: its own value, else what it has in common with line 1; `undefined`: nothing is set. */
export function lineValue(textOf: TextOf, parameter: LineParameter, line: number): string | undefined {
  return setText(textOf(idAt(parameter, sharesLineOne(textOf, parameter, line) ? 1 : line)));
}

/** Whether the line works with what line 1 has. */
export function sharesLineOne(textOf: TextOf, { sharedUnless }: LineParameter, line: number): boolean {
  return line !== 1 && sharedUnless !== undefined && setText(textOf(idAt(sharedUnless, line))) === undefined;
}

function setText(text: string | undefined): string | undefined {
  return text === '' || text === off ? undefined : text;
}

/** Whether the line has a user. */
export function isUsed(textOf: TextOf, line: number): boolean {
  return lineValue(textOf, user, line) !== undefined;
}

/** A SIP server; the host in small letters. */
export interface Server {
  readonly host: string;
  readonly port: string;
}

const hosts = known(acrossFiles.registration.server);
const ports = known(acrossFiles.registration.port);

function known(pattern: string): LineParameter | undefined {
  const [first] = lineParameter(pattern).ids;
  return lineParameters.find(({ ids }) => ids[0] === first);
}

/** The SIP server that a line registers with; `undefined` when no file says. */
export function serverOf(phone: Pick<Phone, 'own' | 'defaults'>, line: number): Server | undefined {
  const textOf = textsOf(phone);
  const host = hosts && lineValue(textOf, hosts, line);
  if (host === undefined || hasPlaceholder(host)) return undefined;
  return { host: host.toLowerCase(), port: (ports && lineValue(textOf, ports, line)) ?? '' };
}

/** Whether the text is somebody's number or name. */
export function isUser(text: string): boolean {
  return text !== '' && !hasPlaceholder(text) && !isSpecial(parameterOf(idAt(user, 1)).parameter, text);
}

/** The last line that the phone has, by its model where that is known. */
export function lastLine({ own }: Pick<Phone, 'own'>): number {
  const { numbered } = parameterOf(idAt(user, 1)).parameter;
  return (own.model?.startsWith('7940') ? numbered?.on7940 : undefined) ?? numbered?.to ?? 0;
}
