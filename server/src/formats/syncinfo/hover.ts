/** Explains elements, attributes and values of syncinfo.xml. */

import { t } from '@vscode/l10n';
import type { Hover, Position, Range } from 'vscode-languageserver-types';
import written from '../../../../schemas/syncinfo.json' with { type: 'json' };
import { shown } from '../../facts/shown.ts';
import { origin } from '../../facts/sources.ts';
import type { Confidence } from '../../facts/types.ts';
import { code } from '../../markdown.ts';
import type { Context } from '../format.ts';
import { imageForm, storedImages } from '../imagename.ts';
import { touches } from '../ranges.ts';
import { type Attribute, type Element, isNamed, type SyncInfo } from './parse.ts';

const data = shown('syncinfo.json', written);

/** Behind what no guide says. */
const concluded = () => t('*(concluded, not in a guide)*');

const procedure = () =>
  [
    t('What a phone does after a check-sync message:'),
    ...data.procedure.map(({ text, confidence }, index) => {
      const doubt = confidence === 'inferred' ? ` ${concluded()}` : '';
      return `${index + 1}. ${text}${doubt}`;
    }),
  ].join('\n');

const force = () =>
  t`To make phones restart, give \`SYNC\` another value than the \`sync\` of their configuration. Change both to the same new value to have them restart once; leave them different, and every check-sync message restarts them. ${concluded()}`;

export function hover(document: SyncInfo, position: Position, context: Context): Hover | undefined {
  const element = document.elements.find(({ range }) => touches(range, position));
  if (!element) return undefined;
  if (touches(element.name.range, position)) return aboutElement(element);
  if (!isNamed(element.name, 'IMAGE')) return undefined;
  const found = element.attributes.find(({ range }) => touches(range, position));
  return found && aboutAttribute(found, position, context);
}

function aboutElement({ name }: Element): Hover | undefined {
  if (isNamed(name, 'IMAGE')) {
    const about = t('For phones that run the image `VERSION`, `SYNC` is the value to compare with their own.');
    return markdown(name.range, '**IMAGE**', about, procedure(), force());
  }
  if (!isNamed(name, 'SYNCINFO')) return undefined;
  return markdown(name.range, '**SYNCINFO**', t('Encloses the list of entries.'), fact('root-optional'), procedure());
}

function aboutAttribute({ name, value }: Attribute, position: Position, context: Context): Hover {
  const known = data.attributes.find((candidate) => isNamed(name, candidate.name));
  if (!known) return markdown(name.range, `**${name.text}**`, fact('other-attributes'));
  const title = `**${known.name}** – ${known.summary}`;
  const from = origin(known.confidence as Confidence, known.sources);
  if (!value || !touches(value.outer, position)) return markdown(name.range, title, known.description, from);
  return known.name === 'VERSION'
    ? markdown(value.outer, title, ...aboutVersion(value.text.trim(), context), known.description, from)
    : markdown(value.outer, title, known.description, force(), from);
}

function aboutVersion(version: string, { folder }: Context): string[] {
  if (version === data.wildcard.symbol) return [data.wildcard.meaning];
  const form = imageForm(version);
  const files = storedImages(folder).find(({ name }) => name === version)?.files;
  return [
    ...(form ? [`${code(version)}: ${form.about}`] : []),
    ...(files ? [t`In this folder: ${files.map(code).join(', ')}`] : []),
  ];
}

function fact(id: string): string {
  return data.facts.find((candidate) => candidate.id === id)?.text ?? '';
}

function markdown(range: Range, ...paragraphs: readonly string[]): Hover {
  return { contents: { kind: 'markdown', value: paragraphs.join('\n\n') }, range };
}
