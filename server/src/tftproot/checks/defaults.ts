/** Which entries of a phone's file say what SIPDefault.cnf says anyway. */

import { t } from '@vscode/l10n';
import { type CnfDocument, entriesByName } from '../../formats/cnf/document.ts';
import { parameterOf, type Setting, type Settings } from '../../formats/cnf/settings.ts';
import { onLine, remove } from '../../formats/ranges.ts';
import { type Finding, type Fix, report } from '../../formats/rules.ts';
import { rules } from '../rules.ts';
import { type Across, isValue, placed } from './across.ts';

export function checkRepeats(across: Across): readonly Finding[] {
  const { root, file } = across;
  const { defaults } = root;
  if (!defaults?.settings || !file.settings) return [];
  const found = repeated(file.settings, defaults.settings);
  return found.flatMap(([own, shared]) => (isRepeat(own) ? reportRepeat(across, own, shared) : []));
}

type Repeat = readonly [own: Setting, shared: Setting];

const none: readonly Repeat[] = [];

/** The settings with the same text in both files. Goes along the two lists once: this runs for every phone. */
function repeated(own: Settings, shared: Settings): readonly Repeat[] {
  let found: Repeat[] | undefined;
  let at = 0;
  for (let index = 0; index < own.ids.length; index++) {
    const id = own.ids[index] ?? 0;
    while ((shared.ids[at] ?? Infinity) < id) at++;
    if (shared.ids[at] !== id || shared.texts[at] !== own.texts[index]) continue;
    found ??= [];
    found.push([settingAt(own, index), settingAt(shared, at)]);
  }
  return found ?? none;
}

function settingAt({ ids, texts, lines }: Settings, index: number): Setting {
  return { id: ids[index] ?? 0, text: texts[index] ?? '', line: lines[index] ?? 0 };
}

/** What belongs in a phone's own file sets phones apart: it is the other file that should not have it. */
function isRepeat(own: Setting): boolean {
  return isValue(own) && parameterOf(own.id).parameter.scope !== 'SIP<MAC>.cnf';
}

function reportRepeat({ root, file, uriOf }: Across, own: Setting, shared: Setting): Finding[] {
  const { defaults } = root;
  const document = file.document as CnfDocument;
  const here = placed(file, own);
  const there = defaults && placed(defaults, shared);
  // Of two entries with the same name, deleting one would bring the other back.
  if (!here || !there || entriesByName(document).get(here.entry.name.text.toLowerCase())?.length !== 1) return [];
  const { name, value } = here.entry;
  const fix: Fix = { title: t('Delete the entry'), safe: false, edits: [remove(wholeLine(document, own.line))] };
  const related = [{ uri: uriOf(defaults.name), range: there.range, message: t('The same value here') }];
  return [
    report(
      rules.repeatsDefault,
      onLine(own.line, name.start, value.outer.end),
      { name: name.text },
      { fixes: [fix], related, unnecessary: true },
    ),
  ];
}

/** A line with one of its line ends: the one behind it, or in front of it for the last line. */
function wholeLine({ lines }: CnfDocument, line: number) {
  if (line < lines.length - 1) return { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
  const { length } = lines[line]?.text ?? '';
  if (line === 0) return onLine(0, 0, length);
  return {
    start: { line: line - 1, character: lines[line - 1]?.text.length ?? 0 },
    end: { line, character: length },
  };
}
