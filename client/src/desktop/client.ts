/** The client as the entry loads it on a computer. */

import type { ExtensionContext } from 'vscode';
import { start as startOn } from '../client.ts';
import type { PhonesFrame, PhonesView } from '../views/phonesView.ts';
import { desktop } from './platform.ts';

export * from '../client.ts';

export function start(context: ExtensionContext, frame: PhonesFrame): PhonesView {
  return startOn(context, frame, desktop);
}
