/**
 * A TFTP folder as far as it is known: its file names and those of its files that are ours, parsed when first asked
 * for. An immutable value; a changed file makes a new one that shares everything else.
 */

import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CnfDocument } from '../formats/cnf/document.ts';
import { valuesOfType } from '../formats/cnf/query.ts';
import { dialplan } from '../formats/dialplan/index.ts';
import type { Context, Folder, Format, Parsed } from '../formats/format.ts';
import { formatOf } from '../formats/registry.ts';

/** A file of ours with its parsed content. */
export interface RootFile {
  readonly name: string;
  readonly format: Format;
  readonly document: Parsed;
}

/** The text of a file by its name in the folder; `undefined` when it cannot be read. */
export type ReadFile = (name: string) => string | undefined;

export interface TftpRoot extends Folder {
  /** The file of that name, in any letter case, when it is one of ours. */
  file(name: string): RootFile | undefined;
  /** What a format's functions may know when they look at that file. */
  context(name: string): Context;
}

/** Names that may be files of ours: the others are not even read. */
const ours = /\.(?:cnf|xml)$|^(?:OS79XX\.TXT|RINGLIST\.DAT)$/i;

export function isCandidate(name: string): boolean {
  return ours.test(baseName(name));
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * A folder of these files. `read` is called for a file when it is first looked at. `open` gives what an editor holds
 * of a file, which goes before the file on disk; such a file need not be on disk yet.
 */
export function tftpRoot(
  files: readonly string[],
  read: ReadFile,
  open: (name: string) => RootFile | undefined = () => undefined,
): TftpRoot {
  const names = new Map(files.map((name) => [name.toLowerCase(), name]));
  const known = new Map<string, RootFile | undefined>();

  const file = (wanted: string): RootFile | undefined => {
    const path = wanted.replace(/^\.\//, '');
    const key = path.toLowerCase();
    const opened = open(names.get(key) ?? path);
    if (opened) return opened;
    if (known.has(key)) return known.get(key);
    // Set first: finding out what names a dial plan may look at this very file.
    known.set(key, undefined);
    const name = names.get(key);
    const text = name !== undefined && isCandidate(name) ? read(name) : undefined;
    if (name === undefined || text === undefined) return undefined;
    const format = formatOf(baseName(name), text) ?? (isNamedDialPlan(root, name) ? dialplan : undefined);
    const found = format && parseFile(format, name, text);
    known.set(key, found);
    return found;
  };
  const root: TftpRoot = {
    files,
    file,
    document: (name) => file(name)?.document,
    context: (name) => ({ fileName: baseName(name), folder: root }),
  };
  return root;
}

function parseFile(format: Format, name: string, text: string): RootFile {
  const source = TextDocument.create(name, format.languageId, 0, text);
  return { name, format, document: format.parse(source) };
}

/** Whether an XML file is the dial plan that the phones are told to fetch, whatever it holds. */
export function isNamedDialPlan(root: TftpRoot, name: string): boolean {
  if (!/\.xml$/i.test(name)) return false;
  return root.files.some((file) => {
    if (!/\.cnf$/i.test(file)) return false;
    const settings = root.file(file);
    if (settings?.format.id !== 'cnf') return false;
    const templates = valuesOfType(settings.document as CnfDocument, 'file-name');
    return templates.some((template) => `${template.replace(/^\.\//, '')}.xml`.toLowerCase() === name.toLowerCase());
  });
}
