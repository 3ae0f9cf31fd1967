/** Sends check-sync to phones, with what the editor has for it: the log, and the passwords that it keeps. */

import type { Environment } from '../environment.ts';
import { sendToMany } from '../sip/checkSync.ts';
import type { Outcome, TraceEntry } from '../sip/types.ts';
import { expectTrust } from '../trust.ts';
import type { Recipient } from './deliver.ts';
import type { Passwords } from './passwords.ts';

export interface Sending {
  readonly environment: Environment;
  readonly passwords: Passwords;
  readonly signal?: AbortSignal;
  /** Called as each is done; `index` is its place in the list. */
  readonly onOutcome: (outcome: Outcome, index: number) => void;
}

export async function sendTo(
  recipients: readonly Recipient[],
  { environment: { log, context }, passwords, signal, onOutcome }: Sending,
): Promise<void> {
  expectTrust();
  const outcomes = await sendToMany(
    recipients.map(({ phone }) => phone),
    {
      ...(signal && { signal }),
      userAgent: `cisco-sip-phones/${context.extension.packageJSON.version}`,
      trace: (entry) => log.info(traceText(entry)),
      credentials: (realm, { user }) => passwords.of(realm, user),
      onOutcome: (outcome, index) => {
        log.info(`${recipients[index]?.title}: ${outcome.kind}. ${outcome.meaning} ${outcome.next}`.trim());
        onOutcome(outcome, index);
      },
    },
  );
  if (outcomes.some(({ kind }) => kind === 'unauthorized')) await passwords.refused();
}

function traceText({ direction, peer, text, note }: TraceEntry): string {
  const way = direction === 'sent' ? 'to' : 'from';
  return `SIP ${direction} ${way} ${peer}${note ? ` (${note})` : ''}\n${text.trimEnd()}`;
}
