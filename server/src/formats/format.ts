/**
 * What a file format has to offer. Every format fills this interface with pure functions over a parsed document;
 * none of them reads a disk, knows the connection or another format.
 */

import type { TextDocument } from 'vscode-languageserver-textdocument';
import type {
  CompletionItem,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Position,
  Range,
  TextEdit,
} from 'vscode-languageserver-types';
import type { Finding, Rule } from './rules.ts';

export type FormatId = 'cnf' | 'dialplan' | 'syncinfo' | 'os79xx' | 'ringlist' | 'dialtests';

/** A parsed file. Plain immutable data with the exact place of every token; parsing never fails. */
export interface Parsed {
  readonly format: FormatId;
}

/** The folder a file lies in, as far as it is known: the edge of the program fills it in. */
export interface Folder {
  /** File names as spelled on disk, relative to the TFTP folder, `/` between parts. */
  readonly files: readonly string[];
  /** The parsed file of that name (any letter case), when it is one of ours. */
  document(name: string): Parsed | undefined;
}

/** What a format may know beyond the text. */
export interface Context {
  /** The file's own name as spelled on disk, without its path. */
  readonly fileName: string;
  /** `undefined` for a file that lies in no folder (untitled, standard input). */
  readonly folder?: Folder;
  /** The country that the phones stand in, as two capital letters; empty or `undefined` when it is not known. */
  readonly country?: string;
}

/** What the client can take. */
export interface Client {
  readonly snippets: boolean;
  readonly markdown: boolean;
}

/** How to lay out a file. */
export interface Layout {
  /** Start the comments of a block of lines at one column. */
  readonly alignComments: boolean;
  readonly insertSpaces: boolean;
  readonly tabSize: number;
}

/** What every directive to us in a comment begins with, such as `cisco-sip-disable-next-line`. */
export const directiveMark = 'cisco-sip-';

/** A comment, for the directives in it. */
export interface Comment {
  /** The text inside the comment's marks. */
  readonly text: string;
  readonly range: Range;
}

export const tokenTypes = [
  'property',
  'number',
  'string',
  'enumMember',
  'comment',
  'operator',
  'variable',
  'keyword',
  'regexp',
] as const;
export const tokenModifiers = ['deprecated', 'readonly', 'defaultLibrary'] as const;

/** A coloured piece of one line. */
export interface Token {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly type: (typeof tokenTypes)[number];
  readonly modifiers?: readonly (typeof tokenModifiers)[number][];
}

/** A change as the protocol sends it; without a range the whole text is new. */
export interface Change {
  readonly range?: Range;
  readonly text: string;
}

export interface Format<D extends Parsed = Parsed> {
  readonly id: FormatId;
  /** The language an editor shows, such as `cisco-sip-cnf`. */
  readonly languageId: string;
  /** What the file is called when a user is told, such as "dial plan". */
  readonly title: string;
  readonly rules: readonly Rule[];

  /** Whether a file of this name (any letter case) and content is of this format. `head` is its beginning. */
  claims(fileName: string, head: string): boolean;
  parse(document: TextDocument): D;
  /** The document after the changes, which `document` already holds. Without it the text is parsed afresh. */
  update?(previous: D, document: TextDocument, changes: readonly Change[]): D;

  /** Everything that is wrong, in the order of the text. */
  check(document: D, context: Context): Finding[];
  hover(document: D, position: Position, context: Context): Hover | undefined;
  complete(document: D, position: Position, context: Context, client: Client): CompletionItem[];
  /** Completes an item whose `data.format` is this format's id with what is only looked at one by one. */
  resolve?(item: CompletionItem): CompletionItem;
  symbols(document: D, context: Context): DocumentSymbol[];
  folding(document: D): FoldingRange[];
  tokens(document: D): Token[];
  links(document: D, context: Context): DocumentLink[];
  /** Edits that change white space only. */
  layOut(document: D, layout: Layout): TextEdit[];

  /** Comments, for the directives in them; absent where the format has none. */
  readonly comments?: {
    /** Every comment that holds the directive mark; others may be among them. */
    marked(document: D): Comment[];
    /** A comment on a line of its own that holds `text`, without the line end. */
    write(text: string): string;
  };
  /** What kind of file it is and what it says of model and firmware, for a status display. */
  status(document: D, context: Context): { readonly kind: string; readonly model?: string; readonly firmware?: string };
}

/** Lets tables of differently parsed formats be kept together: the registry hands each only its own documents. */
export function format<D extends Parsed>(definition: Format<D>): Format {
  return definition as unknown as Format;
}
