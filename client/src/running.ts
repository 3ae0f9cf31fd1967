/** Work that may take long: shown and stoppable when it does, without a flicker when it does not. */

import { setTimeout as delay } from 'node:timers/promises';
import { type Progress, ProgressLocation, window } from 'vscode';
import { withoutLinks } from './notices.ts';

/** Milliseconds after which work counts as long. */
const patience = 700;

export interface Step {
  readonly message: string;
  /** Percent. */
  readonly increment: number;
}

/** Runs `work`; `report` may be called whether or not anything is shown yet. */
export async function running<T>(
  title: string,
  work: (signal: AbortSignal, report: (step: Step) => void) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  let shown: Progress<Step> | undefined;
  let unseen = 0;
  let latest = '';
  const result = work(stop.signal, ({ message: told, increment }) => {
    const message = withoutLinks(told);
    latest = message;
    if (shown) shown.report({ message, increment });
    else unseen += increment;
  });
  const long = await Promise.race([result.then(() => false), delay(patience, true)]);
  if (!long) return result;
  const options = { location: ProgressLocation.Notification, title: withoutLinks(title), cancellable: true };
  await window.withProgress<unknown>(options, (progress: Progress<Step>, token) => {
    shown = progress;
    progress.report({ message: latest, increment: unseen });
    token.onCancellationRequested(() => stop.abort());
    return result.catch(() => undefined);
  });
  return result;
}
