/** Files that only the editor reaches: those of a browser, of a repository on a server, in memory. It is asked. */

import { type Connection, RequestType } from 'vscode-languageserver';
import type { URI } from 'vscode-uri';
import type { Disk } from './platform.ts';
import {
  type FileSizesResult,
  type FilesParams,
  fileSizesRequest,
  type ReadFilesResult,
  type ReadFolderParams,
  type ReadFolderResult,
  readFilesRequest,
  readFolderRequest,
} from './protocol.ts';

/** Files that are asked for in one request. */
const atOnce = 100;

const readFolder = new RequestType<ReadFolderParams, ReadFolderResult, void>(readFolderRequest);
const readFiles = new RequestType<FilesParams, ReadFilesResult, void>(readFilesRequest);
const fileSizes = new RequestType<FilesParams, FileSizesResult, void>(fileSizesRequest);

/** What the client of this connection reads. What it fails to answer counts as what cannot be read. */
export function clientDisk(connection: Connection): Disk {
  async function sizesOf(folder: URI, names: readonly string[]): Promise<Map<string, number>> {
    if (names.length === 0) return new Map();
    const params = { folder: folder.toString(), names };
    const sizes = await connection.sendRequest(fileSizes, params).catch((): FileSizesResult => []);
    return new Map(names.flatMap((name, index) => (sizes[index] == null ? [] : [[name, sizes[index]]])));
  }
  return {
    async entries(folder) {
      const params = { folder: folder.toString() };
      return (await connection.sendRequest(readFolder, params).catch(() => null)) ?? undefined;
    },
    async *texts(folder, names) {
      for (let start = 0; start < names.length; start += atOnce) {
        const some = names.slice(start, start + atOnce);
        const params = { folder: folder.toString(), names: some };
        const texts = await connection.sendRequest(readFiles, params).catch((): ReadFilesResult => []);
        for (const [index, name] of some.entries()) yield { name, text: texts[index] ?? undefined };
      }
    },
    async sizes(folder, names) {
      const known = await sizesOf(folder, names);
      return {
        of: (name) => known.get(name),
        async renew(changed) {
          const now = await sizesOf(folder, changed);
          for (const name of changed) {
            const size = now.get(name);
            if (size === undefined) known.delete(name);
            else known.set(name, size);
          }
        },
      };
    },
  };
}
