/** What the client saw phones ask for in vain: see the end of `protocol.ts`. */

import { type Connection, NotificationType } from 'vscode-languageserver';
import { type AskedFile, type AskedParams, askedNotification } from './protocol.ts';
import type { Session } from './session.ts';
import { defaultsName } from './tftproot/root.ts';

export function askedRequests(connection: Connection, session: Session): void {
  /** One after the other, so that what was said last counts. */
  let told: Promise<unknown> = Promise.resolve();
  connection.onNotification(new NotificationType<AskedParams>(askedNotification), (params) => {
    told = told.then(() =>
      session.guard('Files that phones asked for', params.folder, undefined, () => take(params, session)),
    );
  });
}

async function take({ folder: uri, files }: AskedParams, { folders, asked, publisher }: Session): Promise<void> {
  const inside = `${uri.replace(/\/$/, '')}/${defaultsName}`;
  await folders.load(inside);
  const place = folders.placeOf(inside);
  // What lies in another TFTP folder is asked for by other names.
  if (place?.name !== defaultsName) return;
  const { folder } = place;
  await folder.loaded;
  const before = asked.about(folder);
  asked.say(folder, files.filter(isWhole));
  publisher.look(folder, [...new Set([...before.keys(), ...asked.about(folder).keys()])]);
}

/** Findings are made of it again and again: what is no such thing must not stand in their way. */
function isWhole(file: AskedFile | null): boolean {
  const { name, phones } = file ?? {};
  return typeof name === 'string' && Array.isArray(phones) && phones.every((phone) => Number.isFinite(phone?.last));
}
