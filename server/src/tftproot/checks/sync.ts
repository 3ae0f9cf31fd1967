/** Whether a check-sync message would make a phone of the folder restart. */

import { t } from '@vscode/l10n';
import syncFacts from '../../../../schemas/syncinfo.json' with { type: 'json' };
import { idOf, type Setting, setting } from '../../formats/cnf/settings.ts';
import { imageForm, splitExtension } from '../../formats/imagename.ts';
import { hasPlaceholder } from '../../formats/placeholders.ts';
import { onLine, replace } from '../../formats/ranges.ts';
import { type Finding, type Related, report } from '../../formats/rules.ts';
import type { Entry, SyncInfo } from '../../formats/syncinfo/parse.ts';
import { imagesInUse } from '../images.ts';
import { phones, writtenOfType } from '../phone.ts';
import type { RootFile, TftpRoot } from '../root.ts';
import { rules } from '../rules.ts';
import { type Across, listed, mostRelated, placed } from './across.ts';

const all = syncFacts.wildcard.symbol;

export function checkSync(across: Across): Finding[] {
  const { entries } = across.file.document as SyncInfo;
  return [...entries.flatMap((entry) => checkEqual(across, entry)), ...checkVersions(across.root, entries)];
}

/** A file that gives the compared parameter a value. */
interface Holder {
  readonly file: RootFile;
  readonly held: Setting;
}

function checkEqual(across: Across, { version, sync }: Entry): Finding[] {
  const text = sync?.text.trim();
  if (!sync || !text) return [];
  const holders = holdersOf(across.root, text, version?.text.trim());
  const [first] = holders;
  if (!first) return [];
  const names = holders.slice(0, mostRelated).map(({ file }) => file.name);
  const related = holders.slice(0, mostRelated).flatMap((holder) => relatedHolder(across, holder));
  const values = { value: sync.text, file: listed(names, holders.length) };
  return [report(rules.sameAsSync, sync.range, values, { related })];
}

/** The files with that value: SIPDefault.cnf, then those of phones that go by the entry for `version`. */
function holdersOf(root: TftpRoot, text: string, version: string | undefined): Holder[] {
  const id = idOf(syncFacts.comparedParameter);
  if (id === undefined) return [];
  const holders: Holder[] = [];
  const add = (file: RootFile) => {
    const held = setting(file.settings, id);
    if (held?.text === text) holders.push({ file, held });
  };
  if (root.defaults) add(root.defaults);
  for (const phone of phones(root))
    if (version !== undefined && (version === all || version === writtenOfType(phone, 'image-name')?.text))
      add(phone.file);
  return holders;
}

function relatedHolder({ uriOf }: Across, { file, held }: Holder): Related[] {
  const entry = placed(file, held)?.entry;
  if (!entry) return [];
  const { name, value } = entry;
  const range = onLine(held.line, name.start, value.outer.end);
  return [{ uri: uriOf(file.name), range, message: t`${name.text} has the same value here` }];
}

/** Images that phones are told to run and that have no entry. */
function checkVersions(root: TftpRoot, entries: readonly Entry[]): Finding[] {
  const versions = entries.flatMap(({ version }) => (version?.text.trim() ? [version] : []));
  const named = new Set(versions.map(({ text }) => text.trim()));
  const [first] = versions;
  if (!first || named.has(all)) return [];
  // What cannot be judged, or is a finding of its own, may well be meant for these phones.
  if ([...named].some((name) => hasPlaceholder(name) || splitExtension(name).extension !== '')) return [];
  const used = imagesInUse(root);
  const left = [...used].filter(([image]) => !named.has(image) && imageForm(image));
  const [most] = left;
  if (!most) return [];
  const [image, count] = most;
  const at = versions.find(({ text }) => !used.has(text.trim())) ?? first;
  const anyPhone = phones(root).length > 0;
  return [
    report(
      rules.phonesWithoutEntry,
      at.range,
      { image, phones: anyPhone ? (count === 1 ? t('1 phone') : t`${count} phones`) : 'SIPDefault.cnf' },
      {
        fixes: [all, image].map((text) => ({
          title: text === all ? t`Make it an entry for all images (${all})` : t`Change to ${text}`,
          safe: false,
          edits: [replace(at.range, text)],
        })),
      },
    ),
  ];
}
