import { t } from '@vscode/l10n';
import { env, type QuickPickItem, ViewColumn, window, workspace } from 'vscode';
import {
  type ConvertDialPlanParams,
  type ConvertDialPlanResult,
  convertDialPlanRequest,
} from '../../../server/src/protocol.ts';
import type { Desk } from '../client.ts';
import { Trouble } from '../environment.ts';
import { showWarningMessage } from '../notices.ts';
import { noteCountInWords, notesText } from '../workbench/notes.ts';

/** `Cisco: Convert Dial Plan…`: patterns that another system uses, as a dial plan in a new editor. */
export async function convertDialPlan({ server }: Desk): Promise<void> {
  const text = selectedText() ?? (await chosenText());
  if (text === undefined) return;
  const params: ConvertDialPlanParams = { text };
  const answer = await server.request<ConvertDialPlanResult>(convertDialPlanRequest, params);
  if (!answer) throw new Trouble(t('The language server does not answer.'));
  const { plan, notes } = answer;
  const document = await workspace.openTextDocument({ language: 'cisco-sip-dialplan', content: plan });
  await window.showTextDocument(document);
  if (notes.length === 0) return;
  // Not as comments in the plan: for the phone a comment ends at the first `>`, and notes quote patterns.
  if ((await showWarningMessage(noteCountInWords(notes.length), t('Show Notes'))) !== t('Show Notes')) return;
  const shown = await workspace.openTextDocument({ language: 'plaintext', content: notesText(notes) });
  await window.showTextDocument(shown, { viewColumn: ViewColumn.Beside, preserveFocus: true });
}

function selectedText(): string | undefined {
  const editor = window.activeTextEditor;
  return editor && !editor.selection.isEmpty ? editor.document.getText(editor.selection) : undefined;
}

interface Source extends QuickPickItem {
  readonly text: () => Promise<string | undefined>;
}

/** From one of the places that patterns come from; `undefined`: the user gave up. */
async function chosenText(): Promise<string | undefined> {
  const sources: Source[] = [];
  const inFront = window.activeTextEditor?.document;
  if (inFront && inFront.languageId !== 'cisco-sip-dialplan') {
    const description = workspace.asRelativePath(inFront.uri);
    sources.push({ label: t('The file in front'), description, text: async () => inFront.getText() });
  }
  // The clipboard is not read before it is chosen: a browser asks whether that is allowed.
  sources.push({ label: t('The clipboard'), text: clipboardText }, { label: t('A file…'), text: fileText });
  const title = t('Convert patterns of another system, such as those of Asterisk, from where?');
  return (await window.showQuickPick(sources, { title }))?.text();
}

async function clipboardText(): Promise<string> {
  const text = await env.clipboard.readText();
  if (text.trim() === '') throw new Trouble(t('There is no text on the clipboard.'));
  return text;
}

async function fileText(): Promise<string | undefined> {
  const [uri] = (await window.showOpenDialog({ title: t('Convert Dial Plan'), openLabel: t('Convert') })) ?? [];
  return uri && new TextDecoder().decode(await workspace.fs.readFile(uri));
}
