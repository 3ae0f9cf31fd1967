/** A folder in any file system that the editor knows, as a push needs it. */

import { randomBytes } from 'node:crypto';
import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import { staysInside } from '../tftp/allowList.ts';
import type { Entry, EntryKind, FileStore, ReplaceOptions } from '../tftp/types.ts';

/**
 * How safe a replacement is, is up to the file system: a temporary file beside the old one is renamed over it, which
 * most servers do in one step. Permissions and symbolic links are theirs, too.
 */
export function vscodeStore(root: Uri): FileStore {
  const at = (path: string) => (path === '' ? root : Uri.joinPath(root, ...path.split('/')));
  return {
    async read(path) {
      inside(path);
      try {
        return await workspace.fs.readFile(at(path));
      } catch (error) {
        if (!isMissing(error)) throw error;
        // A folder that is gone is not a folder without this file.
        await workspace.fs.stat(root);
        return undefined;
      }
    },
    async list(directory) {
      inside(directory);
      try {
        return (await workspace.fs.readDirectory(at(directory))).map(entry);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async replace(path, content, { ready }: ReplaceOptions = {}) {
      inside(path);
      const slash = path.lastIndexOf('/') + 1;
      const temporary = at(`${path.slice(0, slash)}.${path.slice(slash)}.${randomBytes(6).toString('hex')}.tmp`);
      try {
        await workspace.fs.writeFile(temporary, content);
        await ready?.();
        await workspace.fs.rename(temporary, at(path), { overwrite: true });
      } catch (error) {
        await Promise.resolve(workspace.fs.delete(temporary)).catch(() => undefined);
        throw error;
      }
    },
    async remove(path) {
      inside(path);
      try {
        // Without `recursive` a directory that is not empty stays.
        await workspace.fs.delete(at(path), { recursive: false, useTrash: false });
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    },
    async createDirectory(path) {
      inside(path);
      const created: string[] = [];
      const parts = path.split('/').filter((part) => part !== '');
      for (const [index] of parts.entries()) {
        const directory = parts.slice(0, index + 1).join('/');
        if (await exists(at(directory))) continue;
        await workspace.fs.createDirectory(at(directory));
        created.push(directory);
      }
      return created;
    },
    async resolve(path) {
      return path === '' || staysInside(path) ? path : undefined;
    },
  };
}

function inside(path: string): void {
  if (path !== '' && !staysInside(path))
    throw Object.assign(new Error(`${path} leads out of the folder`), { code: 'EOUTSIDE' });
}

function isMissing(error: unknown): boolean {
  return error instanceof FileSystemError && error.code === 'FileNotFound';
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function entry([name, type]: [string, FileType]): Entry {
  return { name, kind: kindOf(type) };
}

function kindOf(type: FileType): EntryKind {
  if (type & FileType.SymbolicLink) return 'link';
  if (type & FileType.Directory) return 'directory';
  return type & FileType.File ? 'file' : 'other';
}
