/** An open document: its text, its format, and its parsed content, kept in step with every edit. */

import type { TextDocumentsConfiguration } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Format, Parsed } from './formats/format.ts';
import { formatOf, formatOfLanguage } from './formats/registry.ts';

export interface OpenDocument {
  readonly uri: string;
  readonly source: TextDocument;
  /** `undefined` for a document that is none of ours, as an editor may send it all the same. */
  readonly format: Format | undefined;
  readonly parsed: Parsed | undefined;
}

/** The last part of a URI's path, decoded: the file's name. */
export function fileNameOf(uri: string): string {
  const path = uri.replace(/[?#].*$/, '');
  const last = path.slice(path.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/**
 * What the library of the protocol needs to keep the documents. A document keeps its identity; its fields are new
 * after each edit. One that cannot be read is told to `failed` and counts as none of ours until it is edited again; its
 * text goes on.
 */
export function documentsWith(failed: (uri: string, error: unknown) => void): TextDocumentsConfiguration<OpenDocument> {
  const guarded = (uri: string, read: () => Parsed | undefined) => {
    try {
      return read();
    } catch (error) {
      failed(uri, error);
      return undefined;
    }
  };
  return {
    create(uri, languageId, version, content) {
      const source = TextDocument.create(uri, languageId, version, content);
      // Editors that know none of our languages send others; then the name and the content decide.
      const format = formatOfLanguage(languageId) ?? formatOf(fileNameOf(uri), content);
      return { uri, source, format, parsed: guarded(uri, () => format?.parse(source)) };
    },
    update(document, changes, version) {
      const { uri, format, parsed } = document;
      const source = TextDocument.update(document.source, changes, version);
      const read = () =>
        format && parsed && format.update ? format.update(parsed, source, changes) : format?.parse(source);
      return { uri, source, format, parsed: guarded(uri, read) };
    },
  };
}
