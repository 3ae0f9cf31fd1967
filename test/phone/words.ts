/** What a phone does, in plain words, one line an event. */

import type { PhoneEvent } from './phone.ts';

export function describe(event: PhoneEvent): string {
  switch (event.type) {
    case 'booted': {
      const lines = event.lines.length > 0 ? `lines ${event.lines.join(', ')}` : 'no line: it refuses every check-sync';
      return `booted with ${event.image}, listens on port ${event.port}, ${lines}`;
    }
    case 'portTaken':
      return `cannot listen on port ${event.port}: another program does`;
    case 'fetched':
      return `fetched ${event.file}, ${event.bytes} bytes`;
    case 'missing':
      return event.error === undefined
        ? `asked for ${event.file}: not there`
        : `asked for ${event.file}: ${event.error}`;
    case 'dialPlan':
      return event.discarded
        ? `threw the dial plan ${event.file} away: there is a fault in it`
        : `took ${event.rules} rules from the dial plan ${event.file}`;
    case 'notify': {
      // What was refused need not have been a check-sync.
      const [what, why] = event.why === '' ? ['check-sync', 'it will look at its files'] : ['a message', event.why];
      return `${what} from ${event.from}: answered ${event.status}${event.repeat ? ' once more' : ''}, ${why}`;
    }
    case 'ignored':
      return `a message from ${event.from} was not answered: ${event.why}`;
    case 'idle':
      return 'has been idle long enough, looks at its files';
    case 'compared':
      return compared(event);
    case 'upgraded':
      return `changed its firmware from ${event.from} to ${event.to}`;
    case 'upgradeFailed':
      return `kept its firmware, ${event.image} was asked for: ${event.why}`;
    case 'restarted':
      return `restart number ${event.count}, because of ${event.reason === 'upgrade' ? 'its new firmware' : 'check-sync'}`;
  }
}

function compared(event: PhoneEvent & { type: 'compared' }): string {
  if (event.entry === 'none') return 'found no entry for its image in syncinfo.xml: no restart';
  const where = event.entry === 'own' ? 'the entry for its image' : 'the entry for all images';
  const result = event.restarts ? 'it restarts' : 'the same, no restart';
  return `SYNC is "${event.sync}" in ${where}, its own sync is "${event.stored}": ${result}`;
}
