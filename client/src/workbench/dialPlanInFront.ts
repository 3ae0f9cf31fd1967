/** The dial plan that a command is about. */

import { t } from '@vscode/l10n';
import { type Uri, window, workspace } from 'vscode';
import { Trouble } from '../environment.ts';
import { fileInFront } from '../selection.ts';

const language = 'cisco-sip-dialplan';

/** The one the command was called in, else the one in front, else the only one that is seen. */
export function dialPlanInFront(args: readonly unknown[]): Uri {
  const inFront = fileInFront(args);
  const document = workspace.textDocuments.find(({ uri }) => uri.toString() === inFront?.toString());
  if (document?.languageId === language) return document.uri;
  const [seen, other] = window.visibleTextEditors.filter((editor) => editor.document.languageId === language);
  if (!seen || other) throw new Trouble(t('Open the dial plan first.'));
  return seen.document.uri;
}
