/** How a folder is to be served, by the settings `cisco.serve`, without the editor's interface. */

import { isIP } from 'node:net';
import { t } from '@vscode/l10n';
import { tftpPort } from '../tftp/server/server.ts';
import type { Offer } from './servingState.ts';

/** The values as they are set, of whatever type. */
export interface ServeSettings {
  readonly host: unknown;
  readonly port: unknown;
  readonly anyLetterCase: unknown;
  readonly anyAddress: unknown;
}

/** What to do for the folder at `folder`, or what is wrong with the settings, as a sentence. */
export function readServeSettings(settings: ServeSettings, folder: string): Offer | { readonly problem: string } {
  const { host = '', port = tftpPort, anyLetterCase, anyAddress } = settings;
  const address = typeof host === 'string' && host.trim() !== '' ? host.trim() : '0.0.0.0';
  if (typeof host !== 'string' || !isIP(address))
    return { problem: t('The setting cisco.serve.host takes an IPv4 or IPv6 address of this computer, or nothing.') };
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65535)
    return { problem: t('The setting cisco.serve.port takes a number from 1 to 65535.') };
  return { folder, host: address, port, anyLetterCase: anyLetterCase === true, anyAddress: anyAddress === true };
}
