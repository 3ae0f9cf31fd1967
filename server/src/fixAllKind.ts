import { CodeActionKind } from 'vscode-languageserver-types';

/** The kind of our "fix all", for `editor.codeActionsOnSave`. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.cisco`;
