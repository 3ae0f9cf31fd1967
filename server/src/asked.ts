/** What phones were seen to ask for in vain, folder by folder, and the findings that come of it. */

import type { TftpFolder } from './folders.ts';
import type { Finding } from './formats/rules.ts';
import type { AskedFile } from './protocol.ts';
import { type AskedFindings, checkAsked } from './tftproot/checks/asked.ts';
import type { TftpRoot } from './tftproot/root.ts';

export class Asked {
  readonly #uriOf: (folder: TftpFolder, name: string) => string;
  /** By the URI of the folder, which outlives what is known of its files. */
  readonly #said = new Map<string, readonly AskedFile[]>();
  #found = new WeakMap<TftpRoot, AskedFindings>();

  constructor(uriOf: (folder: TftpFolder, name: string) => string) {
    this.#uriOf = uriOf;
  }

  /** Replaces what was said of a folder. */
  say({ uri }: TftpFolder, files: readonly AskedFile[]): void {
    if (files.length === 0) this.#said.delete(uri.toString());
    else this.#said.set(uri.toString(), files);
    this.#found = new WeakMap();
  }

  /** The findings about a folder as it is now, worked out once for each state of it. */
  about(folder: TftpFolder): AskedFindings {
    const said = this.#said.get(folder.uri.toString());
    if (!said) return nothing;
    const known = this.#found.get(folder.root);
    if (known) return known;
    const found = checkAsked(folder.root, said, (name) => this.#uriOf(folder, name));
    this.#found.set(folder.root, found);
    return found;
  }

  in(folder: TftpFolder, name: string): readonly Finding[] {
    return this.about(folder).get(name) ?? [];
  }
}

const nothing: AskedFindings = new Map();
