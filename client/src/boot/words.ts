/** Events and phones in words, a line each. */

import type { Failed, Refused, TftpEvent } from '../tftp/server/events.ts';
import { fileFact } from './facts.ts';
import type { PhoneTimeline } from './types.ts';

const refusals: Readonly<Record<Refused['reason'], string>> = {
  write: 'it wants to write, and nobody may',
  malformed: 'it asks in a mode that is not known',
  outside: 'the name leads out of the folder or is hidden',
  'not-provisioning': 'this is no file for phones',
  unreadable: 'the file can not be read, is too large, or is being written',
  foreign: 'the address is in no private network',
  busy: 'too much at a time; the phone asks again',
  other: 'the server does not say why',
};

const failures: Readonly<Record<Failed['reason'], string>> = {
  silent: 'the phone has stopped answering',
  aborted: 'the phone broke it off',
  superseded: 'the phone asked anew',
  stopped: 'the server was stopped',
  trouble: 'it broke off',
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
      return `asks for ${file}`;
    case 'negotiated': {
      const options = Object.entries(event.options).map(([name, value]) => `${name} ${value}`);
      return `gets ${file} with ${options.join(', ')}`;
    }
    case 'progress':
      return `has ${event.bytes} of ${event.total} bytes of ${file}`;
    case 'done': {
      const bytes = event.bytes === undefined ? '' : `, ${event.bytes} bytes`;
      return `got ${file}${bytes}${event.retries ? `, ${event.retries} packets sent again` : ''}`;
    }
    case 'failed':
      return `did not get ${file}: ${failures[event.reason]}${event.message ? ` (${event.message})` : ''}`;
    case 'missing': {
      if (event.similar !== undefined) return `asks for ${file}, the folder has ${event.similar}: letter case`;
      return `asks for ${file}: not there${fileFact(file)?.missingIsNormal ? ', which is normal' : ''}`;
    }
    case 'refused':
      return `asks for ${file || 'nothing'}: refused, ${refusals[event.reason]}`;
  }
}

/** `00:0D:BC:00:11:22 (192.0.2.21)`, or as much of that as is known. */
export function phoneName({ mac, address, id }: PhoneTimeline): string {
  if (mac === undefined) return address ?? id;
  const written = mac.match(/../g)?.join(':') ?? mac;
  return address === undefined ? written : `${written} (${address})`;
}
