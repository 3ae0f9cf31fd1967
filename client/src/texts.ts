/** The texts of the extension in the editor's language. Each bundle of the extension has a table of its own. */

import { config } from '@vscode/l10n';
import { l10n } from 'vscode';

/** From now on texts are in the editor's language, where there is a translation. */
export function speakAsEditor(): void {
  if (l10n.bundle) config({ contents: l10n.bundle });
}
