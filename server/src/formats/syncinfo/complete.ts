/** Offers elements, attributes and values of syncinfo.xml. */

import { t } from '@vscode/l10n';
import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  type Position,
  type Range,
} from 'vscode-languageserver-types';
import written from '../../../../schemas/syncinfo.json' with { type: 'json' };
import { shown } from '../../facts/shown.ts';
import type { Client, Context } from '../format.ts';
import { storedImages } from '../imagename.ts';
import { onLine } from '../ranges.ts';
import type { SyncInfo } from './parse.ts';

const data = shown('syncinfo.json', written);

export function complete(
  document: SyncInfo,
  { line, character }: Position,
  context: Context,
  client: Client,
): CompletionItem[] {
  const text = document.lines[line];
  // What lies behind the phone's buffer was not read.
  if (text === undefined) return [];
  const before = [...document.lines.slice(0, line), text.slice(0, character)].join('\n');
  const rest = text.slice(character);
  /** From `typed` characters before the cursor to the end of what stands there already. */
  const over = (typed: number, stands: RegExp): Range =>
    onLine(line, character - typed, character + (stands.exec(rest)?.[0].length ?? 0));

  const start = before.lastIndexOf('<');
  if (start < 0 || before.indexOf('>', start) >= 0) return elements(over(0, /^/), client, '<');
  const tag = before.slice(start + 1);
  const name = /^[\w:.-]*$/.exec(tag);
  if (name) {
    // Behind a name with attributes only the name is replaced, or the entry would stand there twice.
    const bare = /^[\w:.-]*\s*(?:<|$)/.test(rest);
    const range = over(tag.length, /^[\w:.-]*/);
    return bare ? elements(range, client, '') : names(range);
  }
  if (!/^IMAGE\s/i.test(tag)) return [];

  const value = /([A-Za-z]+)\s*=\s*"([^"]*)$/.exec(tag);
  if (value && isInValue(tag)) {
    const [, attribute = '', typed = ''] = value;
    // A value that began on an earlier line is no value of this file.
    if (attribute.toUpperCase() !== 'VERSION' || typed.includes('\n')) return [];
    return versions(over(typed.length, /^[^"\s<>/]*/), context);
  }
  const typed = /(?:^|\s)([A-Za-z]*)$/.exec(tag)?.[1];
  return typed === undefined ? [] : attributes(over(typed.length, /^[A-Za-z]*/), tag, rest, client);
}

/** Whether the text of a tag ends between two double quotes. */
function isInValue(tag: string): boolean {
  return tag.split('"').length % 2 === 0;
}

function elements(range: Range, client: Client, open: string): CompletionItem[] {
  const item = (label: string, documentation: string, snippet: string): CompletionItem => ({
    label,
    kind: CompletionItemKind.Class,
    documentation,
    filterText: open + label,
    insertTextFormat: client.snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range, newText: open + (client.snippets ? snippet : withoutStops(snippet)) },
  });
  return [
    item('IMAGE', t('An entry: the SYNC value for one image, or for all.'), 'IMAGE VERSION="$1" SYNC="$2"/>'),
    item('SYNCINFO', t('Encloses the entries.'), 'SYNCINFO>\n$0\n</SYNCINFO>'),
  ];
}

function names(range: Range): CompletionItem[] {
  return ['IMAGE', 'SYNCINFO'].map((label) => ({
    label,
    kind: CompletionItemKind.Class,
    textEdit: { range, newText: label },
  }));
}

function attributes(range: Range, tag: string, rest: string, client: Client): CompletionItem[] {
  // Those of the whole tag, before the cursor and behind it, except the one that is being written.
  const whole = tag.replace(/[A-Za-z]*$/, '') + rest.replace(/^[A-Za-z]*/, '').replace(/[<>][\s\S]*/, '');
  const hasValue = /^[A-Za-z]*\s*=/.test(rest);
  return data.attributes
    .filter(({ name }) => !new RegExp(`\\b${name}\\s*=`, 'i').test(whole))
    .map(({ name, summary, description }) => {
      const snippet = hasValue ? name : `${name}="$1"`;
      return {
        label: name,
        kind: CompletionItemKind.Property,
        detail: summary,
        documentation: { kind: 'markdown', value: description },
        insertTextFormat: client.snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
        textEdit: { range, newText: client.snippets ? snippet : withoutStops(snippet) },
      };
    });
}

function versions(range: Range, { folder }: Context): CompletionItem[] {
  const { symbol, meaning } = data.wildcard;
  return [
    { label: symbol, documentation: meaning },
    ...storedImages(folder).map(({ name, form }) => ({ label: name, documentation: form.about })),
  ].map((item, index) => ({
    ...item,
    kind: CompletionItemKind.Value,
    sortText: String(index).padStart(4, '0'),
    textEdit: { range, newText: item.label },
  }));
}

/** A snippet as plain text. */
function withoutStops(snippet: string): string {
  return snippet.replace(/\$\d/g, '');
}
