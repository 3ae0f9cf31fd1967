/** Errors of file systems in words for those who look after phones: what is wrong, and what to do. */

import { t } from '@vscode/l10n';

/** What stops a whole push or undo, with a text for the user. */
export class PushTrouble extends Error {}

export interface Circumstances {
  /** The TFTP folder as the user knows it. */
  readonly folder: string;
  /** The file in it; empty: the folder itself. */
  readonly name: string;
  readonly doing: 'read' | 'write';
  /** As in Node's process.platform; it decides which command is named. */
  readonly platform?: NodeJS.Platform;
}

/** The `code` of an error, `undefined` when it has none. */
export function codeOf(error: unknown): string | undefined {
  const code = (error as { readonly code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** One sentence for an error of a file system. */
export function inWords(error: unknown, circumstances: Circumstances): string {
  if (error instanceof PushTrouble) return error.message;
  const { folder, name, doing } = circumstances;
  const directory = name.includes('/') ? `${folder}/${name.slice(0, name.lastIndexOf('/'))}` : folder;
  const file = name === '' ? folder : `${folder}/${name}`;
  switch (codeOf(error)) {
    case 'ENOSPC':
      return t`The disk that holds ${folder} is full: free some space and push again.`;
    case 'EDQUOT':
      return t`Your share (quota) of the disk that holds ${folder} is used up: free some space and push again.`;
    case 'EFBIG':
      return t`The file is larger than the disk that holds ${folder} allows.`;
    case 'EROFS':
      return t`The disk that holds ${folder} is read-only: mount it for writing ("mount -o remount,rw") and push again.`;
    case 'EACCES':
    case 'EPERM':
    case 'NoPermissions':
      return doing === 'read'
        ? t`You may not read ${file}: ${readRemedy(file, circumstances.platform)}.`
        : t`You may not write to ${directory}, which belongs to another user: ${writeRemedy(directory, circumstances.platform)}, then push again.`;
    case 'ENOENT':
    case 'FileNotFound':
      return t`${directory} is not there (any more): create it, or mount the disk it is on, then push again.`;
    case 'EISDIR':
    case 'FileIsADirectory':
      return t`${file} is a folder, not a file: rename or delete it, then push again.`;
    case 'ENOTDIR':
    case 'FileNotADirectory':
    case 'EEXIST':
    case 'FileExists':
      return t`Something in the path ${directory} is a file where a folder is needed: rename or delete it, then push again.`;
    case 'ENOTFILE':
      return t`${file} is neither a file nor a folder: delete it, then push again.`;
    case 'EOUTSIDE':
      return t`${file} is, or lies behind, a symbolic link that leads out of the folder: replace the link, then push again.`;
    case 'ELOOP':
      return t`${file} is a symbolic link that leads in a circle, or became one just now: see to it, then push again.`;
    case 'ENAMETOOLONG':
      return t`The disk that holds ${folder} takes no name as long as "${name}": shorten it.`;
    case 'EINVAL':
      return t`The disk that holds ${folder} does not take the name "${name}": rename the file.`;
    case 'EBUSY':
    case 'ETXTBSY':
      return t`Another program holds ${file} open, perhaps the TFTP server: push again in a minute.`;
    case 'EMFILE':
    case 'ENFILE':
      return t('The system has too many files open just now: push again in a minute.');
    case 'EIO':
    case 'ENXIO':
    case 'ENODEV':
      return t`The disk that holds ${folder} reports a fault (${codeOf(error) ?? ''}): look at it before you push again.`;
    case 'ESTALE':
    case 'ETIMEDOUT':
    case 'EHOSTDOWN':
    case 'ENOTCONN':
    case 'ECONNRESET':
    case 'Unavailable':
      return t`The connection to ${folder} was lost: see whether it is mounted or connected, then push again.`;
  }
  const message = error instanceof Error ? error.message : String(error);
  return doing === 'read' ? t`${file} could not be read: ${message}.` : t`${file} could not be written: ${message}.`;
}

function writeRemedy(directory: string, platform = process.platform): string {
  if (platform === 'win32') {
    return t(
      'give your account "Modify" under Properties > Security of that folder, or start the editor as administrator',
    );
  }
  return t`for instance make it yours with  sudo chown "$USER" ${shellQuoted(directory)}`;
}

function readRemedy(path: string, platform = process.platform): string {
  if (platform === 'win32') return t('give your account "Read" under Properties > Security of that file');
  return t`for instance let everybody read it, as the TFTP server must, with  sudo chmod a+r ${shellQuoted(path)}`;
}

function shellQuoted(text: string): string {
  return /^[\w/.+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
