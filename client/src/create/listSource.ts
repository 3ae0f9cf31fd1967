/** Where a list of new phones comes from. */

import { t } from '@vscode/l10n';
import { env, type QuickPickItem, type TextDocument, type Uri, window, workspace } from 'vscode';
import { languageIds } from '../languages.ts';
import { fileInFront, selectedIn } from '../selection.ts';
import { decodeList } from './decode.ts';

export interface List {
  /** As the user knows it. */
  readonly name: string;
  readonly text: string;
  /** The file that it is in. */
  readonly uri?: Uri;
}

interface Source extends QuickPickItem {
  readonly list: () => Promise<List | undefined>;
}

const listFile = /\.(?:csv|tsv|txt)$/i;

/** The list that was selected, or the one that the user picks; `undefined`: the user gave up. */
export async function chooseList(args: readonly unknown[], title: string): Promise<List | undefined> {
  const [selected] = selectedIn(args) ?? [];
  if (selected && listFile.test(selected.path)) return listAt(selected);
  const sources: Source[] = [];
  const inFront = documentInFront(args);
  if (inFront) {
    const name = workspace.asRelativePath(inFront.uri);
    const list = async () => ({ name, text: inFront.getText(), uri: inFront.uri });
    sources.push({ label: t('The file in front'), description: name, list });
  }
  // It is looked into only when it is chosen: in a browser the editor has to ask for that.
  const clipboard = async () => ({ name: t('the clipboard'), text: await env.clipboard.readText() });
  sources.push({ label: t('The clipboard'), description: t('as copied from a spreadsheet'), list: clipboard });
  sources.push({ label: t('A file…'), list: () => chooseFile(title) });
  const placeHolder = t('A list with a line of headings such as mac, model, label, extension, name, password');
  return (await window.showQuickPick(sources, { title, placeHolder, ignoreFocusOut: true }))?.list();
}

/** What is open in front, unless phones fetch it. */
function documentInFront(args: readonly unknown[]): TextDocument | undefined {
  const uri = selectedIn(args) ? window.activeTextEditor?.document.uri : fileInFront(args);
  const document = workspace.textDocuments.find((each) => each.uri.toString() === uri?.toString());
  return document && !languageIds.includes(document.languageId) ? document : undefined;
}

async function chooseFile(title: string): Promise<List | undefined> {
  const filters = { Lists: ['csv', 'tsv', 'txt'] };
  const [uri] = (await window.showOpenDialog({ title, openLabel: t('Read'), filters })) ?? [];
  return uri && listAt(uri);
}

/** What is not saved yet counts. */
async function listAt(uri: Uri): Promise<List> {
  const open = workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  const text = open ? open.getText() : decodeList(await workspace.fs.readFile(uri));
  return { name: workspace.asRelativePath(uri), text, uri };
}
