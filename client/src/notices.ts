/**
 * Messages to the user. The editor makes a link of `[words](command:…)` in a message, and a click runs the command with
 * whatever arguments stand there. Labels of phones, names of files and answers from the network get into messages, so
 * none of them may say what a click does.
 */

import { window } from 'vscode';

/** The text with no link in it. */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}

type Show = typeof window.showInformationMessage;

function plain(show: (message: string, ...rest: never[]) => Thenable<unknown>): Show {
  return ((message: string, ...rest: never[]) => show(withoutLinks(message), ...rest)) as Show;
}

export const showInformationMessage = plain((...args) => window.showInformationMessage(...args));
export const showWarningMessage = plain((...args) => window.showWarningMessage(...args));
export const showErrorMessage = plain((...args) => window.showErrorMessage(...args));
