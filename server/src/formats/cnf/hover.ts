import { t } from '@vscode/l10n';
import { type Hover, MarkupKind, type Position } from 'vscode-languageserver-types';
import { code } from '../../markdown.ts';
import type { Context } from '../format.ts';
import { onLine } from '../ranges.ts';
import { type CnfDocument, lastEntry } from './document.ts';
import { explain } from './explain.ts';
import { fileRole } from './filename.ts';
import { findParameter, findWrongName, type NamedParameter } from './parameters.ts';

/** What the name or the value under the cursor means. */
export function hover(document: CnfDocument, { line, character }: Position, context: Context): Hover | undefined {
  const entry = document.lineAt(line);
  if (entry?.kind !== 'entry') return undefined;
  const { name, value } = entry;
  const onName = character >= name.start && character <= name.end;
  const onValue = character >= value.outer.start && character <= value.outer.end && value.outer.start < value.outer.end;
  if (!onName && !onValue) return undefined;
  const span = onName ? name : value.outer;
  const named = findParameter(name.text);
  if (!named) {
    const wrong = findWrongName(name.text);
    if (!wrong) return undefined;
    const instead = wrong.instead === null ? '' : t` Use \`${wrong.instead}\`.`;
    return at(t`**${code(name.text)}** is no parameter of these phones: ${wrong.why}${instead}`);
  }
  const { secret } = named.parameter;
  const shared = inherited(name.text, context);
  const instead = secret ? undefined : insteadOf(document, named, shared, context);
  const explained = explain(named, secret ? undefined : value.text, shared);
  return at(instead === undefined ? explained : `${instead}\n\n${explained}`);

  function at(text: string): Hover {
    return { contents: { kind: MarkupKind.Markdown, value: text }, range: onLine(line, span.start, span.end) };
  }
}

/** For a phone's file that leaves the value empty: what the phone works with. */
function insteadOf(
  document: CnfDocument,
  { name, parameter }: NamedParameter,
  shared: string | undefined,
  { fileName }: Context,
): string | undefined {
  const isSet = lastEntry(document, name.toLowerCase())?.entry.value.text.trim() !== '';
  if (isSet || fileRole(fileName).role !== 'phone') return undefined;
  if (shared?.trim()) return t`The phone works with ${code(shared)} of SIPDefault.cnf.`;
  return parameter.default ? t`The phone works with ${code(parameter.default)}, which is built in.` : undefined;
}

/** What SIPDefault.cnf has for it, for a phone's file. */
function inherited(name: string, { fileName, folder }: Context): string | undefined {
  if (fileRole(fileName).role !== 'phone') return undefined;
  const parsed = folder?.document('SIPDefault.cnf');
  const defaults = parsed?.format === 'cnf' ? (parsed as CnfDocument) : undefined;
  return lastEntry(defaults, name.toLowerCase())?.entry.value.text;
}
