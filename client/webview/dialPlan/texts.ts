/** The page's texts in the editor's language, before anything of the page is made: `main.ts` loads this first. */

import { config } from '@vscode/l10n';

const { texts } = document.body.dataset;
if (texts !== undefined) config({ contents: texts });
