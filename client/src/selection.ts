/**
 * What a command was called for. The explorer gives the item under the pointer and everything that is selected, the
 * Phones view the same with rows of its tree, the editor's title a file, a code lens the file's URI as a text, and the
 * palette nothing.
 */

import { Uri, window } from 'vscode';

/** Files and folders that were selected; empty: everything in the workspace; `undefined`: nothing was selected. */
export function selectedIn([first, second]: readonly unknown[]): readonly Uri[] | undefined {
  if (Array.isArray(second)) return unique(second.flatMap((each) => uriOf(each) ?? []));
  // An action in a row of the tree is about that row alone.
  return isRow(first) ? [first.uri] : undefined;
}

/** The file that a command without a selection is about: the one it was called in, else the one in front. */
export function fileInFront([first]: readonly unknown[]): Uri | undefined {
  return uriOf(first) ?? window.activeTextEditor?.document.uri;
}

function uriOf(value: unknown): Uri | undefined {
  if (value instanceof Uri) return value;
  if (typeof value === 'string') return Uri.parse(value);
  return isRow(value) ? value.uri : undefined;
}

/** Rows of the tree say what they stand for; a phone and its lines are one file. */
function isRow(value: unknown): value is { readonly uri: Uri } {
  return typeof value === 'object' && value !== null && 'uri' in value && value.uri instanceof Uri;
}

function unique(uris: readonly Uri[]): Uri[] {
  return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
}
