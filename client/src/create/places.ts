/** Where a new TFTP folder is to be. */

import { t } from '@vscode/l10n';
import { type QuickPickItem, type Uri, window, workspace } from 'vscode';
import type { Platform } from '../platform.ts';
import { isFolder, textOf, tftpFoldersBelow } from '../pushing/folder.ts';
import { selectedIn } from '../selection.ts';

interface Item extends QuickPickItem {
  /** `undefined`: to be looked for. */
  readonly uri: Uri | undefined;
}

/** The folder that was selected, or the one that the user picks or types; `undefined`: the user gave up. */
export async function chooseNewFolder(
  args: readonly unknown[],
  title: string,
  platform: Platform,
): Promise<Uri | undefined> {
  const [selected] = selectedIn(args) ?? [];
  if (selected && (await isFolder(selected))) return selected;
  const item = await pickOrType(await proposals(), title, platform);
  if (!item || item.uri) return item?.uri;
  const options = { canSelectFolders: true, canSelectFiles: false, openLabel: t('Create Here'), title };
  return (await window.showOpenDialog(options))?.[0];
}

/** Folders of the workspace in which nothing of a TFTP folder lies, and any other. */
async function proposals(): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (const { uri } of workspace.workspaceFolders ?? [])
    if ((await tftpFoldersBelow(uri)).length === 0)
      items.push({ label: t`$(folder) ${textOf(uri)}`, description: t('this workspace'), uri });
  return [...items, { label: t('$(folder-opened) Browse…'), uri: undefined }];
}

/** A picker whose first row is what is typed, when that is the path of a folder. */
function pickOrType(items: readonly Item[], title: string, platform: Platform): Promise<Item | undefined> {
  const picker = window.createQuickPick<Item>();
  picker.title = title;
  picker.placeholder = t('A folder of the list, or the path of one that need not be there yet');
  picker.ignoreFocusOut = true;
  picker.items = items;
  return new Promise<Item | undefined>((resolve) => {
    picker.onDidChangeValue((text) => {
      picker.items = [...typed(text, platform), ...items];
    });
    picker.onDidAccept(() => {
      const [active] = picker.activeItems;
      // The list follows the typing a moment later, so that its first row may be what was typed before.
      const isOffered = active && items.some(({ label }) => label === active.label);
      const chosen = isOffered ? active : typed(picker.value, platform)[0];
      if (chosen) resolve(chosen);
    });
    picker.onDidHide(() => resolve(undefined));
    picker.show();
  }).finally(() => picker.dispose());
}

function typed(text: string, { typedFolder }: Platform): Item[] {
  const uri = typedFolder(text);
  if (!uri) return [];
  return [{ label: t`$(new-folder) ${textOf(uri)}`, alwaysShow: true, uri }];
}
