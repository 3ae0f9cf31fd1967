import { type Diagnostic, env, languages, Uri, version, window, workspace } from 'vscode';
import { type PhonesParams, type PhonesResult, phonesRequest } from '../../../server/src/protocol.ts';
import type { Environment } from '../environment.ts';
import { languageIds } from '../languages.ts';
import { showInformationMessage } from '../notices.ts';
import { lastTroubles } from '../report/redact.ts';
import { type FolderCount, type ReportFacts, reportText, type Setting } from '../report/reportText.ts';
import type { Tools } from '../tools.ts';

/** Who says so, in every list of problems: findings of others are none of ours. */
const source = 'Cisco SIP';
const logLines = 40;

/** `Cisco: Copy Diagnostic Report`: what a bug report needs, shown before it is copied. Nothing is sent. */
export async function copyDiagnosticReport({ environment }: Pick<Tools, 'environment'>): Promise<void> {
  const content = reportText(await factsOf(environment));
  const document = await workspace.openTextDocument({ content, language: 'markdown' });
  await window.showTextDocument(document, { preview: false });
  const copy = 'Copy';
  const question = 'This is the report, without passwords, paths and addresses. Delete what you do not want to tell.';
  if ((await showInformationMessage(question, copy)) === copy) await env.clipboard.writeText(document.getText());
}

async function factsOf(environment: Environment): Promise<ReportFacts> {
  const documents = workspace.textDocuments.map(({ languageId }) => languageId);
  return {
    versions: versionsOf(environment),
    settings: settingsOf(environment),
    folders: await foldersOf(environment),
    documents: counted(documents.filter((id) => languageIds.includes(id))),
    findings: counted(languages.getDiagnostics().flatMap(([, found]) => found.flatMap(codeOf))),
    log: lastTroubles(await logOf(environment), logLines),
  };
}

function versionsOf({ context }: Environment): [string, string][] {
  return [
    ['Extension', String(context.extension.packageJSON.version)],
    ['Editor', `${env.appName} ${version}`],
    ['System', systemName()],
    ['Remote', env.remoteName ?? 'no'],
    ['Workspace', `${workspace.workspaceFolders?.length ?? 0} folders, ${workspace.isTrusted ? '' : 'not '}trusted`],
  ];
}

/** A browser tells next to nothing of the system. */
function systemName(): string {
  if (typeof process === 'undefined') return 'a browser';
  return `${process.platform} ${process.arch}, Node ${process.versions.node}`;
}

interface Property {
  readonly type: string;
  readonly enum?: readonly unknown[];
  readonly default: unknown;
}

function settingsOf({ context }: Environment): Setting[] {
  const { properties } = context.extension.packageJSON.contributes.configuration;
  return Object.entries(properties as Record<string, Property>).flatMap(([name, { type, enum: choices, ...rest }]) => {
    const value: unknown = workspace.getConfiguration().get(name);
    return JSON.stringify(value) === JSON.stringify(rest.default) ? [] : [{ name, type, choices, value }];
  });
}

async function foldersOf({ request }: Environment): Promise<FolderCount[] | undefined> {
  const params: PhonesParams = { folders: (workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString()) };
  const found = await request<PhonesResult>(phonesRequest, params);
  return found?.map(({ phones }) => ({
    phones: phones.length,
    withErrors: phones.filter(({ errors }) => errors > 0).length,
    notAskedFor: phones.filter(({ isAskedFor }) => !isAskedFor).length,
  }));
}

function codeOf({ source: from, code }: Diagnostic): string[] {
  return from === source ? [String(typeof code === 'object' ? code.value : code)] : [];
}

function counted(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** The file that the editor keeps the log in; empty where it keeps it elsewhere. */
async function logOf({ context, log }: Environment): Promise<string> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(context.logUri, `${log.name}.log`)));
  } catch {
    return '';
  }
}
