/** Somebody at work in a TFTP folder: does one deed after the other, each the way an editor carries it out. */

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Position, Range } from 'vscode-languageserver-types';
import { dialRequest, dialTestsRequest, effectiveRequest, phonesRequest } from '../../server/src/protocol.ts';
import { type Deed, keystrokesInBurst } from './day.ts';
import type { Editor } from './editor.ts';
import type { Files } from './fleet.ts';

export interface Desk {
  readonly editor: Editor;
  readonly path: string;
  /** The URI of a file of the folder. */
  readonly uri: (name: string) => string;
  /** The files as they were at first, which a checkout brings back. */
  readonly files: Files;
  readonly next: () => number;
}

/** As many documents as are open at a time. */
const mostOpen = 12;

/** Lines that are typed into a document before they are taken back. */
const mostTyped = 6;

/** Files that a checkout changes. */
const changedByCheckout = 50;

const languages: Readonly<Record<string, string>> = {
  cnf: 'cisco-sip-cnf',
  xml: 'cisco-sip-dialplan',
  tests: 'cisco-sip-dialtests',
  TXT: 'cisco-sip-os79xx',
  DAT: 'cisco-sip-ringlist',
};

/** Lines that are typed, some of them wrong. */
const typed: Readonly<Record<string, readonly string[]>> = {
  cnf: [
    'proxy2_address: "backup.example.net"',
    'proxy1_port: 70000',
    'line2_name: 2999',
    'tos_media: 9',
    'telnet_level: 2',
    'prefered_codec: g722',
    'sync: 2',
  ],
  xml: ['  <TEMPLATE MATCH="7..." Timeout="2"/>', "  <TEMPLATE MATCH='3'/>", '<!-- internal -->'],
  tests: ['2002  dials 2002 after 1 s', '7001  wiats', '# more'],
  TXT: ['P0S3-8-12-00'],
  DAT: ['Third\tringer3.pcm', 'No tab ringer4.pcm'],
};

const settings: readonly unknown[] = [
  {},
  { diagnostics: { severity: { 'cnf/out-of-range': 'warning' } } },
  { diagnostics: { scope: 'openFiles' } },
  { dialPlan: { country: 'DE' }, inlayHints: { meanings: false } },
];

export class Person {
  readonly #desk: Desk;
  readonly #names: readonly string[];
  /** What was typed and can be undone, for each document. */
  readonly #typed = new Map<string, Range[]>();
  keystrokes = 0;
  requests = 0;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#names = Object.keys(desk.files).filter((name) => languageOf(name) !== undefined);
  }

  /** Opens the files that somebody begins the day with. */
  async begin(): Promise<void> {
    for (const name of ['SIPDefault.cnf', 'dialplan.xml', 'dialplan.tests', this.#pick(this.#names)])
      await this.#open(name);
  }

  async do(deed: Deed): Promise<void> {
    await this.#deeds[deed]();
  }

  /** Closes everything without saving. */
  async end(): Promise<void> {
    for (const uri of [...this.#desk.editor.documents.keys()]) await this.#closeOne(uri);
  }

  readonly #deeds: Readonly<Record<Deed, () => Promise<unknown>>> = {
    burst: () => this.#burst(),
    undo: () => this.#undo(this.#someUri()),
    open: () => this.#open(this.#pick(this.#names)),
    close: () => this.#closeSome(),
    save: () => this.#save(this.#someUri()),
    completion: () => this.#ask('completion', { position: this.#position() }),
    hover: () => this.#ask('hover', { position: this.#position() }),
    rename: () => this.#ask('rename', { position: { line: 1, character: 13 }, newName: '2998' }, () => null),
    layOut: () => this.#ask('formatting', { options: { tabSize: 2, insertSpaces: true } }),
    dial: () => this.#dial(),
    phones: () => this.#phones(),
    symbols: () => this.#counted('workspace/symbol', { query: String(2000 + this.#number(100)) }),
    navigate: () => this.#navigate(),
    cancel: () =>
      this.#desk.editor.askInVain('references', this.#someUri(), {
        position: this.#position(),
        context: { includeDeclaration: true },
      }),
    disk: () => this.#othersWrite(),
    checkout: () => this.#checkout(),
    settings: () => this.#setting(),
  };

  #number(limit: number): number {
    return Math.floor(this.#desk.next() * limit);
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.#number(list.length)]!;
  }

  #someUri(): string {
    return this.#pick([...this.#desk.editor.documents.keys()]);
  }

  #position(): Position {
    return { line: this.#number(12), character: this.#number(20) };
  }

  async #open(name: string): Promise<void> {
    const { editor, uri } = this.#desk;
    if (editor.documents.has(uri(name))) return;
    if (editor.documents.size >= mostOpen) await this.#closeSome();
    const language = name === 'syncinfo.xml' ? 'cisco-sip-syncinfo' : languageOf(name)!;
    await editor.open(uri(name), language, this.#onDisk(name) ?? '');
  }

  async #closeSome(): Promise<void> {
    if (this.#desk.editor.documents.size > 2) await this.#closeOne(this.#someUri());
  }

  async #closeOne(uri: string): Promise<void> {
    this.#typed.delete(uri);
    await this.#desk.editor.close(uri);
  }

  #onDisk(name: string): string | undefined {
    try {
      return readFileSync(join(this.#desk.path, name), 'utf8');
    } catch {
      // A checkout took it away.
      return undefined;
    }
  }

  /** Types a part of a line, key by key; what stood there too long is taken back first. */
  async #burst(): Promise<void> {
    const uri = this.#someUri();
    const { editor } = this.#desk;
    if ((this.#typed.get(uri) ?? []).length > mostTyped) await this.#undo(uri);
    const lines = typed[extensionOf(uri)] ?? typed.cnf!;
    const line = this.#number(editor.documents.get(uri)!.lineCount);
    const text = `${this.#pick(lines)}\n`;
    for (let at = 0; at < text.length && at < keystrokesInBurst - 1; at++) await this.#key(uri, line, at, text[at]!);
    // The editor completes the rest of it.
    const typedSoFar = Math.min(text.length, keystrokesInBurst - 1);
    await this.#key(uri, line, typedSoFar, text.slice(typedSoFar));
    const range = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
    this.#typed.set(uri, [...(this.#typed.get(uri) ?? []), range]);
    await this.#lookAround(uri);
  }

  async #key(uri: string, line: number, character: number, text: string): Promise<void> {
    this.keystrokes++;
    const at = { line, character };
    await this.#desk.editor.change(uri, [{ range: { start: at, end: at }, text }]);
  }

  /** Takes back everything that was typed, the last first. */
  async #undo(uri: string): Promise<void> {
    for (const range of (this.#typed.get(uri) ?? []).toReversed()) {
      this.keystrokes++;
      await this.#desk.editor.change(uri, [{ range, text: '' }]);
    }
    this.#typed.delete(uri);
  }

  /** What an editor asks by itself when a text has changed. */
  async #lookAround(uri: string): Promise<void> {
    const range = { start: { line: 0, character: 0 }, end: { line: 60, character: 0 } };
    await Promise.all([
      this.#about('documentSymbol', uri),
      this.#about('foldingRange', uri),
      this.#about('semanticTokens/full', uri),
      this.#about('codeLens', uri),
      this.#about('documentLink', uri),
      this.#about('inlayHint', uri, { range }),
      this.#about('codeAction', uri, { range, context: { diagnostics: [] } }),
    ]);
  }

  #about(method: string, uri: string, params: object = {}): Promise<unknown> {
    this.requests++;
    return this.#desk.editor.askAbout(method, uri, params);
  }

  #ask(method: string, params: object, refused?: () => unknown): Promise<unknown> {
    const answer = this.#about(method, this.#someUri(), params);
    return refused ? answer.catch(refused) : answer;
  }

  #counted(method: string, params: object): Promise<unknown> {
    this.requests++;
    return this.#desk.editor.ask(method, params);
  }

  async #save(uri: string): Promise<void> {
    const { editor, path } = this.#desk;
    const name = nameOf(uri);
    writeFileSync(join(path, name), editor.documents.get(uri)!.getText());
    await this.#tellDisk([name], 2);
  }

  #tellDisk(names: readonly string[], type: number): Promise<void> {
    const changes = names.map((name) => ({ uri: this.#desk.uri(name), type }));
    return this.#desk.editor.notify('workspace/didChangeWatchedFiles', { changes });
  }

  async #dial(): Promise<void> {
    const uri = this.#desk.uri('dialplan.xml');
    await this.#counted(dialRequest, { uri, keys: String(this.#number(99999)), line: 1, firmware: {} });
    await this.#counted(dialTestsRequest, { uri });
  }

  async #phones(): Promise<void> {
    await this.#counted(phonesRequest, { folders: [this.#desk.uri('')] });
    await this.#counted(effectiveRequest, { uri: this.#desk.uri(this.#pick(this.#names)), origins: true });
  }

  async #navigate(): Promise<void> {
    const position = this.#position();
    await this.#ask('definition', { position });
    await this.#ask('references', { position, context: { includeDeclaration: false } });
  }

  async #othersWrite(): Promise<void> {
    const name = this.#pick(this.#names.filter((each) => each.startsWith('SIP0')));
    writeFileSync(
      join(this.#desk.path, name),
      `line1_name: ${this.#number(9999)}\nproxy1_port: ${this.#number(99999)}\n`,
    );
    if (this.#desk.next() < 0.9) await this.#tellDisk([name], 2);
  }

  /** Files change, go and come back; in the end all is as it was at first. */
  async #checkout(): Promise<void> {
    const { path, files } = this.#desk;
    const phones = Array.from({ length: changedByCheckout }, () => this.#pick(this.#names)).filter((name) =>
      name.startsWith('SIP0'),
    );
    for (const name of phones) rmSync(join(path, name), { force: true });
    await this.#tellDisk(phones, 3);
    const names = Object.keys(files);
    for (const name of names) writeFileSync(join(path, name), files[name]!);
    await this.#tellDisk(phones, 1);
    await this.#tellDisk(names, 2);
    // An editor shows what lies on the disk now in every document that has no changes of its own.
    for (const [uri, document] of this.#desk.editor.documents) {
      const text = files[nameOf(uri)];
      this.#typed.delete(uri);
      if (text !== undefined && text !== document.getText()) await this.#desk.editor.change(uri, [{ text }]);
    }
  }

  async #setting(): Promise<void> {
    this.#desk.editor.settings = this.#pick(settings);
    await this.#desk.editor.notify('workspace/didChangeConfiguration', { settings: null });
  }
}

function nameOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}

function extensionOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('.') + 1);
}

function languageOf(name: string): string | undefined {
  return languages[extensionOf(name)];
}
