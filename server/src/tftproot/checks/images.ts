/** Whether the images are there that image_version and OS79XX.TXT name, and whether the two go together. */

import { t } from '@vscode/l10n';
import firmware from '../../../../schemas/firmware.json' with { type: 'json' };
import type { Setting } from '../../formats/cnf/settings.ts';
import { imageForm, loaderOf } from '../../formats/imagename.ts';
import type { Os79xx } from '../../formats/os79xx/parse.ts';
import { hasPlaceholder } from '../../formats/placeholders.ts';
import { replace } from '../../formats/ranges.ts';
import { type Finding, type Fix, report } from '../../formats/rules.ts';
import { imageKey, imagesIn, imagesInUse, majorOf, type Parts, partsOf } from '../images.ts';
import { rules } from '../rules.ts';
import { type Across, listed, mostRelated, type Placed, placed, settingsOfType } from './across.ts';

/** The images that the file names. A folder without any image is not judged: they may be kept elsewhere. */
export function checkImageNames(across: Across): Finding[] {
  const found = settingsOfType(across.file, 'image-name');
  if (found.length === 0 || imagesIn(across.root).sip.length === 0) return [];
  return found.flatMap((each) => checkImage(across, each));
}

function checkImage({ root, file }: Across, found: Setting): Finding[] {
  const name = found.text;
  const images = imagesIn(root);
  const parts = partsOf(root, name);
  // A name of no SIP image is a finding of its own.
  if (!parts || (parts.present.length > 0 && parts.missing.length + parts.missingOnce.length === 0)) return [];
  const place = placed(file, found);
  if (!place) return [];
  if (parts.present.length > 0) return checkParts(place, parts);
  const [other] = images.spellings.get(imageKey(name)) ?? [];
  if (other !== undefined) {
    return [report(rules.imageSpelling, place.range, { name, other }, { fixes: [write(place, other)] })];
  }
  const isShared = file.role.role === 'default';
  return [
    report(
      rules.imageMissing,
      place.range,
      { name, files: listed(parts.missing) },
      {
        fixes: images.sip.slice(0, mostRelated).map((image) => write(place, image)),
        ...(!isShared && { atMost: 'information' as const }),
      },
    ),
  ];
}

function checkParts({ setting, range }: Placed, { present, missing, missingOnce }: Parts): Finding[] {
  const name = setting.text;
  if (missing.length > 0) {
    return [report(rules.imageIncomplete, range, { name, present: listed(present), missing: listed(missing) })];
  }
  return [report(rules.loaderMissing, range, { name, missing: listed(missingOnce) })];
}

function write({ range }: Pick<Placed, 'range'>, image: string): Fix {
  return { title: t`Change to '${image}'`, safe: false, edits: [replace(range, image)] };
}

/** The image in OS79XX.TXT, beside what the phones are told to run and the files in the folder. */
export function checkBootImage({ root, file }: Across): Finding[] {
  const named = (file.document as Os79xx).image;
  if (!named || hasPlaceholder(named.text) || !imageForm(named.text)) return [];
  const { text: name, range } = named;
  const wanted = [...imagesInUse(root).keys()].filter((image) => majorOf(image) !== undefined);
  const older = wanted.filter((image) => loaderOf(image) === undefined);
  return [...checkOther(name, range, wanted, older), ...checkBootFiles(root, name, range, older.length > 0)];
}

function checkOther(
  name: string,
  range: Finding['range'],
  wanted: readonly string[],
  [older]: readonly string[],
): Finding[] {
  const [image] = wanted;
  if (image === undefined || wanted.some((each) => imageKey(each) === imageKey(name))) return [];
  // A loader can go on to any later image.
  if (imageForm(name)?.kind === 'loader' && wanted.some((each) => loaderOf(each) !== undefined)) return [];
  if (older !== undefined) {
    return [report(rules.bootImageOther, range, { name, image: older }, { fixes: [write({ range }, older)] })];
  }
  const loader = loaderOf(image);
  // A later SIP image in the loader's place is a finding of its own.
  if (loader === undefined || loaderOf(name) !== undefined) return [];
  return [report(rules.bootLoaderExpected, range, { name, image, loader }, { fixes: [write({ range }, loader)] })];
}

function checkBootFiles(root: Across['root'], name: string, range: Finding['range'], isRead: boolean): Finding[] {
  const { spellings } = imagesIn(root);
  // The loader's name belongs here, not that of an image which is no single file.
  if (spellings.size === 0 || loaderOf(name) !== undefined) return [];
  const files = firmware.wholeImages.map((extension) => `${name}${extension}`);
  if (files.some((each) => root.has(each))) return [];
  const [other] = spellings.get(imageKey(name)) ?? [];
  return [
    report(
      rules.bootImageMissing,
      range,
      {
        files: files.join(t(' nor ')),
        instead: other === undefined || other === name ? '' : t` It is called '${other}' there.`,
      },
      {
        fixes: other === undefined || other === name ? [] : [write({ range }, other)],
        ...(!isRead && { atMost: 'hint' as const }),
      },
    ),
  ];
}
