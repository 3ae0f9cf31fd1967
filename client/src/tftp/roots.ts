/** Where TFTP servers usually keep their files, to be offered when nothing is set. */

import { stat } from 'node:fs/promises';
import facts from '../../../schemas/provisioning-files.json' with { type: 'json' };

export interface TftpFolder {
  readonly path: string;
  /** The systems and servers that use it. */
  readonly where: string;
}

/** The usual folders of a system, the most usual first. */
export function usualRoots(platform: NodeJS.Platform = process.platform): TftpFolder[] {
  return facts.roots
    .filter(({ platforms }) => (platforms as readonly string[]).includes(platform))
    .map(({ path, where }) => ({ path, where }));
}

/** Those that exist here. */
export async function existingRoots(roots: readonly TftpFolder[] = usualRoots()): Promise<TftpFolder[]> {
  const exists = await Promise.all(
    roots.map(({ path }) =>
      stat(path).then(
        (stats) => stats.isDirectory(),
        () => false,
      ),
    ),
  );
  return roots.filter((_, index) => exists[index]);
}
