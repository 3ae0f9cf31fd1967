/** Sees to it that phones which are told to look at their files find a reason to restart. */

import { t } from '@vscode/l10n';
import { type Uri, window } from 'vscode';
import type { SyncState } from '../../../server/src/protocol.ts';
import type { Environment } from '../environment.ts';
import type { Recipient } from '../phones/deliver.ts';
import { askWay, changeSync, namesOf } from './syncEdit.ts';

export interface Prepared {
  readonly recipients: readonly Recipient[];
  /** The files that were changed. */
  readonly changed: readonly string[];
}

/** Where the files say that phones would not restart: offers to change that. `undefined`: the user gave up. */
export async function makeDifferent(
  environment: Environment,
  folder: Uri,
  sync: SyncState,
  recipients: readonly Recipient[],
): Promise<Prepared | undefined> {
  const staying = recipients.filter(({ restart }) => restart === 'same' || restart === 'no-entry');
  if (staying.length === 0) return { recipients, changed: [] };
  const who = recipients.length === 1 ? t('the phone') : t`${staying.length} of ${recipients.length} phones`;
  const why = staying.some(({ restart }) => restart === 'same')
    ? t('sync and SYNC are the same')
    : t('syncinfo.xml has no entry');
  const way = await askWay(sync, {
    title: t`${why}: ${who} would not restart`,
    anyway: t('The phones read the dial plan again and do not restart.'),
  });
  if (way === undefined) return undefined;
  if (way === 'as they are') return { recipients, changed: [] };
  const changed = namesOf(await changeSync(environment, folder, way));
  return { recipients: recipients.map((recipient) => ({ ...recipient, restart: 'differs' })), changed };
}

/** Whether what was not pushed yet goes first; `undefined`: the user gave up. */
export async function askToPush(names: readonly string[]): Promise<boolean | undefined> {
  const items = [
    { label: t('$(cloud-upload) Push first'), push: true },
    {
      label: t('$(arrow-right) Send without pushing'),
      detail: t('The phones get the files as they were pushed.'),
      push: false,
    },
  ];
  const title = t`Not pushed yet: ${names.slice(0, 3).join(', ')}${names.length > 3 ? t` and ${names.length - 3} more` : ''}`;
  return (await window.showQuickPick(items, { title, ignoreFocusOut: true }))?.push;
}
