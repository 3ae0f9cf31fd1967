/**
 * Dial plans share their name and suffix with the XML files of others, so no file name is claimed for them: an XML
 * file is looked into when it is opened, and only its beginning.
 */

import { languages, Range, type TextDocument, Uri, workspace } from 'vscode';
import { looksLikeDialPlan } from './dialPlan.ts';

/** How much of a file is looked at. */
const headLength = 4096;

/** Documents whose language was set: who sets it back must not be fought. */
const changed = new Set<string>();

/**
 * Gives an XML document the language of its kind. `ask` asks the server about a file that lies in a TFTP folder and
 * does not show by itself what it is.
 */
export async function recognise(
  document: TextDocument,
  ask: (document: TextDocument) => Promise<string | null>,
): Promise<void> {
  const uri = document.uri.toString();
  if (changed.has(uri)) return;
  const head = document.getText(new Range(document.positionAt(0), document.positionAt(headLength)));
  let language: string | null = null;
  if (looksLikeDialPlan(head)) language = 'cisco-sip-dialplan';
  else if (await liesInTftpFolder(document)) language = await ask(document);
  if (language === null || document.isClosed || document.languageId !== 'xml' || changed.has(uri)) return;
  changed.add(uri);
  await languages.setTextDocumentLanguage(document, language);
}

/** Whether the document's folder holds the file that every folder of these phones holds. */
async function liesInTftpFolder(document: TextDocument): Promise<boolean> {
  if (document.isUntitled) return false;
  try {
    const entries = await workspace.fs.readDirectory(Uri.joinPath(document.uri, '..'));
    return entries.some(([name]) => name.toLowerCase() === 'sipdefault.cnf');
  } catch {
    // A file system that cannot list a folder, as that of a comparison's old side, has nothing to tell.
    return false;
  }
}
