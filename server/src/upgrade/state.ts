/** Where a TFTP folder stands: which images its files name, and which lie in it. */

import { t } from '@vscode/l10n';
import firmware from '../../../schemas/firmware.json' with { type: 'json' };
import { loaderOf, storedImages } from '../formats/imagename.ts';
import type { Os79xx } from '../formats/os79xx/parse.ts';
import { hasPlaceholder } from '../formats/placeholders.ts';
import type { StoredSet, UpgradeState } from '../protocol.ts';
import { imageKey, partsOf } from '../tftproot/images.ts';
import { given } from '../tftproot/navigate/entries.ts';
import { idsOfType, phones } from '../tftproot/phone.ts';
import type { TftpRoot } from '../tftproot/root.ts';
import { type Load, loadNamed } from './load.ts';
import { compareReleases, releaseOf, releaseText } from './release.ts';
import { completeLoads } from './stops.ts';

/** The file that names the image which firmware before 7.0 loads first. */
export const bootFileName = 'OS79XX.TXT';

/** The parameter that names the image. */
export const imageId = idsOfType('image-name')[0];

/** What can be told from the folder. What the phones run they may yet have to load. */
export function upgradeState(root: TftpRoot): UpgradeState {
  const stored = storedSets(root);
  const imageVersion = imageVersionOf(root);
  const bootImage = bootImageOf(root);
  return {
    imageVersion,
    bootImage,
    ownImages: ownImages(root),
    stored,
    newest: completeLoads(stored).at(-1)?.name ?? null,
    between: between(imageVersion, bootImage, stored),
  };
}

function imageVersionOf({ defaults }: TftpRoot): string | null {
  const text = imageId === undefined ? undefined : given(defaults?.settings, imageId)?.text;
  return text === undefined || hasPlaceholder(text) ? null : text;
}

/** OS79XX.TXT, read. */
export function bootFileOf(root: TftpRoot): { readonly name: string; readonly document: Os79xx } | undefined {
  const file = root.file(bootFileName);
  return file?.format.id === 'os79xx' ? { name: file.name, document: file.document as Os79xx } : undefined;
}

function bootImageOf(root: TftpRoot): string | null {
  const text = bootFileOf(root)?.document.image?.text;
  return text === undefined || hasPlaceholder(text) ? null : text;
}

function ownImages(root: TftpRoot): UpgradeState['ownImages'] {
  const counts = new Map<string, number>();
  for (const { own } of phones(root)) {
    const image = imageId === undefined ? undefined : given(own, imageId)?.text;
    if (image !== undefined && !hasPlaceholder(image)) counts.set(image, (counts.get(image) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([image, phones]) => ({ image, phones }));
}

/** The SIP images and loaders in the folder, the newest release last. */
export function storedSets(root: TftpRoot): readonly StoredSet[] {
  return storedImages(root)
    .map((image) => ({ ...image, parsed: releaseOf(image.name) ?? noRelease }))
    .sort((a, b) => compareReleases(a.parsed, b.parsed))
    .map(({ name, form, files, parsed }) => ({
      name,
      kind: form.kind === 'loader' ? 'loader' : 'sip',
      release: releaseText(parsed),
      files,
      missing: form.kind === 'loader' ? missingOfLoader(name, files) : missingOfImage(root, name),
    }));
}

const noRelease = { major: 0, minor: 0, maintenance: 0, build: 0 };

function missingOfImage(root: TftpRoot, name: string): readonly string[] {
  const parts = partsOf(root, name);
  return parts ? [...parts.missing, ...parts.missingOnce] : [];
}

function missingOfLoader(name: string, files: readonly string[]): readonly string[] {
  const whole = firmware.wholeImages.map((extension) => `${name}${extension}`);
  return whole.some((file) => files.includes(file)) ? [] : whole.slice(0, 1);
}

/** A folder whose two places name images that do not go together was left in the middle of a step. */
function between(
  imageVersion: string | null,
  bootImage: string | null,
  stored: readonly StoredSet[],
): UpgradeState['between'] {
  const wanted = loadNamed(imageVersion ?? '', stored);
  const boot = loadNamed(bootImage ?? '', stored);
  if (imageVersion === null || bootImage === null || !wanted || !boot) return null;
  if (imageKey(imageVersion) === imageKey(bootImage) || leadsTo(boot, wanted)) return null;
  const [from, to] = inOrder(bootImage, boot, imageVersion, wanted);
  const why = t`${bootFileName} names ${bootImage} and image_version ${imageVersion}.`;
  return { from, to, why };
}

/** Whether a phone goes on from the image that OS79XX.TXT names without coming back to it. */
function leadsTo(boot: Load, wanted: Load): boolean {
  const needsLoader = loaderOf(wanted.name) !== undefined;
  // A phone that has the loader does not read the file, so a SIP image of 7.0 or later in it does no harm.
  return needsLoader && (boot.stage.kind === 'loader' || loaderOf(boot.name) !== undefined);
}

function inOrder(bootImage: string, boot: Load, imageVersion: string, wanted: Load): readonly [string, string] {
  const isDown = boot.release && wanted.release && compareReleases(boot.release, wanted.release) > 0;
  return isDown ? [imageVersion, bootImage] : [bootImage, imageVersion];
}
