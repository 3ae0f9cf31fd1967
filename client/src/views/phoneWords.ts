/** What is said of a phone in the tree and in lists, and what changed between two answers. No editor is needed here. */

import { t } from '@vscode/l10n';
import type { PhoneItem, PhonesResult } from '../../../server/src/protocol.ts';

/** `000DBC001122` as `00:0D:BC:00:11:22`. */
export function macText(mac: string): string {
  return mac.replace(/..(?=.)/g, '$&:');
}

/** By what people know it: the user of its first line and what stands on its display, else the MAC address. */
export function titleOf({ lines, label, mac }: PhoneItem): string {
  const parts = [lines[0] ?? '', label].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(' ') : macText(mac);
}

/** What stands behind the title. `place`: where it is, where that is known. */
export function descriptionOf(phone: PhoneItem, place = ''): string {
  const mac = macText(phone.mac);
  const parts = [place, mac === titleOf(phone) ? '' : mac, lineCount(phone.lines.length), phone.image];
  if (!phone.isAskedFor) parts.unshift(t('not asked for'));
  return parts.filter((part) => part !== '').join(' · ');
}

/** What a row shows at a glance. Nothing in a file that is not asked for reaches a phone, so that goes first. */
export type PhoneState = 'not asked for' | 'errors' | 'warnings' | 'fine';

export function stateOf({ isAskedFor, errors, warnings }: PhoneItem): PhoneState {
  if (!isAskedFor) return 'not asked for';
  if (errors > 0) return 'errors';
  return warnings > 0 ? 'warnings' : 'fine';
}

/** An address of a phone, and where it is known from. */
export interface KnownAddress {
  readonly address: string;
  readonly source: string;
}

/** Everything that is known of a phone, as markdown. Values stand as code, so that nothing in them is marks or links. */
export function tooltipOf(phone: PhoneItem, addresses: readonly KnownAddress[] = []): string {
  const { mac, lines, image, model } = phone;
  const name = titleOf(phone);
  const rows = [
    name === macText(mac) ? '' : t`**Phone** ${asCode(name)}`,
    t`**MAC address** ${asCode(macText(mac))}`,
    ...addresses.map(({ address, source }) => t`**Address** ${asCode(address)}, ${source}`),
    lines.length === 0 ? t('No line') : linesText(lines.map(asCode)),
    image === '' ? t('No image is named') : t`**Image** ${asCode(image)}`,
    model === '' ? '' : t`**Model** ${asCode(model)}`,
    findingsText(phone),
    phone.isAskedFor
      ? ''
      : t('The phone does not ask for this file: it looks for another spelling of the name, or in another folder.'),
  ];
  return rows.filter((row) => row !== '').join('\n\n');
}

export function findingsText({ errors, warnings }: PhoneItem): string {
  const parts = [errorCount(errors), warningCount(warnings)];
  return parts.filter((part) => part !== '').join(', ') || t('No errors, no warnings');
}

function linesText([only, ...more]: readonly string[]): string {
  return more.length === 0 ? t`**Line** ${only ?? ''}` : t`**Lines** ${[only, ...more].join(', ')}`;
}

function lineCount(lines: number): string {
  if (lines === 0) return t('no lines');
  return lines === 1 ? t('1 line') : t`${lines} lines`;
}

function errorCount(errors: number): string {
  if (errors === 0) return '';
  return errors === 1 ? t('1 error') : t`${errors} errors`;
}

function warningCount(warnings: number): string {
  if (warnings === 0) return '';
  return warnings === 1 ? t('1 warning') : t`${warnings} warnings`;
}

/** A text as markdown's code, whatever is in it: the marks around it are longer than any in it. */
export function asCode(text: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0);
  const marks = '`'.repeat(longest + 1);
  const inner = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
  if (inner === '') return '';
  return /^`|`$/.test(inner) ? `${marks} ${inner} ${marks}` : `${marks}${inner}${marks}`;
}

const byTitle = new Intl.Collator('en', { numeric: true });

/** The folders with their phones in the order of their titles. */
export function inOrder(folders: PhonesResult): PhonesResult {
  return folders.map(({ uri, phones }) => {
    const titled = phones.map((phone) => ({ phone, title: titleOf(phone) }));
    titled.sort((a, b) => byTitle.compare(a.title, b.title));
    return { uri, phones: titled.map(({ phone }) => phone) };
  });
}

/** The URIs of phones that are no longer what they were; `'all'`: other phones are there, or in another order. */
export function changedPhones(before: PhonesResult, after: PhonesResult): readonly string[] | 'all' {
  const old = rowsOf(before);
  const now = rowsOf(after);
  if (old.length !== now.length || old.some(({ uri }, index) => uri !== now[index]?.uri)) return 'all';
  return now.filter((row, index) => JSON.stringify(row) !== JSON.stringify(old[index])).map(({ uri }) => uri);
}

/** Folders and phones as they stand below one another. */
function rowsOf(folders: PhonesResult): readonly (PhoneItem | { readonly uri: string })[] {
  return folders.flatMap(({ uri, phones }) => [{ uri }, ...phones]);
}
