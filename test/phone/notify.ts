/** What the phone checks of a NOTIFY, in the order in which its software does. */

import { type Answer, header, parseAddress, parseUri, type SipRequest } from './sipMessage.ts';

export interface Verdict extends Answer {
  /** In plain words, why; empty when the message was accepted. */
  readonly why: string;
}

function refuse(status: number, reason: string, why: string, warn = false): Verdict {
  return { status, reason, why, ...(warn && { headers: [`Warning: 399 test-phone "${why}"`] }) };
}

/**
 * Answers a NOTIFY. 200 means that the phone will look at its files, not that it will restart. An unknown event gives
 * 400, not the 489 of RFC 6665.
 */
export function judgeNotify(request: SipRequest, lineNames: readonly string[]): Verdict {
  const event = header(request, 'event');
  if (event === undefined) return refuse(400, 'Bad Request', 'there is no Event header');
  const uri = parseUri(request.uri);
  if (uri?.scheme !== 'sip' || !uri.user) {
    return refuse(400, 'Bad Request', 'the address in the first line is no sip address with a user', true);
  }
  if (!lineNames.includes(uri.user)) return refuse(404, 'Not Found', `no line has the name ${uri.user}`);
  const to = parseAddress(header(request, 'to') ?? '');
  if (to?.scheme !== 'sip' || !to.user) return refuse(400, 'Bad Request', 'To is no sip address with a user');
  // As a whole: a parameter behind the name makes it another event.
  if (event.toLowerCase() !== 'check-sync') return refuse(400, 'Bad Request', `the event ${event} is not known`);
  return { status: 200, reason: 'OK', why: '' };
}
