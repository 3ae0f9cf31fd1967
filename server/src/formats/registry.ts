/** All formats. A new one is a folder beside this file and a line here. */

import { cnf } from './cnf/index.ts';
import { dialplan } from './dialplan/index.ts';
import { dialtests } from './dialtests/index.ts';
import type { Format } from './format.ts';
import { os79xx } from './os79xx/index.ts';
import { ringlist } from './ringlist/index.ts';
import { syncinfo } from './syncinfo/index.ts';

export const formats: readonly Format[] = [cnf, dialplan, syncinfo, os79xx, ringlist, dialtests];

/** As much of a file as is needed to tell what it is: characters. */
export const headLength = 8192;

/** The format of a file, from its name (without path) and its beginning. */
export function formatOf(fileName: string, head: string): Format | undefined {
  return formats.find((format) => format.claims(fileName, head.slice(0, headLength)));
}

export function formatOfLanguage(languageId: string): Format | undefined {
  return formats.find((format) => format.languageId === languageId);
}
