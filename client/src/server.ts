/** The language server as this extension runs it: started, watched over, started again, stopped. */

import { t } from '@vscode/l10n';
import { type Disposable, EventEmitter, type LogOutputChannel } from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesParams,
  ErrorAction,
  type FileChangeType,
  type LanguageClientOptions,
  RevealOutputChannelOn,
} from 'vscode-languageclient';
import { type InitializationOptions, phonesChangedNotification } from '../../server/src/protocol.ts';
import { answerForFiles } from './files.ts';
import { languageIds } from './languages.ts';
import { showErrorMessage } from './notices.ts';
import { untraced } from './untraced.ts';

/** How often, within which time, a server that ended by itself is started again without a word. */
const restarts = 3;
const restartsWithin = 3 * 60 * 1000;

/** One run of the server. A client whose server ended is not used again: the next run has a client of its own. */
interface Run {
  readonly client: BaseLanguageClient;
  /** Fulfilled once the server answers, or with `false` once it is clear that it will not. */
  readonly ready: Promise<boolean>;
}

export class Server implements Disposable {
  readonly #launch: (options: LanguageClientOptions) => BaseLanguageClient;
  readonly #pages: string;
  readonly #log: LogOutputChannel;
  readonly #started = new EventEmitter<void>();
  readonly onDidStart = this.#started.event;
  readonly #phonesChanged = new EventEmitter<void>();
  /** What was answered about phones may be wrong now. */
  readonly onPhonesChanged = this.#phonesChanged.event;
  #run: Run | undefined;
  /** When the server ended without being asked to. */
  #ends: number[] = [];

  /** `launch` makes the client of a new server; `pages`: the URI of the pages about the rules; `log`: where it writes. */
  constructor(launch: (options: LanguageClientOptions) => BaseLanguageClient, pages: string, log: LogOutputChannel) {
    this.#launch = launch;
    this.#pages = pages;
    this.#log = log;
  }

  start(): void {
    const initializationOptions: InitializationOptions = {
      showsReferences: true,
      createsPhones: true,
      readsFiles: true,
      pages: this.#pages,
    };
    const options: LanguageClientOptions = {
      documentSelector: languageIds.map((language) => ({ language })),
      initializationOptions,
      outputChannel: this.#log,
      traceOutputChannel: untraced(this.#log),
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          this.#ended(client);
          return { action: CloseAction.DoNotRestart, handled: true, message: t('The language server ended.') };
        },
      },
    };
    const client = this.#launch(options);
    answerForFiles(client);
    client.onNotification(phonesChangedNotification, () => this.#phonesChanged.fire());
    const ready = client.start().then(
      () => {
        this.#started.fire();
        return true;
      },
      () => {
        this.#ended(client);
        return false;
      },
    );
    this.#run = { client, ready };
  }

  async stop(): Promise<void> {
    const run = this.#run;
    this.#run = undefined;
    if (!run) return;
    // The library cannot stop a client that is starting; if that hangs, it ends the server's process instead.
    await Promise.race([run.ready, new Promise((resolve) => setTimeout(resolve, 2000))]);
    await run.client.dispose().catch((error: unknown) => this.#log.error(`The language server did not stop: ${error}`));
  }

  async restart(): Promise<void> {
    this.#ends = [];
    await this.stop();
    this.start();
    await this.#run?.ready;
  }

  /** The server's answer; `undefined` while there is no server, and when the request failed. */
  async request<Answer>(method: string, params?: object): Promise<Answer | undefined> {
    const run = this.#run;
    if (!run || !(await run.ready)) return undefined;
    try {
      // A request without parameters is another one than a request whose parameter is nothing.
      return await (params ? run.client.sendRequest<Answer>(method, params) : run.client.sendRequest<Answer>(method));
    } catch (error) {
      this.#log.debug(`${method} failed: ${error}`);
      return undefined;
    }
  }

  /** Tells the server something; nothing, while there is none. */
  async tell(method: string, params: object): Promise<void> {
    const run = this.#run;
    if (!run || !(await run.ready)) return;
    await run.client.sendNotification(method, params);
  }

  /** Tells the server of a change on the disk at once. The library does so as well, but a moment later. */
  async tellDiskChange(uri: string, type: FileChangeType): Promise<void> {
    const params: DidChangeWatchedFilesParams = { changes: [{ uri, type }] };
    await this.tell(DidChangeWatchedFilesNotification.method, params);
  }

  /** Makes the editor's objects of the protocol's; `undefined` while there is no server. */
  get converter(): BaseLanguageClient['protocol2CodeConverter'] | undefined {
    return this.#run?.client.protocol2CodeConverter;
  }

  dispose(): void {
    this.#started.dispose();
    this.#phonesChanged.dispose();
  }

  /** The server has ended by itself: a new one, unless that has become a habit. */
  #ended(client: BaseLanguageClient): void {
    if (this.#run?.client !== client) return;
    this.#run = undefined;
    const now = Date.now();
    this.#ends = [...this.#ends.filter((time) => now - time < restartsWithin), now];
    if (this.#ends.length <= restarts) this.start();
    else void this.#tell();
  }

  async #tell(): Promise<void> {
    const message = t('The Cisco SIP language server ended several times and was not started again.');
    const answer = await showErrorMessage(message, t('Restart'), t('Show Log'));
    if (answer === t('Restart')) await this.restart();
    else if (answer === t('Show Log')) this.#log.show();
  }
}
