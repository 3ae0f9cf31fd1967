/** Explains the lines of RINGLIST.DAT, offers the ring files in the folder, and gives the outline. */

import { t } from '@vscode/l10n';
import {
  type CompletionItem,
  CompletionItemKind,
  type DocumentSymbol,
  type Hover,
  type Position,
  SymbolKind,
} from 'vscode-languageserver-types';
import written from '../../../../schemas/ringlist.json' with { type: 'json' };
import { shown } from '../../facts/shown.ts';
import { code, escapeMarkdown } from '../../markdown.ts';
import type { Context, Token } from '../format.ts';
import { onLine, touches } from '../ranges.ts';
import type { Field, RingList } from './parse.ts';

const data = shown('ringlist.json', written);

/** Whether a file is one of sound for these phones, by its name. */
export function isRingFile(name: string): boolean {
  return /\.(raw|pcm)$/i.test(name);
}

export function hover({ rings }: RingList, position: Position, { folder }: Context): Hover | undefined {
  const ring = rings.find(({ line }) => line === position.line);
  if (!ring?.file) return undefined;
  const { name, file } = ring;
  if (touches(name.range, position) && name.text) {
    return markdown(name, t`**${escapeMarkdown(name.text)}** – the name in the menu of the phone`, data.line.about);
  }
  if (!touches(file.range, position) || !file.text) return undefined;
  const { about, minimumBytes, maximumBytes, multipleOfBytes } = data.ringFile;
  const isStored = folder?.files.includes(file.text);
  return markdown(
    file,
    t`${code(file.text)} – the sound of the ring, a file on the TFTP server`,
    about,
    t`It has ${minimumBytes} to ${maximumBytes} bytes, a multiple of ${multipleOfBytes}.`,
    ...(isStored ? [t('The file lies in this folder.')] : []),
  );
}

function markdown({ range }: Field, ...paragraphs: readonly string[]): Hover {
  return { contents: { kind: 'markdown', value: paragraphs.join('\n\n') }, range };
}

export function complete({ rings }: RingList, position: Position, { folder }: Context): CompletionItem[] {
  const ring = rings.find(({ line }) => line === position.line);
  const { character } = position;
  if (!ring?.text.slice(0, character).includes(data.line.separator)) return [];
  const { file } = ring;
  const range = file?.text && touches(file.range, position) ? file.range : onLine(position.line, character, character);
  return (folder?.files ?? []).filter(isRingFile).map((name) => ({
    label: name,
    kind: CompletionItemKind.File,
    textEdit: { range, newText: name },
  }));
}

export function symbols({ rings }: RingList): DocumentSymbol[] {
  return rings.flatMap(({ line, text, name, file }) =>
    file && name.text
      ? [
          {
            name: name.text,
            detail: file.text,
            kind: SymbolKind.Event,
            range: onLine(line, 0, text.length),
            selectionRange: name.range,
          },
        ]
      : [],
  );
}

export function tokens({ rings }: RingList): Token[] {
  return rings.flatMap(({ line, name, file }) => {
    const token = ({ text, range }: Field, type: Token['type']): Token[] =>
      text ? [{ line, character: range.start.character, length: text.length, type }] : [];
    return file ? [...token(name, 'property'), ...token(file, 'string')] : [];
  });
}
