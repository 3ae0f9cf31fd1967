/** What a push and a check-sync message need to know of a TFTP folder: its phones, its errors, and how sync stands. */

import checkSyncFacts from '../../../schemas/check-sync.json' with { type: 'json' };
import syncFacts from '../../../schemas/syncinfo.json' with { type: 'json' };
import type { CnfDocument } from '../formats/cnf/document.ts';
import { fileRole } from '../formats/cnf/filename.ts';
import { findParameter, isSpecial } from '../formats/cnf/parameters.ts';
import { idOf, parameterOf, type Setting, type Settings, setting } from '../formats/cnf/settings.ts';
import { hasPlaceholder } from '../formats/placeholders.ts';
import { onLine } from '../formats/ranges.ts';
import type { Finding } from '../formats/rules.ts';
import type { SyncInfo } from '../formats/syncinfo/parse.ts';
import type { FileErrors, FolderResult, PhoneFile, PhoneItem, Restart, SyncPlace, SyncState } from '../protocol.ts';
import { idsOfType, type Phone, phoneFolder, phones, written, writtenOfType } from './phone.ts';
import { baseName, type RootFile, type TftpRoot } from './root.ts';

const syncinfoName = 'syncinfo.xml';

/** Everything that is asked of a folder. `findingsOf` gives what the checks find, as the user's settings want it. */
export function inspect(root: TftpRoot, findingsOf: (file: RootFile) => readonly Finding[]): FolderResult {
  return {
    errors: errorsIn(root, findingsOf),
    phones: phoneFiles(root),
    sync: syncState(root),
    port: portOf(undefined),
    phoneFolder: phoneFolder(root),
  };
}

function syncinfoOf(root: TftpRoot): SyncInfo | undefined {
  const file = root.file(syncinfoName);
  return file?.format.id === 'syncinfo' ? (file.document as SyncInfo) : undefined;
}

function errorsIn(root: TftpRoot, findingsOf: (file: RootFile) => readonly Finding[]): FileErrors[] {
  return root.files.flatMap((name): FileErrors[] => {
    const file = root.file(name);
    const errors = file ? findingsOf(file).filter(({ severity }) => severity === 'error') : [];
    return errors[0] ? [{ name, count: errors.length, first: errors[0].message }] : [];
  });
}

// --- phones -----------------------------------------------------------------------------------

function phoneFiles(root: TftpRoot): PhoneFile[] {
  const syncinfo = syncinfoOf(root);
  return phones(root).map((phone) => ({
    name: phone.file.name,
    mac: phone.mac,
    label: labelOf(phone),
    lines: lineNames(phone),
    port: portOf(phone),
    restart: restartOf(phone, syncinfo),
  }));
}

/** The phones as a list shows them. */
export function phoneItems(
  root: TftpRoot,
  about: {
    readonly uriOf: (name: string) => string;
    readonly counts: (name: string) => { readonly errors: number; readonly warnings: number };
  },
): PhoneItem[] {
  return phones(root).map((phone) => ({
    uri: about.uriOf(phone.file.name),
    mac: phone.mac,
    label: labelOf(phone),
    lines: lineNames(phone),
    image: writtenOfType(phone, 'image-name')?.text ?? '',
    model: phone.own.model ?? '',
    isAskedFor: phone.isAskedFor,
    ...about.counts(phone.file.name),
  }));
}

/** What stands on the phone's display; empty when nothing is set. */
export function labelOf(phone: Phone): string {
  return written(phone, checkSyncFacts.labelParameter)?.text ?? '';
}

/** The users of the lines that a phone registers. */
export function lineNames(phone: Pick<Phone, 'own' | 'defaults'>): string[] {
  return idsOfType('line-name').flatMap((id) => {
    const { parameter, name } = parameterOf(id);
    const text = written(phone, name)?.text;
    return text === undefined || isSpecial(parameter, text) || hasPlaceholder(text) ? [] : [text];
  });
}

function portOf(phone: Phone | undefined): number {
  const text = (phone && written(phone, checkSyncFacts.portParameter)?.text) ?? '';
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port > 0 && port <= 65535) return port;
  return Number(findParameter(checkSyncFacts.portParameter)?.parameter.default);
}

// --- sync -------------------------------------------------------------------------------------

function heldDefault(): string {
  return findParameter(syncFacts.comparedParameter)?.parameter.default ?? '';
}

/** What the phone's image finds in syncinfo.xml goes before the entry for all images. */
function restartOf(phone: Phone, syncinfo: SyncInfo | undefined): Restart {
  const image = writtenOfType(phone, 'image-name')?.text;
  const entryOf = (version: string) => syncinfo?.entries.find((entry) => entry.version?.text.trim() === version);
  const entry = (image !== undefined && entryOf(image)) || entryOf(syncFacts.wildcard.symbol);
  if (entry?.sync === undefined) return 'no-entry';
  const held = written(phone, syncFacts.comparedParameter)?.text ?? heldDefault();
  return entry.sync.text.trim() === held ? 'same' : 'differs';
}

/** How `sync` and SYNC stand in the folder, and where a change of them goes. */
export function syncState(root: TftpRoot): SyncState {
  const { defaults } = root;
  const names = [...(defaults ? [defaults.name] : []), ...root.files.filter((name) => name !== defaults?.name)];
  const held = names.flatMap((name): SyncPlace[] => {
    const { role } = fileRole(baseName(name));
    const file = role === 'default' || role === 'phone' ? root.file(name) : undefined;
    const found = heldIn(file?.settings);
    if (!file || !found || hasPlaceholder(found.text)) return [];
    const entry = (file.document as CnfDocument).lineAt(found.line);
    if (entry?.kind !== 'entry') return [];
    return [{ name, text: found.text, range: onLine(found.line, entry.value.start, entry.value.end) }];
  });
  const syncinfo = root.file(syncinfoName);
  const asked = (syncinfoOf(root)?.entries ?? []).flatMap(({ sync }): SyncPlace[] =>
    syncinfo && sync && !hasPlaceholder(sync.text)
      ? [{ name: syncinfo.name, text: sync.text.trim(), range: sync.range }]
      : [],
  );
  return {
    held,
    heldDefault: heldDefault(),
    asked,
    limit: syncFacts.limits.syncCharacters,
    ...(defaults &&
      !heldIn(defaults.settings) && { newHeld: newEntry(defaults.name, defaults.document as CnfDocument) }),
    ...(!syncinfo && { newAsked: newSyncinfo() }),
  };
}

function heldIn(settings: Settings | undefined): Setting | undefined {
  const id = idOf(syncFacts.comparedParameter);
  return id === undefined ? undefined : setting(settings, id);
}

/** An entry behind the last line. */
function newEntry(name: string, { lines }: CnfDocument) {
  const last = lines.length - 1;
  const { length } = lines[last]?.text ?? '';
  return {
    name,
    position: { line: last, character: length },
    before: `${length > 0 ? '\n' : ''}${syncFacts.comparedParameter}: "`,
    after: '"\n',
  };
}

function newSyncinfo() {
  return {
    name: syncinfoName,
    position: { line: 0, character: 0 },
    before: `<SYNCINFO>\n  <IMAGE VERSION="${syncFacts.wildcard.symbol}" SYNC="`,
    after: '"/>\n</SYNCINFO>\n',
  };
}
