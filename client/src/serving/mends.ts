/** What the editor can do about a problem that a phone met. */

import { t } from '@vscode/l10n';
import { fileFact, macInName } from '../boot/facts.ts';
import type { Problem } from '../boot/judge.ts';
import { placeOf } from '../tftp/server/names.ts';

export type Mend = { readonly title: string } & (
  | { readonly do: 'copy'; readonly from: string; readonly to: string }
  | { readonly do: 'create dial plan'; readonly to: string }
  /** `mac`: twelve digits, capitals. */
  | { readonly do: 'create phone'; readonly mac: string }
);

/** Names of files are relative to the folder, and none leads out of it. `undefined`: that takes a human. */
export function mendOf({ id, file, similar }: Problem): Mend | undefined {
  const place = file === undefined ? undefined : placeOf(file);
  if (!place || !('path' in place)) return undefined;
  const { path } = place;
  if (id === 'letter-case' && similar !== undefined)
    return { do: 'copy', from: similar, to: path, title: t`Copy ${similar} as ${path}` };
  if (id !== 'missing') return undefined;
  const kind = fileFact(path)?.id;
  const mac = macInName(path);
  if (kind === 'phone-file' && mac !== undefined) return { do: 'create phone', mac, title: t`Create ${path}…` };
  return kind === 'dial-plan' ? { do: 'create dial plan', to: path, title: t`Create ${path}` } : undefined;
}
