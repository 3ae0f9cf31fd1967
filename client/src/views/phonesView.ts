/** The tree of phones: the folders if there are several, the phones, and their lines. */

import { t } from '@vscode/l10n';
import {
  type Command,
  commands,
  Disposable,
  type EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { PhoneItem, PhonesResult } from '../../../server/src/protocol.ts';
import { oneAtATime } from '../oneAtATime.ts';
import { askPhones } from '../phones/list.ts';
import type { PhoneFinder } from '../phones/phoneFinder.ts';
import { placeText, sourceText } from '../phones/whereabouts.ts';
import type { Server } from '../server.ts';
import {
  changedPhones,
  descriptionOf,
  findingsText,
  type KnownAddress,
  type PhoneState,
  stateOf,
  titleOf,
  tooltipOf,
} from './phoneWords.ts';

/** A row. What it says is looked up when it is drawn, so a row stays the same while its phone changes. */
export interface PhonesRow {
  readonly kind: 'folder' | 'phone' | 'line';
  /** Of the folder or of the phone's file, as the server writes it. */
  readonly id: string;
  readonly uri: Uri;
  /** Which of the lines it is. */
  readonly line?: number;
}

/** The editor's half of the view, which is there before anything else of ours. */
export interface PhonesFrame {
  readonly view: TreeView<PhonesRow>;
  /** Tells the editor which rows to draw again; `undefined`: all. */
  readonly changed: EventEmitter<PhonesRow[] | undefined>;
}

const icons: Record<PhoneState, ThemeIcon> = {
  errors: new ThemeIcon('error', new ThemeColor('list.errorForeground')),
  warnings: new ThemeIcon('warning', new ThemeColor('list.warningForeground')),
  fine: new ThemeIcon('pass', new ThemeColor('testing.iconPassed')),
  'not asked for': new ThemeIcon('circle-slash', new ThemeColor('disabledForeground')),
};

export class PhonesView implements TreeDataProvider<PhonesRow>, Disposable {
  readonly #server: Server;
  readonly #finder: PhoneFinder;
  readonly #frame: PhonesFrame;
  readonly #subscription: Disposable;
  /** What the rows are made of; `undefined` until the editor wants to see it. */
  #folders: PhonesResult | undefined;
  #phones: ReadonlyMap<string, { readonly phone: PhoneItem; readonly row: PhonesRow }> = new Map();
  /** Where the phones are, in words, by MAC address. */
  #addresses: ReadonlyMap<string, string> = new Map();
  /** Something changed while nobody saw it. */
  #outdated = false;

  constructor(server: Server, finder: PhoneFinder, frame: PhonesFrame) {
    this.#server = server;
    this.#finder = finder;
    this.#frame = frame;
    this.#subscription = Disposable.from(
      server.onPhonesChanged(() => this.#outdate()),
      server.onDidStart(() => this.#outdate()),
      workspace.onDidChangeWorkspaceFolders(() => this.#outdate()),
      finder.onDidChange(() => this.#find()),
      frame.view.onDidChangeVisibility(() => {
        this.#catchUp();
        this.#lookAround();
      }),
      window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.#lookAround();
      }),
    );
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** Asks the server again and draws what is different. */
  readonly refresh = oneAtATime(async () => {
    const before = this.#folders ?? [];
    this.#take((await askPhones(this.#server)) ?? []);
    const changed = changedPhones(before, this.#folders ?? []);
    if (changed === 'all') this.#frame.changed.fire(undefined);
    else if (changed.length > 0) this.#frame.changed.fire(changed.flatMap((id) => this.#phones.get(id)?.row ?? []));
  });

  async getChildren(row?: PhonesRow): Promise<PhonesRow[]> {
    if (!row) return this.#roots();
    if (row.kind === 'folder') return this.#rowsIn(row.id);
    const lines = row.kind === 'phone' ? this.#phones.get(row.id)?.phone.lines : undefined;
    return (lines ?? []).map((_, line) => ({ ...row, kind: 'line', line }));
  }

  getTreeItem(row: PhonesRow): TreeItem {
    if (row.kind === 'folder') return folderItem(row);
    const phone = this.#phones.get(row.id)?.phone;
    // The phone went while the editor was asking.
    if (!phone) return new TreeItem('');
    return row.kind === 'line' ? lineItem(row, phone) : phoneItem(row, phone, this.#addresses.get(phone.mac));
  }

  /** Made when the pointer rests on a row, not for each of thousands. */
  resolveTreeItem(item: TreeItem, row: PhonesRow): TreeItem {
    const phone = row.kind === 'phone' ? this.#phones.get(row.id)?.phone : undefined;
    if (phone) item.tooltip = new MarkdownString(tooltipOf(phone, this.#addressesOf(phone)));
    return item;
  }

  async #roots(): Promise<PhonesRow[]> {
    if (!this.#folders) {
      this.#take((await askPhones(this.#server)) ?? []);
      this.#lookAround();
    }
    const inhabited = (this.#folders ?? []).filter(({ phones }) => phones.length > 0);
    const [first, ...more] = inhabited;
    if (first && more.length === 0) return this.#rowsIn(first.uri);
    return inhabited.map(({ uri }) => ({ kind: 'folder', id: uri, uri: Uri.parse(uri) }));
  }

  #rowsIn(folder: string): PhonesRow[] {
    const found = this.#folders?.find(({ uri }) => uri === folder);
    return (found?.phones ?? []).flatMap(({ uri }) => this.#phones.get(uri)?.row ?? []);
  }

  #take(folders: PhonesResult): void {
    const known = this.#phones;
    this.#folders = folders;
    // An empty view tells what a TFTP folder looks like, but not before it is known to be empty.
    const none = folders.every(({ phones }) => phones.length === 0);
    void commands.executeCommand('setContext', 'cisco.noPhones', none);
    this.#phones = new Map(
      folders
        .flatMap(({ phones }) => phones)
        .map((phone) => {
          const id = phone.uri;
          const row = known.get(id)?.row ?? { kind: 'phone', id, uri: Uri.parse(id) };
          return [id, { phone, row }];
        }),
    );
  }

  #addressesOf({ mac }: PhoneItem): readonly KnownAddress[] {
    const now = Date.now();
    const places = this.#finder.places().get(mac) ?? [];
    return places.map((place) => ({ address: place.address, source: sourceText(place, now) }));
  }

  /** Reads where phones are, as long as somebody sees it. */
  #lookAround(): void {
    if (this.#folders && this.#frame.view.visible) void this.#finder.refresh();
  }

  /** Draws the phones that are elsewhere now. */
  #find(): void {
    if (!this.#folders || !this.#frame.view.visible) return;
    const now = Date.now();
    const before = this.#addresses;
    this.#addresses = new Map(
      [...this.#finder.places()].flatMap(([mac, [place]]) => (place ? [[mac, placeText(place, now)]] : [])),
    );
    const moved = [...this.#phones.values()].filter(
      ({ phone: { mac } }) => before.get(mac) !== this.#addresses.get(mac),
    );
    if (moved.length > 0) this.#frame.changed.fire(moved.map(({ row }) => row));
  }

  #outdate(): void {
    this.#outdated = this.#folders !== undefined;
    this.#catchUp();
  }

  #catchUp(): void {
    if (!this.#outdated || !this.#frame.view.visible) return;
    this.#outdated = false;
    void this.refresh();
  }
}

function folderItem({ id, uri }: PhonesRow): TreeItem {
  const item = new TreeItem(workspace.asRelativePath(uri), TreeItemCollapsibleState.Expanded);
  item.id = id;
  item.resourceUri = uri;
  item.iconPath = ThemeIcon.Folder;
  item.contextValue = 'folder';
  return item;
}

function phoneItem({ id, uri }: PhonesRow, phone: PhoneItem, address?: string): TreeItem {
  const { lines } = phone;
  const description = descriptionOf(phone, address);
  const collapsed = lines.length > 0 ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None;
  const item = new TreeItem(titleOf(phone), collapsed);
  item.id = id;
  item.description = description;
  // With it the editor's own marks of problems show.
  item.resourceUri = uri;
  item.iconPath = icons[stateOf(phone)];
  item.contextValue = 'phone';
  item.command = opening(uri);
  const label = [titleOf(phone), description, findingsText(phone)].join(', ');
  item.accessibilityInformation = { label };
  return item;
}

function lineItem({ id, uri, line = 0 }: PhonesRow, { lines }: PhoneItem): TreeItem {
  const item = new TreeItem(lines[line] ?? '');
  item.id = `${id}#${line}`;
  item.iconPath = new ThemeIcon('call-outgoing');
  item.contextValue = 'line';
  item.accessibilityInformation = { label: t`Line ${lines[line] ?? ''}` };
  item.command = opening(uri);
  return item;
}

function opening(uri: Uri): Command {
  return { command: 'vscode.open', title: t('Open'), arguments: [uri] };
}
