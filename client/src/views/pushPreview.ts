/** Shows what a push would do before it is done. */

import { t } from '@vscode/l10n';
import { commands, type QuickInputButton, type QuickPickItem, QuickPickItemKind, ThemeIcon, Uri, window } from 'vscode';
import type { FileErrors } from '../../../server/src/protocol.ts';
import type { Push } from '../pushing/pushing.ts';
import type { ItemState, PlanItem } from '../tftp/types.ts';

interface Item extends QuickPickItem {
  readonly item?: PlanItem;
}

const compare: QuickInputButton = {
  iconPath: new ThemeIcon('diff'),
  get tooltip() {
    return t('Show the difference');
  },
};
const compareAll: QuickInputButton = {
  iconPath: new ThemeIcon('diff-multiple'),
  get tooltip() {
    return t('Show all differences');
  },
};

/** In the order in which they are shown. */
const groups: readonly { readonly states: readonly ItemState[]; readonly title: string }[] = [
  {
    states: ['new', 'changed'],
    get title() {
      return t('to be written');
    },
  },
  {
    states: ['held'],
    get title() {
      return t('held back because of errors');
    },
  },
  {
    states: ['refused'],
    get title() {
      return t('not possible');
    },
  },
  {
    states: ['same'],
    get title() {
      return t('nothing to do');
    },
  },
];

const words: Record<ItemState, string> = {
  get new() {
    return t('new');
  },
  get changed() {
    return t('changed');
  },
  get held() {
    return t('held back');
  },
  get refused() {
    return t('not possible');
  },
  get same() {
    return t('same');
  },
};

/** The names that the user wants to be written; `undefined`: the user gave up. */
export function showPushPreview(push: Push, errors: readonly FileErrors[]): Promise<readonly string[] | undefined> {
  const { plan } = push;
  const picker = window.createQuickPick<Item>();
  picker.title = t`Push to ${plan.to}`;
  picker.placeholder = countText(plan.items);
  picker.canSelectMany = true;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  // A look at a difference must not end it.
  picker.ignoreFocusOut = true;
  picker.buttons = [compareAll];
  picker.items = groups.flatMap(({ states, title }): Item[] => {
    const items = plan.items.filter(({ state }) => states.includes(state));
    if (items.length === 0) return [];
    return [{ label: title, kind: QuickPickItemKind.Separator }, ...items.map((item) => describe(item, errors))];
  });
  picker.selectedItems = picker.items.filter(({ item }) => item?.state === 'new' || item?.state === 'changed');
  return new Promise((resolve) => {
    let answer: readonly string[] | undefined;
    picker.onDidChangeSelection((selected) => {
      // What is the same or not possible can't be ticked.
      const possible = selected.filter(({ item }) => item && isPossible(item));
      if (possible.length < selected.length) picker.selectedItems = possible;
    });
    picker.onDidTriggerButton(() => showAll(push));
    picker.onDidTriggerItemButton(({ item }) => item.item && showOne(push, item.item));
    picker.onDidAccept(() => {
      answer = picker.selectedItems.flatMap(({ item }) => (item && isPossible(item) ? [item.name] : []));
      picker.hide();
    });
    picker.onDidHide(() => {
      picker.dispose();
      resolve(answer);
    });
    picker.show();
  });
}

function isPossible({ state }: PlanItem): boolean {
  return state === 'new' || state === 'changed' || state === 'held';
}

function countText(items: readonly PlanItem[]): string {
  const parts = (['new', 'changed', 'held', 'refused', 'same'] as const).flatMap((state) => {
    const count = items.filter((item) => item.state === state).length;
    return count > 0 ? [`${count} ${words[state]}`] : [];
  });
  return t`${parts.join(', ')}. Press Enter to write what is ticked.`;
}

function describe(item: PlanItem, errors: readonly FileErrors[]): Item {
  const found = errors.find(({ name }) => name === (item.source ?? item.name));
  const detail = found
    ? found.count === 1
      ? t`1 error: ${found.first}`
      : t`${found.count} errors: ${found.first}`
    : (item.reason ?? (item.source === undefined ? undefined : t`here ${item.source}`));
  return {
    item,
    label: item.name,
    description: words[item.state],
    ...(detail !== undefined && { detail }),
    ...(isPossible(item) && { buttons: [compare] }),
  };
}

/** The two sides of an item. What is new has none in the target. */
function sides({ folder, target }: Push, { name, source, targetHash }: PlanItem): { from?: Uri; to: Uri } {
  const to = Uri.joinPath(folder, source ?? name);
  return targetHash === undefined ? { to } : { from: Uri.joinPath(target, name), to };
}

async function showOne(push: Push, item: PlanItem): Promise<void> {
  const { from, to } = sides(push, item);
  const options = { preview: true, preserveFocus: true };
  if (from) await commands.executeCommand('vscode.diff', from, to, t`${item.name}: phones' ↔ yours`, options);
  else await commands.executeCommand('vscode.open', to, options);
}

async function showAll(push: Push): Promise<void> {
  const resources = push.plan.items.filter(isPossible).map((item) => {
    const { from, to } = sides(push, item);
    return [to, from, to];
  });
  await commands.executeCommand('vscode.changes', t`Push to ${push.plan.to}`, resources);
}
