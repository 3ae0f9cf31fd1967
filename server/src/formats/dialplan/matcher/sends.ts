/** What the phone sends for a number. */

import { attributeFacts } from '../facts.ts';
import type { Rewrite, RewritePart } from '../pattern.ts';
import type { Template } from '../plan.ts';
import type { Firmware } from './firmware.ts';

export interface Sends {
  /** What the phone calls: the number, or what Rewrite makes of it. */
  readonly text: string;
  /** The user part of the SIP URI that it calls. */
  readonly user: string;
  /** The parameter that the URI gets: `user=phone` or `user=ip`. */
  readonly parameter: string | undefined;
  /** Which server gets the call, in the words of Route. */
  readonly route: string;
}

/** What is sent by a rule for `number`, with what the groups of its pattern took; by no rule as it was dialled. */
export function sendsOf(
  template: Template | undefined,
  number: string,
  groups: readonly string[],
  firmware: Firmware,
): Sends {
  const text = template?.rewrite ? rewritten(template.rewrite, number, groups, firmware) : number;
  return {
    text,
    user: userPart(text),
    parameter: template?.user && `user=${template.user.toLowerCase()}`,
    route: template?.route ?? attributeFacts('Route').default ?? '',
  };
}

function rewritten({ parts }: Rewrite, number: string, groups: readonly string[], firmware: Firmware): string {
  const captured = groups.join('');
  let next = 0;
  const write = ({ kind, text, group = 0 }: RewritePart): string => {
    switch (kind) {
      case 'literal':
        return text;
      case 'escaped':
        return text.slice(1);
      case 'all':
        return number;
      case 'group':
        return groups[group - 1] ?? (firmware.missingGroup === 'digit' ? String(group) : '');
      case 'dots': {
        const from = next;
        next += text.length;
        return captured.slice(from, next);
      }
    }
  };
  return parts.map(write).join('');
}

/** The user part of an address such as `<sip:1234@pbx.example.com>`, or of a bare number. */
function userPart(text: string): string {
  const address = text.startsWith('<') ? text.slice(1) : text;
  const start = /^sips?:/i.exec(address)?.[0].length ?? 0;
  const at = address.indexOf('@', start);
  const end = at < 0 ? address.slice(start).search(/[;>]/) : at - start;
  return end < 0 ? address.slice(start) : address.slice(start, start + end);
}
