/** Explains the image name in OS79XX.TXT, and offers those that lie in the folder. */

import { t } from '@vscode/l10n';
import { type CompletionItem, CompletionItemKind, type Hover, type Position } from 'vscode-languageserver-types';
import { code } from '../../markdown.ts';
import type { Context } from '../format.ts';
import { firmwareRule, imageForm, loaderOf, storedImages } from '../imagename.ts';
import { onLine, touches } from '../ranges.ts';
import type { Os79xx } from './parse.ts';

export function hover({ image }: Os79xx, position: Position, { folder }: Context): Hover | undefined {
  if (!image || !touches(image.range, position)) return undefined;
  const form = imageForm(image.text);
  const files = storedImages(folder).find(({ name }) => name === image.text)?.files;
  const paragraphs = [
    form ? `${code(image.text)} – ${form.about}` : t('The name of the image that phones load.'),
    ...(files ? [t`In this folder: ${files.map(code).join(', ')}`] : []),
    firmwareRule('os79xx-until-7'),
    firmwareRule('os79xx-one-line'),
    ...(form?.kind === 'loader' || loaderOf(image.text) ? [firmwareRule('os79xx-loader')] : []),
  ];
  return { contents: { kind: 'markdown', value: paragraphs.join('\n\n') }, range: image.range };
}

export function complete({ image }: Os79xx, position: Position, { folder }: Context): CompletionItem[] {
  // The file has room for one name: it is replaced where it stands, and offered on no other line.
  if (image && image.range.start.line !== position.line) return [];
  const { line, character } = position;
  const range = image && touches(image.range, position) ? image.range : onLine(line, character, character);
  return storedImages(folder).map(({ name, form }) => ({
    label: name,
    kind: CompletionItemKind.Value,
    documentation: form.about,
    textEdit: { range, newText: name },
  }));
}
