/** What a step changes in the folder, and what of it has to be seen to by hand. */

import { t } from '@vscode/l10n';
import type { TextEdit } from 'vscode-languageserver-types';
import provisioning from '../../../schemas/provisioning-files.json' with { type: 'json' };
import type { CnfDocument } from '../formats/cnf/document.ts';
import { parameterOf } from '../formats/cnf/settings.ts';
import { loaderOf } from '../formats/imagename.ts';
import type { Os79xx } from '../formats/os79xx/parse.ts';
import { hasPlaceholder } from '../formats/placeholders.ts';
import { insert, replace } from '../formats/ranges.ts';
import type { UpgradeStep } from '../protocol.ts';
import { imageKey } from '../tftproot/images.ts';
import { given } from '../tftproot/navigate/entries.ts';
import { comparedId } from '../tftproot/navigate/sync.ts';
import { phones } from '../tftproot/phone.ts';
import type { FolderChange, NewFile } from '../tftproot/places.ts';
import { changeOf, type FileEdits } from '../tftproot/refactor/change.ts';
import { type NewEntry, writeEntries } from '../tftproot/refactor/entries.ts';
import { baseName, defaultsName, type TftpRoot } from '../tftproot/root.ts';
import { bootFileName, bootFileOf, imageId } from './state.ts';
import { hasEntryFor, type PlannedSync, planSync } from './sync.ts';

/** Something about a step that the edit does not see to. */
export interface Note {
  readonly text: string;
  /** Names of files in the folder. */
  readonly files: readonly string[];
}

/** The edit that readies the folder for a step, as small as can be. */
export function stepEdits(root: TftpRoot, step: UpgradeStep): FolderChange {
  const sync = step.restart === 'check-sync' ? planSync(root, step.from) : undefined;
  const parts = [
    bootFile(root, step.edits.bootImage),
    defaultsFile(root, step.edits.imageVersion, sync),
    syncFiles(root, sync),
  ];
  return changeOf(
    parts.flatMap(({ edits }) => edits),
    { creates: parts.flatMap(({ creates }) => creates) },
  );
}

interface Part {
  readonly edits: readonly FileEdits[];
  readonly creates: readonly NewFile[];
}

const nothing: Part = { edits: [], creates: [] };

function bootFile(root: TftpRoot, image: string | null): Part {
  if (image === null) return nothing;
  const file = bootFileOf(root);
  if (!file) return { edits: [], creates: [{ name: bootFileName, text: `${image}\n` }] };
  return { edits: [[file.name, bootLine(file.document, image)]], creates: [] };
}

/** The phone takes the line as it stands, so that blanks around the name go as well. */
function bootLine({ byteOrderMark, image: named, leading, trailing }: Os79xx, image: string): TextEdit[] {
  if (!named) return [insert({ line: 0, character: 0 }, `${image}\n`)];
  if (named.text === image && !leading && !trailing && !byteOrderMark) return [];
  const end = (trailing ?? named.range).end;
  return [replace({ start: { line: 0, character: 0 }, end }, image)];
}

function defaultsFile(root: TftpRoot, image: string, sync: PlannedSync | undefined): Part {
  if (imageId === undefined) return nothing;
  const entry = { id: imageId, text: image };
  const { defaults } = root;
  if (!defaults) {
    if (root.spellings(defaultsName).length > 0) return nothing;
    return { edits: [], creates: [{ name: defaultsName, text: `${parameterOf(imageId).name}: "${image}"\n` }] };
  }
  const document = defaults.document as CnfDocument;
  const entries = [...(isFilledIn(root) ? [] : [entry]), ...newSync(sync, defaults.name)];
  return { edits: [[defaults.name, writeEntries(document, entries)]], creates: [] };
}

/** `sync` where SIPDefault.cnf has none yet. */
function newSync(sync: PlannedSync | undefined, defaults: string): NewEntry[] {
  const isNew = sync?.plan?.insert.some(({ name }) => name === defaults) ?? false;
  return sync && isNew && comparedId !== undefined ? [{ id: comparedId, text: sync.to }] : [];
}

function syncFiles(root: TftpRoot, sync: PlannedSync | undefined): Part {
  if (!sync?.plan) return nothing;
  const { replace: places, insert: templates } = sync.plan;
  return {
    edits: places.map(({ name, range }) => [name, [replace(range, sync.to)]]),
    creates: templates
      .filter(({ name }) => !root.has(name))
      .map(({ name, before, after }) => ({ name, text: `${before}${sync.to}${after}` })),
  };
}

function isFilledIn({ defaults }: TftpRoot): boolean {
  const text = imageId === undefined ? undefined : given(defaults?.settings, imageId)?.text;
  return text !== undefined && hasPlaceholder(text);
}

// --- notes ------------------------------------------------------------------------------------------

/** What the edit of a step does not see to. */
export function stepNotes(root: TftpRoot, step: UpgradeStep): Note[] {
  return [...filledIn(root, step), ...ownImages(root, step), ...loaderFiles(root, step), ...withoutRestart(root, step)];
}

function filledIn(root: TftpRoot, { edits }: UpgradeStep): Note[] {
  if (!isFilledIn(root)) return [];
  const text = t`image_version in ${defaultsName} is filled in by a template: see to it that it becomes ${edits.imageVersion}.`;
  return [{ text, files: [defaultsName] }];
}

function ownImages(root: TftpRoot, { to }: UpgradeStep): Note[] {
  const others = phones(root).flatMap(({ file, own }) => {
    const image = imageId === undefined ? undefined : given(own, imageId)?.text;
    return image === undefined || imageKey(image) === imageKey(to) ? [] : [{ name: file.name, image }];
  });
  if (others.length === 0) return [];
  const named = others.map(({ name, image }) => `${name} (${image})`);
  const text =
    others.length === 1
      ? t`1 phone file has another image_version, which goes before that of ${defaultsName}, so that the phone stays with it: ${listed(named)}.`
      : t`${others.length} phone files have another image_version, which goes before that of ${defaultsName}, so that the phones stay with it: ${listed(named)}.`;
  return [{ text, files: others.map(({ name }) => name) }];
}

/** Kinds of files that the loader reads before SIPDefault.cnf. */
const loaderKinds = new Set(['loader-settings', 'loader-phone-file']);
const loaderPatterns = provisioning.kinds
  .filter(({ id }) => loaderKinds.has(id))
  .map(({ pattern }) => new RegExp(`^(?:${pattern})$`, 'i'));

function loaderFiles({ files }: TftpRoot, { to }: UpgradeStep): Note[] {
  if (loaderOf(to) === undefined) return [];
  const found = files.filter((name) => loaderPatterns.some((pattern) => pattern.test(baseName(name))));
  if (found.length === 0) return [];
  const text = t`The loader reads ${listed(found)} before ${defaultsName}: a load that is named there has to be ${to}, or phones come back to the other one.`;
  return [{ text, files: found }];
}

function withoutRestart(root: TftpRoot, { from, restart }: UpgradeStep): Note[] {
  if (restart !== 'check-sync') return [];
  if (!hasEntryFor(root, from)) {
    const text = t`syncinfo.xml has no entry for phones that run ${from}, so that check-sync most likely restarts none: add one, or switch the phones off and on.`;
    return [{ text, files: ['syncinfo.xml'] }];
  }
  if (planSync(root, from).way !== 'impossible') return [];
  const text = t('sync and SYNC could not be changed here: make them different, or switch the phones off and on.');
  return [{ text, files: [] }];
}

const mostListed = 3;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostListed);
  const rest = names.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? t` and ${rest} more` : ''}`;
}
