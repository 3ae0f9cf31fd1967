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

/** The names of the files in the folder, which change while the view is looked at; `undefined`: not known. */
export type FilesThere = ReadonlySet<string> | undefined;

/**
 * What a click can do about a problem. Names of files are relative to the folder, and none leads out of it. `undefined`:
 * that takes a human, or it is done already.
 */
export function mendOf(problem: Problem, files?: FilesThere): Mend | undefined {
  const { id, similar } = problem;
  const path = pathOf(problem);
  if (path === undefined || arrivedFile(problem, files) !== undefined) return undefined;
  if (id === 'letter-case' && similar !== undefined)
    return files?.has(similar) === false
      ? undefined
      : { do: 'copy', from: similar, to: path, title: t`Copy ${similar} as ${path}` };
  if (id !== 'missing') return undefined;
  const kind = fileFact(path)?.id;
  const mac = macInName(path);
  if (kind === 'phone-file' && mac !== undefined) return { do: 'create phone', mac, title: t`Create ${path}…` };
  return kind === 'dial-plan' ? { do: 'create dial plan', to: path, title: t`Create ${path}` } : undefined;
}

/** The file that a phone asked for in vain and that is there by now, whoever made it. */
export function arrivedFile(problem: Problem, files: FilesThere): string | undefined {
  if (problem.id !== 'missing' && problem.id !== 'letter-case') return undefined;
  const path = pathOf(problem);
  return path !== undefined && files?.has(path) ? path : undefined;
}

function pathOf({ file }: Problem): string | undefined {
  const place = file === undefined ? undefined : placeOf(file);
  return place && 'path' in place ? place.path : undefined;
}
