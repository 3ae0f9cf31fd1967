/** What a phone runs, or is to run: an image by its name, with what its release means for upgrades. */

import { imageForm, splitExtension } from '../formats/imagename.ts';
import type { StoredSet } from '../protocol.ts';
import { imageKey } from '../tftproot/images.ts';
import { type Stage, stageOf, stages } from './facts.ts';
import { type Release, releaseOf } from './release.ts';

export interface Load {
  /** As the files in the folder spell it, where it lies there. */
  readonly name: string;
  readonly stage: Stage;
  /** `undefined` for SCCP firmware of an unknown release. */
  readonly release: Release | undefined;
}

/** A phone with SCCP firmware of which nobody knows the release. */
export const anySccp = 'sccp';

/**
 * The load of that name in any letter case, with or without the extension of a file; `undefined` when it is none for
 * which anything is known.
 */
export function loadNamed(text: string, stored: readonly StoredSet[]): Load | undefined {
  if (text.toLowerCase() === anySccp) {
    const stage = stages.find(({ kind }) => kind === anySccp);
    return stage && { name: anySccp, stage, release: undefined };
  }
  const { name } = splitExtension(text.trim());
  const known = imageForm(name) ? name : name.toUpperCase();
  const release = releaseOf(known);
  const stage = release && stageOf(imageForm(known)?.kind ?? '', release.major);
  return stage && { name: spelled(known, stored), stage, release };
}

/** An image's name as the files in the folder spell it: that spelling, else another one for the same image. */
export function spelled(name: string, stored: readonly StoredSet[]): string {
  if (stored.some((set) => set.name === name)) return name;
  return stored.find((set) => imageKey(set.name) === imageKey(name))?.name ?? name;
}
