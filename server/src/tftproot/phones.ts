/** What a push and a check-sync message need to know of a TFTP folder: its phones, its errors, and how sync stands. */

import checkSyncFacts from '../../../schemas/check-sync.json' with { type: 'json' };
import syncFacts from '../../../schemas/syncinfo.json' with { type: 'json' };
import type { ParameterType } from '../facts/types.ts';
import { type CnfDocument, lastEntry } from '../formats/cnf/document.ts';
import { fileRole } from '../formats/cnf/filename.ts';
import { allNames, findParameter, isSpecial } from '../formats/cnf/parameters.ts';
import { hasPlaceholder } from '../formats/placeholders.ts';
import { onLine } from '../formats/ranges.ts';
import type { Finding } from '../formats/rules.ts';
import type { SyncInfo } from '../formats/syncinfo/parse.ts';
import type { FileErrors, FolderResult, PhoneFile, Restart, SyncPlace, SyncState } from '../protocol.ts';
import { baseName, type RootFile, type TftpRoot } from './root.ts';

const defaultsName = 'SIPDefault.cnf';
const syncinfoName = 'syncinfo.xml';

/** Everything that is asked of a folder. `findingsOf` gives what the checks find, as the user's settings want it. */
export function inspect(root: TftpRoot, findingsOf: (file: RootFile) => readonly Finding[]): FolderResult {
  return {
    errors: errorsIn(root, findingsOf),
    phones: phones(root),
    sync: syncState(root),
    port: portOf([]),
    phoneFolder: phoneFolder(root),
  };
}

function cnfOf(root: TftpRoot, name: string): CnfDocument | undefined {
  const file = root.file(name);
  return file?.format.id === 'cnf' ? (file.document as CnfDocument) : undefined;
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

function phones(root: TftpRoot): PhoneFile[] {
  const defaults = cnfOf(root, defaultsName);
  const syncinfo = syncinfoOf(root);
  return root.files.flatMap((name): PhoneFile[] => {
    const role = fileRole(baseName(name));
    if (role.role !== 'phone' || role.mac === undefined) return [];
    const own = cnfOf(root, name);
    if (!own) return [];
    // What the phone's own file says goes before what all phones are told.
    const settings = [own, ...(defaults ? [defaults] : [])];
    return [
      {
        name,
        mac: role.mac,
        label: effective(settings, checkSyncFacts.labelParameter) ?? '',
        lines: lineNames(settings),
        port: portOf(settings),
        restart: restartOf(settings, syncinfo),
      },
    ];
  });
}

/** The value that a phone with these files takes, the first file first; `undefined` when none says anything. */
function effective(settings: readonly CnfDocument[], name: string): string | undefined {
  for (const document of settings) {
    const text = lastEntry(document, name)?.entry.value.text.trim();
    if (text) return text;
  }
  return undefined;
}

function effectiveOfType(settings: readonly CnfDocument[], type: ParameterType): string | undefined {
  for (const { parameter, name } of allNames) {
    const text = parameter.type === type ? effective(settings, name) : undefined;
    if (text !== undefined) return text;
  }
  return undefined;
}

function lineNames(settings: readonly CnfDocument[]): string[] {
  return allNames.flatMap(({ parameter, name }) => {
    if (parameter.type !== 'line-name') return [];
    const text = effective(settings, name);
    return text === undefined || isSpecial(parameter, text) || hasPlaceholder(text) ? [] : [text];
  });
}

function portOf(settings: readonly CnfDocument[]): number {
  const text = effective(settings, checkSyncFacts.portParameter) ?? '';
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port > 0 && port <= 65535) return port;
  return Number(findParameter(checkSyncFacts.portParameter)?.parameter.default);
}

/** `./sip_phone/` as `sip_phone`. */
function phoneFolder(root: TftpRoot): string {
  const defaults = cnfOf(root, defaultsName);
  const path = defaults && effectiveOfType([defaults], 'path');
  if (path === undefined || hasPlaceholder(path)) return '';
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

// --- sync -------------------------------------------------------------------------------------

function heldDefault(): string {
  return findParameter(syncFacts.comparedParameter)?.parameter.default ?? '';
}

/** What the phone's image finds in syncinfo.xml goes before the entry for all images. */
function restartOf(settings: readonly CnfDocument[], syncinfo: SyncInfo | undefined): Restart {
  const image = effectiveOfType(settings, 'image-name');
  const entryOf = (version: string) => syncinfo?.entries.find((entry) => entry.version?.text.trim() === version);
  const entry = (image !== undefined && entryOf(image)) || entryOf(syncFacts.wildcard.symbol);
  if (entry?.sync === undefined) return 'no-entry';
  const held = effective(settings, syncFacts.comparedParameter) ?? heldDefault();
  return entry.sync.text.trim() === held ? 'same' : 'differs';
}

function syncState(root: TftpRoot): SyncState {
  const held = root.files.flatMap((name): SyncPlace[] => {
    const role = fileRole(baseName(name)).role;
    const document = role === 'default' || role === 'phone' ? cnfOf(root, name) : undefined;
    const placed = lastEntry(document, syncFacts.comparedParameter);
    if (!placed || hasPlaceholder(placed.entry.value.text)) return [];
    const { start, end, text } = placed.entry.value;
    return [{ name, text: text.trim(), range: onLine(placed.line, start, end) }];
  });
  const syncinfo = root.file(syncinfoName);
  const asked = (syncinfoOf(root)?.entries ?? []).flatMap(({ sync }): SyncPlace[] =>
    syncinfo && sync && !hasPlaceholder(sync.text)
      ? [{ name: syncinfo.name, text: sync.text.trim(), range: sync.range }]
      : [],
  );
  const defaults = root.file(defaultsName);
  const document = cnfOf(root, defaultsName);
  return {
    held,
    heldDefault: heldDefault(),
    asked,
    limit: syncFacts.limits.syncCharacters,
    ...(defaults &&
      document &&
      !lastEntry(document, syncFacts.comparedParameter) && { newHeld: newEntry(defaults.name, document) }),
    ...(!syncinfo && { newAsked: newSyncinfo() }),
  };
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
