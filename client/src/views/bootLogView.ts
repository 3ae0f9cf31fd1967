/** The tree of phones as they start: how far each has come, what is wrong, and what it asked for. */

import { t } from '@vscode/l10n';
import {
  commands,
  type Disposable,
  type EventEmitter,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
} from 'vscode';
import type { BootLogModel } from '../serving/bootLogModel.ts';
import { type BootRow, phoneRows, type RowIcon, type RowsAbout } from '../serving/bootRows.ts';
import type { Mend } from '../serving/mends.ts';
import type { PhoneNames } from '../serving/phoneNames.ts';
import type { Serving } from '../serving/serving.ts';

/** The editor's half of the view, which is there before anything else of ours. */
export interface BootLogFrame {
  readonly view: TreeView<BootRow>;
  /** Tells the editor to draw the rows again. */
  readonly changed: EventEmitter<void>;
}

/** What a row that offers to mend something calls, with its id. It is in no menu. */
export const mendCommand = 'cisco.mendBootProblem';

const icons: Readonly<Record<RowIcon, ThemeIcon | undefined>> = {
  good: new ThemeIcon('pass', new ThemeColor('testing.iconPassed')),
  busy: new ThemeIcon('sync', new ThemeColor('progressBar.background')),
  bad: new ThemeIcon('error', new ThemeColor('list.errorForeground')),
  odd: new ThemeIcon('warning', new ThemeColor('list.warningForeground')),
  none: new ThemeIcon('circle-small', new ThemeColor('disabledForeground')),
  remark: new ThemeIcon('info'),
  mend: new ThemeIcon('lightbulb'),
  start: new ThemeIcon('debug-start'),
};

export class BootLogView implements Disposable {
  readonly #log: BootLogModel;
  readonly #serving: Serving;
  readonly #names: PhoneNames;
  readonly #frame: BootLogFrame;
  readonly #listening: readonly { dispose(): void }[];
  /** What the rows that were drawn offer, by their ids. */
  readonly #mends = new Map<string, Mend>();

  constructor(log: BootLogModel, serving: Serving, names: PhoneNames, frame: BootLogFrame) {
    this.#log = log;
    this.#serving = serving;
    this.#names = names;
    this.#frame = frame;
    this.#listening = [log.onDidChange(() => this.#changed()), names.onDidChange(() => frame.changed.fire())];
    this.#changed();
  }

  dispose(): void {
    for (const one of this.#listening) one.dispose();
  }

  getChildren(row?: BootRow): readonly BootRow[] {
    if (row) return row.children();
    this.#mends.clear();
    return phoneRows(this.#log.phones(), this.about);
  }

  getTreeItem(row: BootRow): TreeItem {
    const { id, kind, label, description, tooltip, icon, isOpen, mend } = row;
    const item = new TreeItem(label, stateOf(kind, isOpen));
    item.id = id;
    item.description = description;
    item.tooltip = tooltip;
    item.contextValue = kind;
    const image = icons[icon];
    if (image) item.iconPath = image;
    item.accessibilityInformation = { label: [label, description].filter((part) => part !== '').join(', ') };
    if (mend) {
      this.#mends.set(id, mend);
      item.command = { command: mendCommand, title: label, arguments: [id] };
    }
    return item;
  }

  /** What a row that is shown offers to do. */
  mendAt(id: unknown): Mend | undefined {
    return typeof id === 'string' ? this.#mends.get(id) : undefined;
  }

  get about(): RowsAbout {
    const { folder, files } = this.#log;
    return { names: this.#names.names, now: Date.now(), mends: folder !== undefined, files };
  }

  /** Brings the view to the front. */
  async show(): Promise<void> {
    await commands.executeCommand('cisco.bootLog.focus');
  }

  #changed(): void {
    const phones = this.#log.phones();
    const { watchedText, trouble } = this.#serving;
    const { view, changed } = this.#frame;
    this.#names.look(
      this.#log.folder,
      phones.flatMap(({ phone: { mac } }) => mac ?? []),
    );
    view.description = watchedText ?? '';
    // Without a message the view says how to begin.
    const isWaiting = this.#log.isWatching && phones.length === 0;
    Object.assign(view, { message: trouble ?? (isWaiting ? t('No phone has asked for anything yet.') : undefined) });
    void commands.executeCommand('setContext', 'cisco.bootLogFilled', phones.length > 0);
    changed.fire();
  }
}

function stateOf(kind: BootRow['kind'], isOpen: boolean): TreeItemCollapsibleState {
  if (kind === 'file' || kind === 'remark' || kind === 'mend') return TreeItemCollapsibleState.None;
  return isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}
