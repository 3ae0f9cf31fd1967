import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import { type QuickPickItem, type Uri, window, workspace } from 'vscode';
import facts from '../../../schemas/tftp-logs.json' with { type: 'json' };
import { answering } from '../answering.ts';
import { look } from '../choice.ts';
import { Trouble } from '../environment.ts';
import { showWarningMessage } from '../notices.ts';
import { readJournal, readLogFile } from '../serving/logReader.ts';
import type { LogToRead } from '../serving/serving.ts';
import { codeOf } from '../tftp/words.ts';
import type { Tools } from '../tools.ts';
import { expectTrust } from '../trust.ts';

interface Item extends QuickPickItem {
  /** `undefined`: a file is to be looked for. */
  readonly log: Omit<LogToRead, 'folder'> | undefined;
}

/** `Cisco: Read Log of TFTP Server`: the Boot Log view out of the log of a server that runs already. */
export async function readBootLog(tools: Tools, args: readonly unknown[]): Promise<void> {
  const choice = await look(args);
  if (!choice) return;
  const folder = choice === 'nowhere' ? undefined : choice.folder;
  const log = await chooseLog();
  if (!log) return;
  await read(tools, { ...log, folder });
  await tools.bootLogView.show();
}

async function read(tools: Tools, log: LogToRead): Promise<void> {
  const { environment, serving } = tools;
  try {
    await serving.read(log, (trouble) => void answering(environment.log, () => offerAgain(tools, log, trouble)));
  } catch (error) {
    throw error instanceof Trouble ? error : new Trouble(troubleText(log.name, error));
  }
}

/** Nobody sees any more what phones ask for: that is told once, with the way back. */
async function offerAgain(tools: Tools, log: LogToRead, trouble: string): Promise<void> {
  tools.environment.log.warn(trouble);
  const again = t('Follow Again');
  if ((await showWarningMessage(trouble, again)) === again) await read(tools, log);
}

async function chooseLog(): Promise<Omit<LogToRead, 'folder'> | undefined> {
  const items: Item[] = [];
  if (workspace.isTrusted && process.platform === 'linux')
    items.push({
      label: t('$(output) The journal of this system'),
      description: 'journalctl',
      detail: t('tftpd-hpa, atftpd or dnsmasq, since yesterday and as it goes on'),
      log: { name: 'journal', open: openJournal },
    });
  for (const { path, about } of facts.files)
    if (await isReadable(path)) items.push({ label: t`$(file) ${path}`, description: about, log: logFile(path) });
  items.push({ label: t('$(folder-opened) Browse…'), log: undefined });
  const item = await window.showQuickPick(items, { title: t('Which log do the requests of phones stand in?') });
  if (!item || item.log) return item?.log;
  const options = { title: t('Log of a TFTP Server'), openLabel: t('Read'), canSelectMany: false };
  const [file] = (await window.showOpenDialog(options)) ?? [];
  return file && logFile(pathOf(file));
}

function openJournal(...args: Parameters<typeof readJournal>): ReturnType<typeof readJournal> {
  expectTrust();
  return readJournal(...args);
}

function logFile(path: string): Omit<LogToRead, 'folder'> {
  return { name: basename(path), open: (options) => readLogFile(path, options) };
}

function pathOf(file: Uri): string {
  if (file.scheme !== 'file') throw new Trouble(t('Only a log on the disk of this computer can be read.'));
  return file.fsPath;
}

async function isReadable(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function troubleText(name: string, error: unknown): string {
  if (codeOf(error) === 'EACCES')
    return t`${name} may be read by administrators only. On Debian and Ubuntu, members of the group adm may read logs.`;
  return t`${name} can not be read: ${error instanceof Error ? error.message : String(error)}`;
}
