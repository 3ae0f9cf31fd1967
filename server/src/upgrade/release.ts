/** The release in the name of an image, whatever the spelling. */

import { imageForm } from '../formats/imagename.ts';

export interface Release {
  readonly major: number;
  readonly minor: number;
  /** 0 where the name has no third number. */
  readonly maintenance: number;
  /** The fourth number of SCCP names, else 0. */
  readonly build: number;
}

/** `P0S30202` is 2.2, `P0S3-08-12-00` is 8.12, `P00303020400` is 3.2(4); `undefined` for names of no image. */
export function releaseOf(image: string): Release | undefined {
  if (!imageForm(image)) return undefined;
  // Behind the four letters of the protocol: numbers with dashes before them, or two digits each.
  const [major = 0, minor = 0, maintenance = 0, build = 0] = (image.slice(4).match(/\d{1,2}/g) ?? []).map(Number);
  return { major, minor, maintenance, build };
}

/** Negative, zero or positive, as for sorting. */
export function compareReleases(a: Release, b: Release): number {
  return a.major - b.major || a.minor - b.minor || a.maintenance - b.maintenance || a.build - b.build;
}

/** As Cisco writes it: `8.12`, `3.2(4)`, `3.2(4.1)`. */
export function releaseText({ major, minor, maintenance, build }: Release): string {
  const rest = build > 0 ? `(${maintenance}.${build})` : maintenance > 0 ? `(${maintenance})` : '';
  return `${major}.${minor}${rest}`;
}
