/** A file system that exists in memory only, as extensions give them to the editor. */
import * as vscode from 'vscode';

interface Node {
  /** `undefined`: a folder. */
  content?: Uint8Array;
  changed: number;
}

export class MemoryFiles implements vscode.FileSystemProvider {
  readonly nodes = new Map<string, Node>([['/', { changed: 0 }]]);
  readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changes.event;

  watch(): vscode.Disposable {
    return { dispose() {} };
  }

  #node(uri: vscode.Uri): Node {
    const node = this.nodes.get(uri.path);
    if (!node) throw vscode.FileSystemError.FileNotFound(uri);
    return node;
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { content, changed } = this.#node(uri);
    const type = content ? vscode.FileType.File : vscode.FileType.Directory;
    return { type, ctime: 0, mtime: changed, size: content?.length ?? 0 };
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    this.#node(uri);
    const prefix = uri.path.endsWith('/') ? uri.path : `${uri.path}/`;
    return [...this.nodes].flatMap(([path, { content }]): [string, vscode.FileType][] => {
      const name = path.startsWith(prefix) ? path.slice(prefix.length) : '';
      if (name === '' || name.includes('/')) return [];
      return [[name, content ? vscode.FileType.File : vscode.FileType.Directory]];
    });
  }

  createDirectory(uri: vscode.Uri): void {
    this.nodes.set(uri.path, { changed: Date.now() });
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const { content } = this.#node(uri);
    if (!content) throw vscode.FileSystemError.FileIsADirectory(uri);
    return content;
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    this.nodes.set(uri.path, { content, changed: Date.now() });
  }

  delete(uri: vscode.Uri): void {
    this.#node(uri);
    this.nodes.delete(uri.path);
  }

  rename(from: vscode.Uri, to: vscode.Uri): void {
    this.nodes.set(to.path, this.#node(from));
    this.nodes.delete(from.path);
  }
}
