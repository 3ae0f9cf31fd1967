/** What the language server asks of files that it cannot read itself: those of a browser, of a repository, in memory. */

import { FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type FileSizesResult,
  type FilesParams,
  fileSizesRequest,
  largestText,
  type ReadFilesResult,
  type ReadFolderParams,
  type ReadFolderResult,
  readFilesRequest,
  readFolderRequest,
} from '../../server/src/protocol.ts';
import { decode } from './decode.ts';

/** Answers the server's requests with what the editor's file systems say. */
export function answerForFiles(client: BaseLanguageClient): void {
  client.onRequest(readFolderRequest, ({ folder }: ReadFolderParams) => readFolder(Uri.parse(folder)));
  client.onRequest(
    readFilesRequest,
    (params: FilesParams): Promise<ReadFilesResult> => Promise.all(urisOf(params).map(readText)),
  );
  client.onRequest(
    fileSizesRequest,
    (params: FilesParams): Promise<FileSizesResult> => Promise.all(urisOf(params).map(sizeOf)),
  );
}

function urisOf({ folder, names }: FilesParams): Uri[] {
  const base = Uri.parse(folder);
  return names.map((name) => Uri.joinPath(base, name));
}

async function readFolder(folder: Uri): Promise<ReadFolderResult> {
  try {
    const inside = await workspace.fs.readDirectory(folder);
    return inside.map(([name, type]) => ({ name, isFolder: type === FileType.Directory }));
  } catch {
    return null;
  }
}

async function readText(file: Uri): Promise<string | null> {
  const size = await sizeOf(file);
  if (size === null || size > largestText) return null;
  try {
    return decode(await workspace.fs.readFile(file));
  } catch {
    return null;
  }
}

async function sizeOf(file: Uri): Promise<number | null> {
  try {
    const { type, size } = await workspace.fs.stat(file);
    return type & FileType.File ? size : null;
  } catch {
    return null;
  }
}
