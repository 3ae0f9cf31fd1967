/** Which firmware a phone can go to, and the files it fetches for that. */

import { imageForm, loaderOf } from '../../server/src/formats/imagename.ts';

/** The first release that takes signed images only. */
const firstSigned = 5;
/** The first release that is started by a loader of its own. */
const firstWithLoader = 7;

/** The first number of the release in a SIP image's or a loader's name; `undefined` for all other names. */
export function majorRelease(image: string): number | undefined {
  const kind = imageForm(image)?.kind;
  if (kind !== 'sip' && kind !== 'loader') return undefined;
  return Number(/^P0.3(?:-(\d+)-|(\d\d))/.exec(image)?.slice(1).find(Boolean));
}

/** Whether the phone is started by the loader of 7.0 and later. */
export function hasLoader(image: string): boolean {
  return (majorRelease(image) ?? 0) >= firstWithLoader;
}

export type UpgradePlan =
  /** `list` is fetched first; it names the other files. */
  | { readonly kind: 'list'; readonly list: string }
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'refused'; readonly why: string };

/** How a phone that runs one image gets to another. */
export function planUpgrade(running: string, wanted: string): UpgradePlan {
  const from = majorRelease(running) ?? 0;
  const to = majorRelease(wanted.trim());
  if (to === undefined) return { kind: 'refused', why: 'it is not the name of a SIP image' };
  if (from >= firstSigned && to < firstSigned) {
    return { kind: 'refused', why: 'firmware 5.0 and later takes signed images only, and this release has none' };
  }
  if (from < firstSigned) return { kind: 'file', file: `${wanted}.bin` };
  if (from >= firstWithLoader && to >= firstWithLoader) return { kind: 'list', list: `${wanted}.loads` };
  return { kind: 'file', file: `${wanted}.sbn` };
}

/** The files that a list of 7.0 and later names: the loader and the application. */
export function filesInList(content: Buffer): { readonly loader?: string; readonly application?: string } {
  // A signature stands around the names, so they are looked for and not parsed.
  const names = content.toString('latin1').match(/P0[0S]3[\w-]*\.sb[n2]/g) ?? [];
  const loader = names.find((name) => name.endsWith('.sbn'));
  const application = names.find((name) => name.endsWith('.sb2'));
  return { ...(loader && { loader }), ...(application && { application }) };
}

/** The loader that a phone with this image has: its own, or the image when that is a loader itself. */
export function loaderIn(image: string): string | undefined {
  return imageForm(image)?.kind === 'loader' ? image : loaderOf(image);
}
