/** What a conversion could not express, for people. */

import { t } from '@vscode/l10n';
import type { ConvertDialPlanResult } from '../../../server/src/protocol.ts';

export function noteCountInWords(count: number): string {
  return count === 1
    ? t('One thing could not be converted as it is.')
    : t`${count} things could not be converted as they are.`;
}

/** One note a line, with the line of the source that it is about. */
export function notesText(notes: ConvertDialPlanResult['notes']): string {
  const width = String(notes.reduce((most, { line }) => Math.max(most, line), 0)).length;
  return notes.map(({ line, text }) => t`Line ${String(line).padStart(width)}: ${text}\n`).join('');
}
