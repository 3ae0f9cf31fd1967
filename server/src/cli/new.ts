/** `cisco-sip new`: folders and phones that are not there yet. */

import { t } from '@vscode/l10n';
import { type Command, UsageError } from './command.ts';
import { newFolderUsage, runNewFolder } from './newFolder.ts';
import { newPhoneUsage, runNewPhone } from './newPhone.ts';

export const newCommand: Command = {
  name: 'new',
  summary: 'makes a TFTP folder, or the files of phones',
  usage: `${newFolderUsage}\n\n\n${newPhoneUsage}`,
  async run([what, ...args]) {
    if (what === 'folder') return runNewFolder(args);
    if (what === 'phone') return runNewPhone(args);
    throw new UsageError(t("new makes a 'folder' or a 'phone'"));
  },
};
