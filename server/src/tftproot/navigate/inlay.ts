/** Short remarks behind values and rules: what they mean, and what a value replaces or stands in for. */

import { t } from '@vscode/l10n';
import type { InlayHint, Position, Range } from 'vscode-languageserver-types';
import type { CnfDocument } from '../../formats/cnf/document.ts';
import { valueMeaning } from '../../formats/cnf/explain.ts';
import type { Entry } from '../../formats/cnf/lines.ts';
import { findParameter, type NamedParameter } from '../../formats/cnf/parameters.ts';
import { idOf } from '../../formats/cnf/settings.ts';
import { inWords } from '../../formats/dialplan/inWords.ts';
import { type DialPlan, liveTemplates } from '../../formats/dialplan/plan.ts';
import { hasPlaceholder } from '../../formats/placeholders.ts';
import { printable } from '../../formats/rules.ts';
import { type EffectiveValue, effective, type Phone, phoneOf } from '../phone.ts';
import { defaultsName, type RootFile, type TftpRoot } from '../root.ts';

/** Which remarks are wanted. */
export interface HintKinds {
  /** What a value means, where it does not say so itself. */
  readonly meanings: boolean;
  /** What a phone's entry replaces, or what the phone works with when the entry is empty. */
  readonly effective: boolean;
}

interface Remark {
  readonly label: string;
  readonly tooltip?: string;
}

/** Longer remarks would push the comments out of sight: characters. */
const longest = 40;

/** A phrase for a rule of a dial plan stands at the end of a line, where there is more room: characters. */
const longestPhrase = 80;

/** The remarks on the lines of the range. */
export function inlayHints(root: TftpRoot, file: RootFile, range: Range, on: HintKinds): InlayHint[] {
  switch (file.format.id) {
    case 'cnf':
      return behindEntries(file.document as CnfDocument, on.effective ? phoneOf(root, file) : undefined, range, on);
    case 'dialplan':
      return on.meanings ? behindRules(file.document as DialPlan, range) : [];
    default:
      return [];
  }
}

function behindEntries(
  { lines }: CnfDocument,
  phone: Phone | undefined,
  range: Range,
  { meanings }: HintKinds,
): InlayHint[] {
  const hints: InlayHint[] = [];
  for (let line = range.start.line; line <= Math.min(range.end.line, lines.length - 1); line++) {
    const entry = lines[line];
    const named = entry?.kind === 'entry' ? findParameter(entry.name.text) : undefined;
    if (entry?.kind !== 'entry' || !named || named.parameter.secret) continue;
    const remarks = [
      ...(meanings ? meaning(named, entry.value.text.trim()) : []),
      ...(phone ? beside(phone, entry, line) : []),
    ];
    if (remarks.length > 0) hints.push(hint({ line, character: entry.value.outer.end }, remarks));
  }
  return hints;
}

function behindRules(plan: DialPlan, { start, end }: Range): InlayHint[] {
  return liveTemplates(plan).flatMap((template) => {
    const position = template.range.end;
    const words = position.line < start.line || position.line > end.line ? undefined : inWords(template);
    return words === undefined ? [] : [hint(position, [{ label: `→ ${inShort(words, longestPhrase)}` }])];
  });
}

function hint(position: Position, remarks: readonly Remark[]): InlayHint {
  const tooltip = remarks.flatMap((remark) => remark.tooltip ?? []).join('\n');
  return {
    position,
    label: remarks.map(({ label }) => label).join(' '),
    paddingLeft: true,
    ...(tooltip !== '' && { tooltip }),
  };
}

/** Words such as UNPROVISIONED or D/M/Y say by themselves what they mean; numbers and time zones do not. */
function meaning(named: NamedParameter, text: string): Remark[] {
  if (!/^\d+$/.test(text) && named.parameter.type !== 'time-zone') return [];
  const words = valueMeaning(named, text)?.replace(/\.$/, '');
  if (words === undefined || words === 'the default' || words.length > longest) return [];
  return [{ label: `→ ${words}` }];
}

/** What the value is beside those of SIPDefault.cnf and of the phone itself. Of several entries the last counts. */
function beside(phone: Phone, entry: Entry, line: number): Remark[] {
  const id = idOf(entry.name.text);
  if (id === undefined) return [];
  const value = effective(phone, id);
  if (value.origin === 'phone') return value.setting?.line === line ? replaced(value) : [];
  return entry.value.text.trim() === '' ? standIn(value) : [];
}

function replaced({ text, overrides }: EffectiveValue): Remark[] {
  if (!overrides || overrides.text === text || hasPlaceholder(overrides.text)) return [];
  const old = inShort(overrides.text);
  return [{ label: t`(default: ${old})`, tooltip: t`Replaces ${old} of ${defaultsName}, line ${overrides.line + 1}.` }];
}

function standIn({ origin, text, setting }: EffectiveValue): Remark[] {
  if (text === undefined || hasPlaceholder(text)) return [];
  const shared = origin === 'default';
  return [
    {
      label: `= ${inShort(text)} (${shared ? defaultsName : t('built in')})`,
      tooltip: shared
        ? t`An entry without a value sets nothing: the phone takes ${defaultsName}, line ${(setting?.line ?? 0) + 1}.`
        : t('An entry without a value sets nothing: the phone takes what it is built with.'),
    },
  ];
}

function inShort(text: string, length = longest): string {
  return printable(text.length > length ? `${text.slice(0, length - 1)}…` : text);
}
