/** `sync` in the .cnf files and SYNC in syncinfo.xml, which phones compare with each other. */

import syncFacts from '../../../../schemas/syncinfo.json' with { type: 'json' };
import { idOf } from '../../formats/cnf/settings.ts';
import type { Entry, SyncInfo } from '../../formats/syncinfo/parse.ts';
import type { Place } from '../places.ts';
import type { TftpRoot } from '../root.ts';

/** The parameter that is compared with SYNC. */
export const comparedId = idOf(syncFacts.comparedParameter);

/** Whether the text stands for every image, not for one. */
export function isWildcard(version: string): boolean {
  return version === syncFacts.wildcard.symbol;
}

/** The folder's syncinfo.xml. */
export function syncInfoOf(root: TftpRoot): { readonly name: string; readonly entries: readonly Entry[] } | undefined {
  const file = root.file('syncinfo.xml');
  if (file?.format.id !== 'syncinfo') return undefined;
  return { name: file.name, entries: (file.document as SyncInfo).entries };
}

/** Every SYNC. */
export function askedPlaces(root: TftpRoot): Place[] {
  const syncInfo = syncInfoOf(root);
  if (!syncInfo) return [];
  return syncInfo.entries.flatMap(({ sync }) => (sync ? [{ name: syncInfo.name, range: sync.range }] : []));
}
