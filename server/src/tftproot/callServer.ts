/** Which server gets a call, as far as the files say. */

import acrossFiles from '../../../schemas/across-files.json' with { type: 'json' };
import { isValue } from './checks/across.ts';
import { written } from './phone.ts';
import type { TftpRoot } from './root.ts';

const { registration, emergency } = acrossFiles;

/**
 * The address in SIPDefault.cnf of the server for calls on a line (from 1) by a route of the dial plan; `undefined`
 * when it names none.
 */
export function callServer(root: TftpRoot, line: number, route: string): string | undefined {
  const own = root.defaults?.settings;
  if (!own) return undefined;
  const numbered = (number: number) => registration.server.replace('{n}', String(number));
  const names =
    route === emergency.route ? [emergency.parameter] : [numbered(line), numbered(registration.commonNumber)];
  for (const name of names) {
    const found = written({ own, defaults: undefined }, name);
    if (found && isValue(found)) return found.text;
  }
  return undefined;
}
