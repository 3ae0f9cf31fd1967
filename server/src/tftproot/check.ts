/** What only the folder as a whole can tell about one of its files. */

import syncFacts from '../../../schemas/syncinfo.json' with { type: 'json' };
import { type CnfDocument, lastEntry } from '../formats/cnf/document.ts';
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
  const defaults = root.file('SIPDefault.cnf');
  if (defaults?.format.id !== 'cnf') return [];
  const entry = lastEntry(defaults.document as CnfDocument, syncFacts.comparedParameter);
  if (!entry) return [];
  const { value, name } = entry.entry;
  return entries.flatMap(({ sync }) =>
    sync && sync.text === value.text
      ? [
          report(
            rules.sameAsSync,
            sync.range,
            { value: sync.text, file: defaults.name },
            {
              related: [
                {
                  uri: uriOf(defaults.name),
                  range: onLine(entry.line, name.start, value.outer.end),
                  message: `${name.text} has the same value here`,
                },
              ],
            },
          ),
        ]
      : [],
  );
}
