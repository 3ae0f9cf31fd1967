/** What phones are called, by the files of the folder. The language server is asked when one is seen for the first time. */

import { type Disposable, EventEmitter, type Uri, workspace } from 'vscode';
import { type PhoneItem, type PhonesParams, type PhonesResult, phonesRequest } from '../../../server/src/protocol.ts';
import type { Environment } from '../environment.ts';
import { oneAtATime } from '../oneAtATime.ts';

export class PhoneNames implements Disposable {
  readonly #environment: Environment;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: readonly Disposable[];
  #names: ReadonlyMap<string, PhoneItem> = new Map();
  #folder: Uri | undefined;
  /** The phones that were asked about, whether or not there is a file of theirs. */
  #asked = new Set<string>();

  constructor(environment: Environment) {
    this.#environment = environment;
    this.#subscriptions = [
      environment.onServerStart(() => this.forget()),
      workspace.onDidSaveTextDocument(({ languageId }) => {
        if (languageId === 'cisco-sip-cnf') this.forget();
      }),
    ];
  }

  /** By MAC address: twelve digits, capitals. */
  get names(): ReadonlyMap<string, PhoneItem> {
    return this.#names;
  }

  /** Asks, if there is somebody new among these phones or the folder is another one. */
  look(folder: Uri | undefined, macs: readonly string[]): void {
    if (folder?.toString() !== this.#folder?.toString()) this.forget();
    this.#folder = folder;
    const isNew = macs.some((mac) => !this.#asked.has(mac));
    for (const mac of macs) this.#asked.add(mac);
    if (folder && isNew) void this.#ask();
  }

  /** Files may have changed. */
  forget(): void {
    this.#asked = new Set();
  }

  readonly #ask = oneAtATime(async () => {
    const params: PhonesParams = { folders: this.#folder ? [this.#folder.toString()] : [] };
    const found = (await this.#environment.request<PhonesResult>(phonesRequest, params)) ?? [];
    this.#names = new Map(found.flatMap(({ phones }) => phones).map((phone) => [phone.mac, phone]));
    this.#changed.fire();
  });

  dispose(): void {
    for (const one of this.#subscriptions) one.dispose();
    this.#changed.dispose();
  }
}
