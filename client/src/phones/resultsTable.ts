/** How check-sync went with many phones, as a text that can be searched and copied. Without the editor's interface. */

import { t } from '@vscode/l10n';
import type { Outcome } from '../sip/types.ts';

export interface Row {
  /** Such as `SIP000DBC001122  Reception`. */
  readonly title: string;
  /** Such as `192.0.2.10:5060`. */
  readonly address: string;
  /** `undefined`: not known yet. */
  readonly outcome?: Outcome;
}

/** Failures come first, with what to do once for all that failed alike; then those still waited for; then the rest. */
export function resultsText(started: Date, rows: readonly Row[]): string {
  const waiting = rows.filter(({ outcome }) => !outcome);
  const done = rows.filter(({ outcome }) => outcome);
  const failed = done.filter(({ outcome }) => !isAccepted(outcome));
  const accepted = done.filter(({ outcome }) => isAccepted(outcome));
  const width = Math.max(...rows.map(({ title }) => title.length), 0);
  const line = ({ title, address, outcome }: Row) =>
    `  ${title.padEnd(width)}  ${address}${outcome ? `  ${answer(outcome)}` : ''}`;
  const section = (title: string, part: readonly Row[]) =>
    part.length === 0 ? [] : [`${title} (${part.length})`, ...part.map(line), ''];
  const groups = new Map<string, Row[]>();
  for (const row of failed) {
    const words = `${row.outcome?.meaning}\n${row.outcome?.next}`;
    groups.set(words, [...(groups.get(words) ?? []), row]);
  }
  return [
    t`Check-sync, ${timeText(started)}`,
    summary(rows),
    '',
    ...[...groups].flatMap(([words, group]) => [
      t`FAILED (${group.length})`,
      ...words.split('\n').flatMap((each) => (each ? [`  ${each}`] : [])),
      '',
      ...group.map(line),
      '',
    ]),
    ...section(t('WAITING'), waiting),
    ...section(t('ACCEPTED'), accepted),
  ].join('\n');
}

/** `3 of 5 phones accepted, 1 did not, 1 is waited for.` */
export function summary(rows: readonly Row[]): string {
  const accepted = rows.filter(({ outcome }) => isAccepted(outcome)).length;
  const waiting = rows.filter(({ outcome }) => !outcome).length;
  const failed = rows.length - accepted - waiting;
  const parts = [
    rows.length === 1 ? t`${accepted} of 1 phone accepted` : t`${accepted} of ${rows.length} phones accepted`,
  ];
  if (failed > 0) parts.push(t`${failed} did not`);
  if (waiting > 0) parts.push(waiting === 1 ? t('1 is waited for') : t`${waiting} are waited for`);
  return `${parts.join(', ')}.`;
}

export function isAccepted(outcome: Outcome | undefined): boolean {
  return outcome?.kind === 'accepted';
}

function answer({ status, reason, kind, milliseconds }: Outcome): string {
  const words = status === undefined ? kind : `${status} ${reason ?? ''}`.trim();
  return `${words}  ${(milliseconds / 1000).toFixed(1)} s`;
}

/** As in `2026-11-05 09:08:07`. */
export function timeText(time: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${date} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}
