/** What only the folder as a whole can tell about one of its files. */

import type { FileRole } from '../formats/cnf/filename.ts';
import type { FormatId } from '../formats/format.ts';
import type { Finding } from '../formats/rules.ts';
import type { Across, UriOf } from './checks/across.ts';
import { checkRepeats } from './checks/defaults.ts';
import { checkDialPlanNames, checkEmergency } from './checks/dialPlans.ts';
import { checkBootImage, checkImageNames } from './checks/images.ts';
import { checkModel } from './checks/models.ts';
import { checkPasswords } from './checks/passwords.ts';
import { checkPhoneFile, checkPhoneFolder } from './checks/phoneFiles.ts';
import { checkRegistrations } from './checks/registrations.ts';
import { checkRings } from './checks/rings.ts';
import { checkSync } from './checks/sync.ts';
import { checkTwins } from './checks/twins.ts';
import { checkDialTests } from './dialTests.ts';
import type { RootFile, TftpRoot } from './root.ts';

export type { UriOf } from './checks/across.ts';

type Check = (across: Across) => readonly Finding[];

/** What a phone asks for decides what is checked: templates and other files are not judged. */
const ofRole: Readonly<Record<FileRole['role'], readonly Check[]>> = {
  default: [checkDialPlanNames, checkImageNames, checkPhoneFolder, checkTwins],
  phone: [
    checkPhoneFile,
    checkDialPlanNames,
    checkImageNames,
    checkRegistrations,
    checkPasswords,
    checkRepeats,
    checkModel,
  ],
  template: [],
  unknown: [],
};

const ofFormat: Readonly<Record<Exclude<FormatId, 'cnf'>, readonly Check[]>> = {
  dialplan: [checkEmergency, checkTwins],
  syncinfo: [checkSync, checkTwins],
  os79xx: [checkBootImage, checkTwins],
  ringlist: [checkRings, checkTwins],
  dialtests: [checkDialTests],
};

/** The findings about `file` that come from other files of its folder. `uriOf`: for places in those. */
export function checkAcrossFiles(root: TftpRoot, file: RootFile, uriOf: UriOf): Finding[] {
  const { id } = file.format;
  const checks = id === 'cnf' ? ofRole[file.role.role] : ofFormat[id];
  const across = { root, file, uriOf };
  const found: Finding[] = [];
  for (const check of checks) for (const finding of check(across)) found.push(finding);
  return found;
}
