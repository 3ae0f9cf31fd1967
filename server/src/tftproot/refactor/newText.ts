/** Whether a parameter may have a value that somebody typed. */

import { t } from '@vscode/l10n';
import { type Entry, parseLine } from '../../formats/cnf/lines.ts';
import type { NamedParameter } from '../../formats/cnf/parameters.ts';
import { checkValue } from '../../formats/cnf/values.ts';
import { hasPlaceholder } from '../../formats/placeholders.ts';
import type { Refusal } from '../places.ts';
import { render } from './entries.ts';

/** What is wrong with the value; `undefined` when nothing is. */
export function problemWith(named: NamedParameter, text: string): Refusal | undefined {
  if (text.trim() === '') return { problem: t('A name is needed.') };
  const entry = entryWith(named, text);
  if (!entry) return { problem: t`A file cannot hold this as the value of ${named.name}.` };
  if (hasPlaceholder(text)) return { problem: t('This has the look of a place that a template fills in.') };
  const [finding] = checkValue(entry.value, named);
  return finding && { problem: finding.message };
}

/** The entry as it would be written, when it reads as the same value again. */
function entryWith({ name }: NamedParameter, text: string): Entry | undefined {
  if (/[\r\n]/.test(text)) return undefined;
  const line = parseLine(`${name}: ${render(text, true)}`);
  return line.kind === 'entry' && line.value.text.trim() === text ? line : undefined;
}
