/** Commands answer: what goes wrong in one is told where it was called from, and logged. */

import { t } from '@vscode/l10n';
import type { LogOutputChannel } from 'vscode';
import { Trouble } from './environment.ts';
import { showErrorMessage } from './notices.ts';

/** Runs a command. `expected`: whether an error is a sentence for the user as it stands. */
export async function answering(
  log: LogOutputChannel,
  run: () => Promise<void>,
  isExpected: (error: unknown) => boolean = (error) => error instanceof Trouble,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (isExpected(error)) log.warn(message);
    else log.error(error instanceof Error ? error : message);
    if ((await showErrorMessage(message, t('Show Log'))) === t('Show Log')) log.show();
  }
}
