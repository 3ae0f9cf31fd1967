/** What can be written at the cursor: names that are not in the file yet, or the values of the entry's parameter. */

import { t } from '@vscode/l10n';
import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type Position,
} from 'vscode-languageserver-types';
import type { Client, Context, Folder } from '../format.ts';
import { storedImages } from '../imagename.ts';
import { onLine, replace } from '../ranges.ts';
import { type CnfDocument, entriesByName } from './document.ts';
import { explain, topicTitle, valueMeaning, withNumber } from './explain.ts';
import { fileRole } from './filename.ts';
import type { Entry } from './lines.ts';
import { allNames, findParameter, months, type NamedParameter, timeZones, weekdays } from './parameters.ts';

export function complete(
  document: CnfDocument,
  position: Position,
  context: Context,
  client: Client,
): CompletionItem[] {
  const line = document.lineAt(position.line);
  if (line?.kind === 'comment') return [];
  if (line?.kind === 'entry' && position.character > line.colon) {
    if (line.comment && position.character > line.comment.start) return [];
    return completeValue(line, position, context);
  }
  return completeName(document, position, context, client);
}

function completeName(
  document: CnfDocument,
  { line, character }: Position,
  { fileName, folder }: Context,
  client: Client,
): CompletionItem[] {
  const current = document.lineAt(line);
  const text = current?.text ?? '';
  // With a value behind it already only the name is replaced.
  const hasColon = current?.kind === 'entry';
  const start = text.search(/\S/);
  const from = start === -1 || start > character ? character : start;
  const word = /^[\w{}]*/.exec(text.slice(from))?.[0] ?? '';
  const range = onLine(line, from, Math.max(character, from + word.length));
  if (/\S/.test(text.slice(from + word.length)) && !hasColon) return [];
  const used = entriesByName(document);
  const own = hasColon ? current.name.text.toLowerCase() : undefined;
  const { role } = fileRole(fileName);
  return allNames.flatMap((named, index) => {
    const { parameter, name, number } = named;
    if (used.has(name) && name !== own) return [];
    const snippet = client.snippets && !hasColon;
    const value = snippet ? valueSnippet(named, folder) : '';
    const newText = hasColon ? name : snippet ? `${name}: ${value}` : `${name}: `;
    return [
      {
        label: name,
        kind: CompletionItemKind.Property,
        detail: withNumber(parameter.summary, number),
        labelDetails: { description: t(topicTitle(parameter.topic)) },
        sortText: `${rank(named, role)}${String(index).padStart(3, '0')}`,
        filterText: name,
        insertTextFormat: snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
        textEdit: replace(range, newText),
        data: { format: 'cnf', name } satisfies NameData,
      },
    ];
  });
}

/** What a completed name carries, to be explained once somebody looks at it. */
interface NameData {
  readonly format: 'cnf';
  readonly name: string;
}

/** Adds the explanation to a name that was offered: 155 of them at once would be much to send. */
export function resolve(item: CompletionItem): CompletionItem {
  const named = findParameter(String((item.data as Partial<NameData> | undefined)?.name));
  return named ? { ...item, documentation: { kind: MarkupKind.Markdown, value: explain(named) } } : item;
}

/** Names that belong in this kind of file come first, line 1 before line 2. */
function rank({ parameter, number }: NamedParameter, role: ReturnType<typeof fileRole>['role']): number {
  const here =
    role === 'default' ? 'SIPDefault.cnf' : role === 'phone' || role === 'template' ? 'SIP<MAC>.cnf' : undefined;
  const belongs = here === undefined || parameter.scope === 'either' || parameter.scope === here;
  return (
    (belongs ? 0 : 4) +
    (role === 'phone' && parameter.topic === 'line' ? 0 : 1) +
    (number !== undefined && number > 1 ? 1 : 0)
  );
}

/** Text of a snippet without its special characters. */
function plain(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

function choice(values: readonly string[]): string {
  return `\${1|${values.map((value) => value.replace(/[\\,|]/g, '\\$&')).join(',')}|}`;
}

/** The value to fill in: a choice where there is a list, with the default first. */
function valueSnippet(named: NamedParameter, folder: Folder | undefined): string {
  const { parameter } = named;
  const values = suggestions(named, folder).map(({ value }) => value);
  if (values.length > 1 && parameter.type !== 'time-zone') {
    const first = parameter.default !== null && values.includes(parameter.default) ? [parameter.default] : [];
    return choice([...first, ...values.filter((value) => !first.includes(value))]);
  }
  const text = values.length === 1 ? values[0] : parameter.default;
  const inner = text ? `\${1:${plain(text)}}` : '$1';
  return quoted(parameter.type) ? `"${inner}"` : inner;
}

/** Whether values of the type are written in quotes, as Cisco's files do for texts. */
function quoted(type: NamedParameter['parameter']['type']): boolean {
  return type === 'string' || type === 'url' || type === 'line-name' || type === 'sip-uri-or-number' || type === 'path';
}

interface Suggestion {
  readonly value: string;
  readonly detail: string | undefined;
}

/** The values that make sense for a parameter, in the order to show them. */
function suggestions(named: NamedParameter, folder: Folder | undefined): Suggestion[] {
  const { parameter } = named;
  const detail = (value: string) => valueMeaning(named, value);
  switch (parameter.type) {
    case 'time-zone':
      return timeZones.map(({ name }) => ({ value: name, detail: detail(name) }));
    case 'month':
      return months.map(({ name }) => ({ value: name, detail: undefined }));
    case 'weekday':
      return weekdays.map(({ name }) => ({ value: name, detail: undefined }));
    case 'file-name':
      return (folder?.files ?? [])
        .filter((file) => /\.xml$/i.test(file) && folder?.document(file)?.format === 'dialplan')
        .map((file) => ({ value: file.slice(0, -4), detail: file }));
    case 'image-name':
      return storedImages(folder)
        .filter(({ form }) => form.kind === 'sip')
        .map(({ name, files }) => ({ value: name, detail: files.join(', ') }));
    default:
      if (parameter.values.length > 0) return parameter.values.map(({ value }) => ({ value, detail: detail(value) }));
      return parameter.default ? [{ value: parameter.default, detail: t('the default') }] : [];
  }
}

function completeValue(entry: Entry, { line, character }: Position, { folder }: Context): CompletionItem[] {
  const named = findParameter(entry.name.text);
  if (!named || named.parameter.secret) return [];
  const { value, text } = entry;
  const empty = value.outer.start === value.outer.end;
  const range = empty ? onLine(line, character, character) : onLine(line, value.start, value.end);
  // Right behind the colon a blank is missing.
  const gap = empty && text[character - 1] === ':' ? ' ' : '';
  const special = named.parameter.special.map((s) => ({ value: s.value, detail: withNumber(s.meaning, named.number) }));
  return [...suggestions(named, folder), ...special].map(({ value: label, detail }, index) => ({
    label,
    kind: named.parameter.type === 'file-name' ? CompletionItemKind.File : CompletionItemKind.EnumMember,
    ...(detail !== undefined && { detail }),
    sortText: String(index).padStart(3, '0'),
    filterText: `${gap}${label}`,
    textEdit: replace(range, `${gap}${label}`),
    ...(label === named.parameter.default && { preselect: true }),
  }));
}
