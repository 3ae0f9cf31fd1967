/** What the setting `cisco.tftp.folder` means, without the editor's interface, so that tests can ask as well. */

import { isAbsolute, join, normalize } from 'node:path';

export type FolderSetting = { readonly path: string } | { readonly uri: string };

/**
 * A path or a URI. `~` is the user's home; a relative path begins at `base`, the workspace folder. `undefined`: nothing
 * is set, or a relative path has nothing to begin at.
 */
export function readFolderSetting(
  value: unknown,
  { base, home }: { readonly base: string | undefined; readonly home: string },
): FolderSetting | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  if (text === '') return undefined;
  // At least two letters before the colon: `C:\tftp` is a path.
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) return { uri: text };
  const expanded = text === '~' || /^~[\\/]/.test(text) ? join(home, text.slice(1)) : text;
  if (isAbsolute(expanded)) return { path: normalize(expanded) };
  return base === undefined ? undefined : { path: join(base, expanded) };
}
