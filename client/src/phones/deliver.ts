/** Sends check-sync to phones and tells how it went: one phone in a message, several in a document that fills. */

import { t } from '@vscode/l10n';
import type { Restart } from '../../../server/src/protocol.ts';
import type { Environment } from '../environment.ts';
import { showInformationMessage, showWarningMessage } from '../notices.ts';
import { running } from '../running.ts';
import { sendToMany } from '../sip/checkSync.ts';
import type { Outcome, Phone, TraceEntry } from '../sip/types.ts';
import { expectTrust } from '../trust.ts';
import type { CheckSyncResults } from '../views/checkSyncResults.ts';
import { addressText } from './address.ts';
import { Passwords } from './passwords.ts';
import { isAccepted, type Row, summary } from './resultsTable.ts';

/** A phone and what is to be said of it. */
export interface Recipient {
  readonly phone: Phone;
  /** How the user knows it, such as `SIP000DBC001122 Reception`. */
  readonly title: string;
  /** The name of its file in the TFTP folder. */
  readonly file?: string;
  /** What the message makes of it; `undefined`: there is no file that tells. */
  readonly restart?: Restart;
}

const effects: Record<Restart, string> = {
  get differs() {
    return t(' In the files they differ, so it will.');
  },
  get same() {
    return t(' In the files they are the same, so it will not unless it started before the last change.');
  },
  get 'no-entry'() {
    return t(' syncinfo.xml has no entry for it, so most likely it will not.');
  },
};

/** The phones that did not accept the last time. */
export class Deliveries {
  readonly #environment: Environment;
  readonly #results: CheckSyncResults;
  #failed: readonly Recipient[] = [];

  constructor(environment: Environment, results: CheckSyncResults) {
    this.#environment = environment;
    this.#results = results;
  }

  /** Sends, shows, and offers to send again to those that failed. */
  async send(recipients: readonly Recipient[]): Promise<void> {
    expectTrust();
    for (let next = recipients; next.length > 0; ) {
      const outcomes = await this.#sendOnce(next);
      this.#failed = next.filter((_, index) => !isAccepted(outcomes[index]));
      next = (await this.#tell(next, outcomes)) ? this.#failed : [];
    }
  }

  async retry(): Promise<void> {
    if (this.#failed.length === 0) void showInformationMessage(t('No phone failed the last time.'));
    else await this.send(this.#failed);
  }

  async #sendOnce(recipients: readonly Recipient[]): Promise<readonly (Outcome | undefined)[]> {
    const { log, context } = this.#environment;
    const passwords = new Passwords(context.secrets);
    const outcomes: (Outcome | undefined)[] = recipients.map(() => undefined);
    const rows = () => recipients.map((recipient, index) => rowOf(recipient, outcomes[index]));
    const many = recipients.length > 1;
    if (many) await this.#results.show(rows());
    const [only] = recipients;
    const title = many ? t`check-sync to ${recipients.length} phones` : t`check-sync to ${only?.title ?? ''}`;
    await running(title, (signal, report) => {
      let done = 0;
      return sendToMany(
        recipients.map(({ phone }) => phone),
        {
          signal,
          userAgent: `cisco-sip-phones/${context.extension.packageJSON.version}`,
          trace: (entry) => log.info(traceText(entry)),
          credentials: (realm, { user }) => passwords.of(realm, user),
          onOutcome: (outcome, index) => {
            outcomes[index] = outcome;
            done += 1;
            log.info(`${recipients[index]?.title}: ${outcome.kind}. ${outcome.meaning} ${outcome.next}`.trim());
            if (!many) return;
            report({ message: t`${done} done`, increment: 100 / recipients.length });
            this.#results.update(rows());
          },
        },
      );
    });
    if (outcomes.some((outcome) => outcome?.kind === 'unauthorized')) await passwords.refused();
    return outcomes;
  }

  /** Whether the user wants to send again. */
  async #tell(recipients: readonly Recipient[], outcomes: readonly (Outcome | undefined)[]): Promise<boolean> {
    const many = recipients.length > 1;
    const good = this.#failed.length === 0;
    const again = many ? t('Retry the Failed') : t('Retry');
    const details = t('Show Trace');
    const message = many
      ? t`check-sync: ${summary(recipients.map((recipient, index) => rowOf(recipient, outcomes[index])))}`
      : words(recipients[0], outcomes[0]);
    const show = good ? showInformationMessage : showWarningMessage;
    const answer = await show(message, ...(good ? [details] : [again, details]));
    if (answer === details) this.#environment.log.show();
    return answer === again;
  }
}

function rowOf({ title, phone }: Recipient, outcome: Outcome | undefined): Row {
  return { title, address: addressText(phone), ...(outcome && { outcome }) };
}

function words(recipient: Recipient | undefined, outcome: Outcome | undefined): string {
  if (!recipient || !outcome) return '';
  const effect = isAccepted(outcome) && recipient.restart ? effects[recipient.restart] : '';
  return `${recipient.title}: ${outcome.meaning}${effect} ${outcome.next}`.trim();
}

function traceText({ direction, peer, text, note }: TraceEntry): string {
  const way = direction === 'sent' ? 'to' : 'from';
  return `SIP ${direction} ${way} ${peer}${note ? ` (${note})` : ''}\n${text.trimEnd()}`;
}
