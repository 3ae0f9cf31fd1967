/** A TFTP folder in memory, in which any operation can be made to fail. */

import type { Entry, FileStore } from '../../../client/src/tftp/types.ts';

export interface MemoryStore extends FileStore {
  readonly files: Map<string, Uint8Array>;
  readonly modes: Map<string, number>;
  /** Every operation that changed something, such as `replace SIPDefault.cnf`, in order. */
  readonly changes: string[];
}

export interface MemoryOptions {
  /** Symbolic links: the path they lead to, or `undefined` when that is out of the folder. */
  readonly links?: Record<string, string | undefined>;
  readonly directories?: readonly string[];
  /** Called before each operation; what it throws is its failure. */
  readonly before?: (operation: string, path: string) => void;
}

export function memoryStore(
  texts: Record<string, string | Uint8Array> = {},
  { links = {}, directories: more = [], before = () => undefined }: MemoryOptions = {},
): MemoryStore {
  const files = new Map(Object.entries(texts).map(([name, text]) => [name, Buffer.from(text) as Uint8Array]));
  const modes = new Map([...files.keys()].map((name) => [name, 0o644]));
  const directories = new Set(['', ...more, ...[...files.keys()].flatMap(above)]);
  const changes: string[] = [];
  const real = (path: string) => {
    const target = path in links ? links[path] : path;
    if (target === undefined) throw coded('EOUTSIDE');
    if (directories.has(target) && target !== '') throw coded('EISDIR');
    return target;
  };
  return {
    files,
    modes,
    changes,
    async read(path) {
      before('read', path);
      return files.get(real(path));
    },
    async list(directory) {
      before('list', directory);
      if (!directories.has(directory)) return undefined;
      const entries: Entry[] = [];
      const inside = (path: string) => path !== '' && (above(path).at(-1) ?? '') === directory;
      const name = (path: string) => path.slice(path.lastIndexOf('/') + 1);
      for (const path of files.keys()) if (inside(path)) entries.push({ name: name(path), kind: 'file' });
      for (const path of directories) if (inside(path)) entries.push({ name: name(path), kind: 'directory' });
      for (const path of Object.keys(links)) if (inside(path)) entries.push({ name: name(path), kind: 'link' });
      return entries;
    },
    async replace(path, content, { mode = 0o644, ready } = {}) {
      before('replace', path);
      if (!directories.has(above(path).at(-1) ?? '')) throw coded('ENOENT');
      await ready?.();
      files.set(real(path), Uint8Array.from(content));
      modes.set(real(path), mode);
      changes.push(`replace ${path}`);
    },
    async remove(path) {
      before('remove', path);
      if (directories.has(path)) {
        if ([...files.keys(), ...directories].some((other) => other.startsWith(`${path}/`))) throw coded('ENOTEMPTY');
        directories.delete(path);
      } else files.delete(real(path));
      changes.push(`remove ${path}`);
    },
    async createDirectory(path) {
      before('createDirectory', path);
      const created = [...above(path), path].filter((directory) => !directories.has(directory));
      for (const directory of created) {
        directories.add(directory);
        changes.push(`mkdir ${directory}`);
      }
      return created;
    },
    async resolve(path) {
      before('resolve', path);
      return path in links ? links[path] : path;
    },
    async mode(path) {
      return modes.get(path);
    },
  };
}

/** An error as file systems give it. */
export function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function above(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
