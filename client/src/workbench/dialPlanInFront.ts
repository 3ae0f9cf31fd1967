/** The dial plan that a command is about. */

import { t } from '@vscode/l10n';
import { type Uri, window, workspace } from 'vscode';
import { type ClassifyParams, type ClassifyResult, classifyRequest } from '../../../server/src/protocol.ts';
import { Trouble } from '../environment.ts';
import { recognise } from '../recognise.ts';
import { fileInFront } from '../selection.ts';
import type { Server } from '../server.ts';

const language = 'cisco-sip-dialplan';

/** The one the command was called in, else the one in front, else the only one that is seen. */
export async function dialPlanInFront(server: Server, args: readonly unknown[]): Promise<Uri> {
  const uri = fileInFront(args)?.toString();
  const inFront = () => workspace.textDocuments.find((document) => document.uri.toString() === uri);
  const unknown = inFront();
  // Whoever is quick with the command is there before the file that was opened has been looked at.
  if (unknown?.languageId === 'xml')
    await recognise(unknown, async () => {
      const params: ClassifyParams = { uri: unknown.uri.toString() };
      return (await server.request<ClassifyResult>(classifyRequest, params))?.languageId ?? null;
    });
  const document = inFront();
  if (document?.languageId === language) return document.uri;
  const [seen, other] = window.visibleTextEditors.filter((editor) => editor.document.languageId === language);
  if (!seen || other) throw new Trouble(t('Open the dial plan first.'));
  return seen.document.uri;
}
