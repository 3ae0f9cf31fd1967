/** The file of a new phone: what only this phone has, on top of what SIPDefault.cnf says for all. */

import { t } from '@vscode/l10n';
import lineFacts from '../../../schemas/line-parameters.json' with { type: 'json' };
import facts from '../../../schemas/new-phone.json' with { type: 'json' };
import { topicTitle } from '../formats/cnf/explain.ts';
import { formatMac } from '../formats/cnf/filename.ts';
import { allNames, findParameter, type NamedParameter } from '../formats/cnf/parameters.ts';
import { idOf, parameterOf, setting } from '../formats/cnf/settings.ts';
import { directiveMark } from '../formats/format.ts';
import type { NewLine, NewPhone } from '../protocol.ts';
import { knownPhoneFolder } from '../tftproot/checks/paths.ts';
import { findingsOf } from '../tftproot/findings.ts';
import { idsOfType } from '../tftproot/phone.ts';
import type { NewFile } from '../tftproot/places.ts';
import { readFile, type TftpRoot, tftpRoot } from '../tftproot/root.ts';
import { inWords, lineOf, troublesOf } from './entries.ts';
import { isOfMaker, readMac } from './mac.ts';

/** A phone by the names of its parameters. Without a text nothing is set. */
export interface WantedPhone {
  readonly mac: string;
  readonly model: string;
  readonly values: ReadonlyMap<string, string>;
}

export interface PhoneProblem {
  /** `mac`, `model`, the name of a parameter, or empty for the file as a whole. */
  readonly field: string;
  readonly message: string;
}

export interface MadePhone {
  readonly mac: string;
  readonly file: NewFile;
  /** What the user should know of it: a sentence or two each. */
  readonly notes: readonly string[];
}

export interface PhoneProblems {
  readonly problems: readonly PhoneProblem[];
}

/** What a person is asked for, by the names of the parameters. */
export function wanted({ mac, model, label, lines, settings }: NewPhone): WantedPhone {
  const fields = Object.entries(facts.line) as [keyof NewLine, string][];
  const values = lines.flatMap((line, index) =>
    fields.map(([field, name]): [string, string] => [name.replace('{n}', String(index + 1)), line[field] ?? '']),
  );
  const all = [...Object.entries(settings ?? {}), [facts.label, label ?? ''] as const, ...values];
  return { mac, model: model ?? '', values: new Map(all.filter(([, text]) => text !== '')) };
}

/** The phone's file in the folder, or what stands in the way. `undefined`: nothing is known of a folder. */
export function newPhone(phone: WantedPhone, root: TftpRoot | undefined): MadePhone | PhoneProblems {
  const folder = root ?? nowhere;
  const made = phoneFile(phone, folder);
  if ('problems' in made) return made;
  return { ...made, notes: [...made.notes, ...remarks(withFiles(folder, [made.file]), made.file)] };
}

const nowhere = tftpRoot([], () => undefined);

/** The file without what the checks say of it beside others, which is told when all others are there. */
export function phoneFile(phone: WantedPhone, root: TftpRoot): MadePhone | PhoneProblems {
  const read = readMac(phone.mac);
  const model = readModel(phone.model);
  const directory = root.defaults ? knownPhoneFolder(root) : '';
  const values = [...phone.values].filter(([, text]) => text.trim() !== '');
  const problems: PhoneProblem[] = [
    ...('problem' in read ? [{ field: 'mac', message: read.problem }] : []),
    ...('problem' in model ? [{ field: 'model', message: model.problem }] : []),
    ...(directory === undefined
      ? [
          {
            field: '',
            message: t('SIPDefault.cnf puts the files of phones into a folder that cannot be told from here.'),
          },
        ]
      : []),
    ...values.flatMap(([name, text]) => problemsWith(name, text.trim(), 'problem' in model ? undefined : model)),
  ];
  if ('problem' in read || 'problem' in model || directory === undefined || problems.length > 0) return { problems };
  const { mac } = read;
  const [there] = root.phoneFiles(mac);
  if (there !== undefined)
    return { problems: [{ field: 'mac', message: t`The folder has a file of this phone already: ${there}.` }] };
  const fileName = `SIP${mac}.cnf`;
  const name = directory === '' ? fileName : `${directory}/${fileName}`;
  const given = new Map(values.map(([key, text]) => [findParameter(key)?.name ?? key, text.trim()]));
  const notes = isOfMaker(mac)
    ? []
    : [t`${formatMac(mac)} does not begin like an address of Cisco: compare it with the label on the phone.`];
  return { mac, file: { name, text: fileText(entriesOf(given, model, root), model) }, notes };
}

// --- what was given -------------------------------------------------------------------------------

interface Model {
  /** `undefined` when nobody said. */
  readonly name: string | undefined;
  readonly lines: number;
}

const mostLines = Math.max(...facts.models.map(({ lines }) => lines));

function readModel(text: string): Model | { readonly problem: string } {
  const bare = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (bare === '') return { name: undefined, lines: mostLines };
  const model = facts.models.find(({ pattern }) => new RegExp(pattern).test(bare));
  return model ?? { problem: t`The models are ${facts.models.map(({ name }) => name).join(t(' and '))}.` };
}

function problemsWith(name: string, text: string, model: Model | undefined): PhoneProblem[] {
  const named = findParameter(name);
  if (!named || idOf(name) === undefined) return [{ field: name, message: t('There is no such parameter.') }];
  const { number, parameter } = named;
  if (model?.name !== undefined && typeof parameter.numbered?.on7940 === 'number' && (number ?? 0) > model.lines)
    return [{ field: name, message: t`A ${model.name} has ${model.lines} lines.` }];
  const troubles = troublesOf('SIP000000000000.cnf', { name: named.name, text });
  const bad = troubles.filter((trouble) => trouble.kind === 'unwritable' || trouble.finding.severity !== 'hint');
  return bad.map((trouble) => ({ field: name, message: inWords(trouble) }));
}

// --- the file -------------------------------------------------------------------------------------

/** What the file sets: what was given, without what SIPDefault.cnf says anyway, and the lines that are off. */
function entriesOf(given: ReadonlyMap<string, string>, model: Model, root: TftpRoot): [id: number, text: string][] {
  const shared = (id: number) => setting(root.defaults?.settings, id)?.text;
  const all = new Map([...given, ...logins(given), ...idleLines(given, model)]);
  return allNames.flatMap(({ name }, id): [number, string][] => {
    const text = all.get(name);
    return text === undefined || text === shared(id) ? [] : [[id, text]];
  });
}

const { user, authName, password } = facts.line;

/** A line logs in under its own name unless another is given. Without a password of its own it uses that of line 1. */
function logins(given: ReadonlyMap<string, string>): [string, string][] {
  return numbers.flatMap((number): [string, string][] => {
    const [name, login, secret] = [user, authName, password].map((each) => each.replace('{n}', String(number)));
    const text = given.get(name!);
    const needsOne = number === numbers[0] || given.has(secret!);
    return text === undefined || given.has(login!) || !needsOne ? [] : [[login!, text]];
  });
}

/** A phone that was in use before may have stored lines that nobody wants any more. */
function idleLines(given: ReadonlyMap<string, string>, { lines }: Model): [string, string][] {
  return numbers
    .filter((number) => number <= lines)
    .map((number) => user.replace('{n}', String(number)))
    .flatMap((name): [string, string][] => (given.has(name) ? [] : [[name, lineFacts.off]]));
}

const numbers = idsOfType('line-name').flatMap((id) => parameterOf(id).number ?? []);

function fileText(entries: readonly [id: number, text: string][], { name }: Model): string {
  const groups = new Map<string, string[]>();
  for (const [id, text] of entries) {
    const named = parameterOf(id);
    const title = groupOf(named, text);
    groups.set(title, [...(groups.get(title) ?? []), lineOf({ name: named.name, text })]);
  }
  const heading = [
    ...(name === undefined ? [] : [`# ${directiveMark}model ${name}`]),
    '# What only this phone has. All else comes from SIPDefault.cnf.',
  ];
  const blocks = [...groups].sort(([a], [b]) => rank(a) - rank(b)).map(([title, lines]) => [`# ${title}`, ...lines]);
  return [heading, ...blocks].map((block) => `${block.join('\n')}\n`).join('\n');
}

const idle = 'Lines that are not in use';

function groupOf({ parameter, number }: NamedParameter, text: string): string {
  if (parameter.type === 'line-name' && text === lineFacts.off) return idle;
  return number === undefined || parameter.topic === 'speed-dial' ? topicTitle(parameter.topic) : `Line ${number}`;
}

/** Lines behind everything else, in their order. */
function rank(title: string): number {
  if (title === idle) return numbers.length + 2;
  return Number(/^Line (\d)$/.exec(title)?.[1] ?? 0);
}

// --- the file beside others -----------------------------------------------------------------------

/** The folder with all of these files. */
export function withFiles(root: TftpRoot, files: readonly NewFile[]): TftpRoot {
  return root.with(files.map(({ name, text }) => ({ name, content: readFile(name, text) ?? 'unread' })));
}

/** What the checks say of the file, but for hints. */
export function remarks(root: TftpRoot, { name }: NewFile): string[] {
  const file = root.file(name);
  const found = file ? findingsOf(root, file, (other) => other) : [];
  return found.filter(({ severity }) => severity !== 'hint').map(({ message }) => message);
}
