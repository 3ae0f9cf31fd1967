/** Firmware images as Cisco names them, and the files that belong to each. */

import firmware from '../../schemas/firmware.json' with { type: 'json' };

/** The SIP image of a release such as `4.4`. */
export function sipImage(release: string): string {
  const [major = 0, minor = 0] = release.split('.').map(Number);
  const two = (number: number) => String(number).padStart(2, '0');
  return major <= 2 ? `P0S3${two(major)}${two(minor)}` : `P0S3-${two(major)}-${minor}-00`;
}

/** All that is known of. */
export const sipImages: readonly string[] = firmware.releases.map(sipImage);

/** One of each age. */
export const sccpImages = ['P0030202', 'P00303020400', 'P00304000000', 'P00305000300', 'P00306000100', 'P00308010200'];

/** What lies in a TFTP folder that has an image completely, from the first release on. */
export function filesOf(image: string): string[] {
  const major = Number(/^P0S3-?(\d{1,2})/.exec(image)?.[1]);
  if (major < 5) return [`${image}.bin`];
  if (major < 7) return [`${image}.bin`, `${image}.sbn`];
  const loader = image.replace('P0S3', 'P003');
  return [`${loader}.bin`, `${loader}.sbn`, `${image}.loads`, `${image}.sb2`];
}
