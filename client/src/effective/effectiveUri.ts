/** The addresses of the documents that show what a phone works with. */

import { Uri } from 'vscode';

export const effectiveScheme = 'cisco-effective';

/** What such a document is about. */
export interface EffectiveSubject {
  /** The phone's file. */
  readonly phone: Uri;
  /** With the place that each value comes from. */
  readonly origins: boolean;
}

/** `title` is what the editor's tab shows. */
export function effectiveUri(title: string, { phone, origins }: EffectiveSubject): Uri {
  // A tab shows what stands behind the last slash.
  const path = `/${title.replace(/[/\\]/g, '\u2215')}`;
  return Uri.from({ scheme: effectiveScheme, path, query: phone.toString(), fragment: origins ? 'origins' : 'values' });
}

export function subjectOf({ query, fragment }: Uri): EffectiveSubject {
  return { phone: Uri.parse(query), origins: fragment === 'origins' };
}
