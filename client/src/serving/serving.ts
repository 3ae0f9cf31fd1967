/** What this window watches: a folder that it serves, or the log of another TFTP server. One of them at a time. */

import { t } from '@vscode/l10n';
import {
  commands,
  Disposable,
  EventEmitter,
  RelativePattern,
  StatusBarAlignment,
  Uri,
  window,
  workspace,
} from 'vscode';
import { Trouble } from '../environment.ts';
import { withoutLinks } from '../notices.ts';
import { oneAtATime } from '../oneAtATime.ts';
import { namesIn } from '../pushing/folder.ts';
import { type OwnAddress, ownAddresses } from '../tftp/server/ownAddresses.ts';
import { expectTrust } from '../trust.ts';
import type { BootLogModel } from './bootLogModel.ts';
import { FolderServer } from './folderServer.ts';
import type { LogOptions, LogReading } from './logReader.ts';
import { isServed, type Offer, type ServingState, type Watched } from './servingState.ts';
import { isEverywhere, servingWords } from './servingWords.ts';

/** A log that is to be read. */
export interface LogToRead {
  /** As it is called in the view. */
  readonly name: string;
  /** The TFTP folder that its server serves; `undefined`: not known. */
  readonly folder: Uri | undefined;
  open(options: LogOptions): LogReading;
}

export class Serving implements Disposable {
  readonly #log: BootLogModel;
  readonly #server: FolderServer;
  readonly #item = window.createStatusBarItem('cisco.serving', StatusBarAlignment.Left);
  readonly #listening: { dispose(): void };
  /** The state is another. */
  readonly #changed = new EventEmitter<void>();
  /** `trouble`: why it is not read any more. */
  #reading: { readonly name: string; readonly log: LogReading; readonly trouble?: string } | undefined;
  /** What follows which files there are in the folder. */
  #files: Disposable | undefined;

  constructor(log: BootLogModel) {
    this.#log = log;
    this.#server = new FolderServer({
      onEvent: (event) => log.add(event),
      onState: (state) => {
        void commands.executeCommand('setContext', 'cisco.serving', state.is === 'serving');
        if (state.is !== 'serving' && state.is !== 'starting') log.end();
        this.#show();
        this.#changed.fire();
      },
    });
    this.#item.name = t('Cisco TFTP Server');
    this.#listening = log.onDidChange(() => this.#show());
  }

  get state(): ServingState {
    return this.#server.state;
  }

  /** The addresses at which phones find the server; without one, those that this computer has. */
  get addresses(): readonly OwnAddress[] {
    const { state } = this;
    const host = state.is === 'serving' ? state.offer.host : '0.0.0.0';
    return isEverywhere(host) ? ownAddresses() : [{ address: host, network: '' }];
  }

  /** What is watched now, in a word or two; `undefined`: nothing. */
  get watchedText(): string | undefined {
    if (this.#reading && !this.#reading.trouble) return this.#reading.name;
    return this.state.is === 'serving' ? t`UDP port ${this.state.port}` : undefined;
  }

  /** Why nothing is seen of phones any more although the user wanted it, in a sentence. */
  get trouble(): string | undefined {
    return this.#reading?.trouble;
  }

  /** Whether phones fetch their files from that very folder. */
  serves(folder: Uri): boolean {
    return this.state.is === 'serving' && folder.scheme === 'file' && this.state.offer.folder === folder.fsPath;
  }

  /** What is watched now; `undefined`: nothing is. */
  get watched(): Watched | undefined {
    if (this.state.is === 'serving' || this.state.is === 'starting') {
      const { offer } = this.state;
      return this.#watchedUntil(offer, () =>
        isServed(offer.folder, this.state) ? undefined : t`${offer.folder} is no longer served.`,
      );
    }
    const reading = this.#reading;
    if (!reading || reading.trouble !== undefined) return undefined;
    return this.#watchedUntil(undefined, () =>
      this.#reading?.log === reading.log ? this.#reading.trouble : t`The log ${reading.name} is no longer followed.`,
    );
  }

  /** `why`: why it is watched no more, once it is so. */
  #watchedUntil(offer: Offer | undefined, why: () => string | undefined): Watched {
    const onDidEnd = (listener: (why: string) => void) => {
      let isOver = false;
      const look = () => {
        const reason = isOver ? undefined : why();
        if (reason !== undefined) listener(reason);
      };
      const listening = this.#changed.event(look);
      // It may have ended before anybody listened.
      queueMicrotask(look);
      return new Disposable(() => {
        isOver = true;
        listening.dispose();
      });
    };
    return { offer, onDidEnd };
  }

  /** Serves a folder of this computer in place of what is watched. */
  async serve(folder: Uri, offer: Offer): Promise<ServingState> {
    expectTrust();
    this.#letGo();
    this.#log.begin({ folder, id: 'server', tellsCase: true });
    this.#files = this.#knowFiles(folder);
    return this.#server.serve(offer);
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }

  /**
   * Reads a log in place of what is watched; fulfilled once what was in it has been read. `onEnd` is called when nobody
   * writes or reads it any more, with that as a sentence.
   */
  async read(log: LogToRead, onEnd: (trouble: string) => void): Promise<void> {
    if (this.state.is === 'serving')
      throw new Trouble(t('A folder is being served, and the Boot Log shows who asks for what. Stop that first.'));
    this.#letGo();
    const { name, folder } = log;
    const root = folder?.scheme === 'file' ? folder.fsPath : undefined;
    this.#log.begin({ folder, id: t`log ${name}`, tellsCase: false });
    // It is read from its beginning, so that what is known of it would be counted twice.
    this.#log.clear();
    const reading = log.open({
      onEvent: (event) => this.#log.add(event),
      onEnd: (why) => {
        const trouble = t`The log ${name} is no longer followed: ${why}`;
        this.#reading = { name, log: reading, trouble };
        this.#log.end();
        this.#changed.fire();
        onEnd(trouble);
      },
      ...(root !== undefined && { root }),
    });
    this.#reading = { name, log: reading };
    this.#files = folder && this.#knowFiles(folder);
    try {
      await reading.ready;
    } catch (error) {
      if (this.#reading?.log === reading) {
        this.#letGo();
        this.#log.end();
      }
      throw error;
    }
  }

  /**
   * The names of the files, now and as they change: what was missing may be there meanwhile, and other servers do not
   * say what differs in letter case only. They are followed as long as phones are shown, also when the folder is served
   * no more.
   */
  #knowFiles(folder: Uri): Disposable {
    let isOver = false;
    const look = oneAtATime(async () => {
      const files = await namesIn(folder);
      if (!isOver) this.#log.know(files);
    });
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, '**'), false, true, false);
    void look();
    const end = new Disposable(() => {
      isOver = true;
    });
    return Disposable.from(end, watcher, watcher.onDidCreate(look), watcher.onDidDelete(look));
  }

  /** Forgets the phones. A log that is read is let go, a folder that is served goes on to be. */
  clear(): void {
    if (this.#reading) {
      this.#log.end();
      this.#letGo();
    }
    this.#log.clear();
  }

  dispose(): void {
    this.#letGo();
    void this.#server.stop();
    this.#listening.dispose();
    this.#changed.dispose();
    this.#item.dispose();
  }

  #letGo(): void {
    this.#reading?.log.stop();
    this.#reading = undefined;
    this.#files?.dispose();
    this.#files = undefined;
    this.#changed.fire();
  }

  #show(): void {
    const { state } = this;
    const phones = this.#log.phones();
    const stopped = phones.filter(({ judgements }) => judgements.at(-1)?.state === 'stopped').length;
    const addresses = this.addresses.map(({ address }) => address);
    const words = servingWords(state, addresses, { seen: phones.length, stopped });
    if (!words || state.is === 'stopped') {
      this.#item.hide();
      return;
    }
    this.#item.text = words.text;
    this.#item.tooltip = words.tooltip;
    this.#item.accessibilityInformation = { label: withoutLinks(words.spoken) };
    this.#item.command = {
      command: 'cisco.serveFolder',
      title: t('TFTP Server'),
      arguments: [undefined, [Uri.file(state.offer.folder)]],
    };
    this.#item.show();
  }
}
