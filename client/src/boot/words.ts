/** Events and phones in words, a line each. */

import { t } from '@vscode/l10n';
import type { Failed, Refused, TftpEvent } from '../tftp/server/events.ts';
import { fileFact } from './facts.ts';
import type { PhoneTimeline } from './types.ts';

const refusals: Readonly<Record<Refused['reason'], string>> = {
  get write() {
    return t('it wants to write, and nobody may');
  },
  get malformed() {
    return t('it asks in a mode that is not known');
  },
  get outside() {
    return t('the name leads out of the folder or is hidden');
  },
  get 'not-provisioning'() {
    return t('this is no file for phones');
  },
  get unreadable() {
    return t('the file can not be read, is too large, or is being written');
  },
  get foreign() {
    return t('the address is in no private network');
  },
  get busy() {
    return t('too much at a time; the phone asks again');
  },
  get other() {
    return t('the server does not say why');
  },
};

const failures: Readonly<Record<Failed['reason'], string>> = {
  get silent() {
    return t('the phone has stopped answering');
  },
  get aborted() {
    return t('the phone broke it off');
  },
  get superseded() {
    return t('the phone asked anew');
  },
  get stopped() {
    return t('the server was stopped');
  },
  get trouble() {
    return t('it broke off');
  },
};

/** Why a file was not given out. */
export function refusalText(reason: Refused['reason']): string {
  return refusals[reason];
}

/** What happened; goes on after the phone's name. */
export function describeEvent(event: TftpEvent): string {
  const { file } = event;
  switch (event.type) {
    case 'request':
      return t`asks for ${file}`;
    case 'negotiated': {
      const options = Object.entries(event.options).map(([name, value]) => `${name} ${value}`);
      return t`gets ${file} with ${options.join(', ')}`;
    }
    case 'progress':
      return t`has ${event.bytes} of ${event.total} bytes of ${file}`;
    case 'done': {
      const bytes = event.bytes === undefined ? '' : t`, ${event.bytes} bytes`;
      return t`got ${file}${bytes}${event.retries ? t`, ${event.retries} packets sent again` : ''}`;
    }
    case 'failed':
      return t`did not get ${file}: ${failures[event.reason]}${event.message ? ` (${event.message})` : ''}`;
    case 'missing': {
      if (event.similar !== undefined) return t`asks for ${file}, the folder has ${event.similar}: letter case`;
      return t`asks for ${file}: not there${fileFact(file)?.missingIsNormal ? t(', which is normal') : ''}`;
    }
    case 'refused':
      return t`asks for ${file || 'nothing'}: refused, ${refusals[event.reason]}`;
  }
}

/** `00:0D:BC:00:11:22 (192.0.2.21)`, or as much of that as is known. */
export function phoneName({ mac, address, id }: PhoneTimeline): string {
  if (mac === undefined) return address ?? id;
  const written = mac.match(/../g)?.join(':') ?? mac;
  return address === undefined ? written : `${written} (${address})`;
}
