/** Finds files that differ from what was asked for in letter case only. */

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

interface Listing {
  readonly changed: number;
  /** The names in a folder by their form in lower case. */
  readonly names: ReadonlyMap<string, readonly string[]>;
}

/** Milliseconds within which a second change of a folder may leave its time as it is. */
const coarse = 2000;

/** The folders of one server. What was read is kept as long as a folder does not change. */
export class Listings {
  readonly #root: string;
  readonly #listings = new Map<string, Listing>();

  /** `root`: the real path of the folder. */
  constructor(root: string) {
    this.#root = root;
  }

  /** The one path that is the same but for letter case; `undefined` when there is none, or more than one. */
  async similar(path: string): Promise<string | undefined> {
    let folder = '';
    for (const part of path.split('/')) {
      const names = (await this.#names(folder)).get(part.toLowerCase()) ?? [];
      const found = names.includes(part) ? part : names.length === 1 ? names[0] : undefined;
      if (found === undefined) return undefined;
      folder = folder === '' ? found : `${folder}/${found}`;
    }
    return folder === path ? undefined : folder;
  }

  async #names(folder: string): Promise<Listing['names']> {
    const path = join(this.#root, folder);
    try {
      const { mtimeMs: changed } = await stat(path);
      const kept = this.#listings.get(folder);
      if (kept?.changed === changed) return kept.names;
      const names = byLowerCase(await readdir(path));
      if (Date.now() - changed > coarse) this.#listings.set(folder, { changed, names });
      return names;
    } catch {
      // What can not be listed has nothing similar in it.
      return new Map();
    }
  }
}

function byLowerCase(names: readonly string[]): Listing['names'] {
  const found = new Map<string, string[]>();
  for (const name of names) {
    const same = found.get(name.toLowerCase());
    if (same) same.push(name);
    else found.set(name.toLowerCase(), [name]);
  }
  return found;
}
