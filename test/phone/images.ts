/** Which firmware a phone can go to, and the files it fetches for that. */

import { imageForm, loaderOf } from '../../server/src/formats/imagename.ts';

/** The first release that takes signed images only. */
const firstSigned = 5;
/** The first release that is started by a loader of its own. */
const firstWithLoader = { sip: 7, sccp: 6 };

/** The first number of the release in the name of an image or a loader; `undefined` for all other names. */
function majorIn(image: string): number | undefined {
  if (!imageForm(image)) return undefined;
  return Number(/^P0.3(?:-(\d+)-|(\d\d))/.exec(image)?.slice(1).find(Boolean));
}

/** Whether it is firmware for CallManager, which knows nothing of SIP. */
export function isSccp(image: string): boolean {
  return imageForm(image)?.kind === 'sccp';
}

/** Whether the phone is started by a loader of its own. */
export function hasLoader(image: string): boolean {
  return (majorIn(image) ?? 0) >= firstWithLoader[isSccp(image) ? 'sccp' : 'sip'];
}

function takesSignedOnly(image: string): boolean {
  return (majorIn(image) ?? 0) >= firstSigned;
}

export type UpgradePlan =
  /** `list` is fetched first; it names the other files. */
  | { readonly kind: 'list'; readonly list: string }
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'refused'; readonly why: string };

/** How a phone that runs one image gets to another. */
export function planUpgrade(running: string, wanted: string): UpgradePlan {
  const kind = imageForm(wanted.trim())?.kind;
  const to = majorIn(wanted.trim());
  if (to === undefined || (kind !== 'sip' && kind !== 'loader')) {
    return { kind: 'refused', why: 'it is not the name of a SIP image' };
  }
  if (takesSignedOnly(running) && to < firstSigned) {
    return { kind: 'refused', why: 'firmware 5.0 and later takes signed images only, and this release has none' };
  }
  if (!takesSignedOnly(running)) return { kind: 'file', file: `${wanted}.bin` };
  if (hasLoader(running) && to >= firstWithLoader.sip) return { kind: 'list', list: `${wanted}.loads` };
  return { kind: 'file', file: `${wanted}.sbn` };
}

/** How a file begins that a test gives out as one without a signature. All others pass for signed. */
export const unsignedMark = 'unsigned image';

/** What is wrong with a file of an image for a phone that runs another one; `undefined`: it is taken. */
export function faultIn(content: Buffer, running: string): string | undefined {
  const isUnsigned = content.subarray(0, unsignedMark.length).toString('latin1') === unsignedMark;
  return isUnsigned && takesSignedOnly(running) ? 'Image Authentication Failed: it has no signature' : undefined;
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
