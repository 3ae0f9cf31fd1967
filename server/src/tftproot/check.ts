/** What only the folder as a whole can tell about one of its files. */

import syncFacts from '../../../schemas/syncinfo.json' with { type: 'json' };
import type { CnfDocument } from '../formats/cnf/document.ts';
import { idOf, setting } from '../formats/cnf/settings.ts';
import { onLine } from '../formats/ranges.ts';
import { type Finding, report } from '../formats/rules.ts';
import type { SyncInfo } from '../formats/syncinfo/parse.ts';
import type { RootFile, TftpRoot } from './root.ts';
import { rules } from './rules.ts';

/** Turns a file's name in the folder into the URI that points there. */
export type UriOf = (name: string) => string;

/** The findings about `file` that come from other files of its folder. */
export function checkAcrossFiles(root: TftpRoot, { format, document }: RootFile, uriOf: UriOf): Finding[] {
  return format.id === 'syncinfo' ? checkSync(root, document as SyncInfo, uriOf) : [];
}

function checkSync(root: TftpRoot, { entries }: SyncInfo, uriOf: UriOf): Finding[] {
  const { defaults } = root;
  const id = idOf(syncFacts.comparedParameter);
  const held = defaults && id !== undefined ? setting(defaults.settings, id) : undefined;
  if (!defaults || !held) return [];
  return entries.flatMap(({ sync }) => {
    if (sync?.text.trim() !== held.text) return [];
    const entry = (defaults.document as CnfDocument).lines[held.line];
    if (entry?.kind !== 'entry') return [];
    const { name, value } = entry;
    const related = [
      {
        uri: uriOf(defaults.name),
        range: onLine(held.line, name.start, value.outer.end),
        message: `${name.text} has the same value here`,
      },
    ];
    return [report(rules.sameAsSync, sync.range, { value: sync.text, file: defaults.name }, { related })];
  });
}
