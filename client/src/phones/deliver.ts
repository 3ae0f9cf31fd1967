/** Sends check-sync to phones and tells how it went: one phone in a message, several in a document that fills. */

import { t } from '@vscode/l10n';
import { env } from 'vscode';
import type { Restart } from '../../../server/src/protocol.ts';
import type { Environment } from '../environment.ts';
import { showInformationMessage, showWarningMessage } from '../notices.ts';
import { running } from '../running.ts';
import type { Outcome, Phone } from '../sip/types.ts';
import type { WaveOptions } from '../sync/waves.ts';
import { expectTrust } from '../trust.ts';
import type { CheckSyncResults } from '../views/checkSyncResults.ts';
import { addressText } from './address.ts';
import { deliverInWaves, type ServingHere } from './deliverInWaves.ts';
import { Passwords } from './passwords.ts';
import { isAccepted, type Row, resultsText, summary } from './resultsTable.ts';
import { sendTo } from './send.ts';

/** A phone and what is to be said of it. */
export interface Recipient {
  readonly phone: Phone;
  /** How the user knows it, such as `SIP000DBC001122 Reception`. */
  readonly title: string;
  /** The name of its file in the TFTP folder, and the MAC address that it is named after. */
  readonly file?: string;
  readonly mac?: string;
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

/** How a round went: what is said of it, who failed, and the document about it. */
export interface Round {
  readonly message: string;
  readonly failed: readonly Recipient[];
  /** `undefined`: there was one phone, and the message says all. */
  readonly report: string | undefined;
  /** What is offered because without it nobody can be told again. `run` gives whether it is done. */
  readonly first?: { readonly label: string; run(): Promise<boolean> };
}

/** The phones that failed the last time, and how to try again. */
export class Deliveries {
  readonly #environment: Environment;
  readonly #results: CheckSyncResults;
  readonly #serving: ServingHere;
  #failed: readonly Recipient[] = [];
  #again: (recipients: readonly Recipient[]) => Promise<Round> = (recipients) => this.#sendOnce(recipients);

  constructor(environment: Environment, results: CheckSyncResults, serving: ServingHere) {
    this.#environment = environment;
    this.#results = results;
    this.#serving = serving;
  }

  /** Sends, shows, and offers to send again to those that failed. */
  async send(recipients: readonly Recipient[]): Promise<void> {
    await this.#repeat(recipients, (some) => this.#sendOnce(some));
  }

  /** Sends to some phones at a time, the next ones when those are up; shows and offers as `send` does. */
  async sendInWaves(recipients: readonly Recipient[], plan: WaveOptions): Promise<void> {
    const around = { environment: this.#environment, results: this.#results, serving: this.#serving };
    await this.#repeat(recipients, (some) => deliverInWaves(some, plan, around));
  }

  async retry(): Promise<void> {
    if (this.#failed.length === 0) void showInformationMessage(t('No phone failed the last time.'));
    else await this.#repeat(this.#failed, this.#again);
  }

  async #repeat(
    recipients: readonly Recipient[],
    round: (recipients: readonly Recipient[]) => Promise<Round>,
  ): Promise<void> {
    expectTrust();
    this.#again = round;
    for (let next = recipients; next.length > 0; ) {
      const result = await round(next);
      this.#failed = result.failed;
      next = (await this.#tell(result)) ? result.failed : [];
    }
  }

  async #sendOnce(recipients: readonly Recipient[]): Promise<Round> {
    const environment = this.#environment;
    const passwords = new Passwords(environment.context.secrets);
    const outcomes: (Outcome | undefined)[] = recipients.map(() => undefined);
    const rows = () => recipients.map((recipient, index) => rowOf(recipient, outcomes[index]));
    const many = recipients.length > 1;
    const started = new Date();
    const text = () => resultsText(started, rows());
    if (many) await this.#results.show(text);
    const [only] = recipients;
    const title = many ? t`check-sync to ${recipients.length} phones` : t`check-sync to ${only?.title ?? ''}`;
    await running(title, (signal, report) => {
      let done = 0;
      const onOutcome = (outcome: Outcome, index: number) => {
        outcomes[index] = outcome;
        done += 1;
        if (!many) return;
        report({ message: t`${done} done`, increment: 100 / recipients.length });
        this.#results.changed();
      };
      return sendTo(recipients, { environment, passwords, signal, onOutcome });
    });
    return {
      message: many ? t`check-sync: ${summary(rows())}` : words(only, outcomes[0]),
      failed: recipients.filter((_, index) => !isAccepted(outcomes[index])),
      report: many ? text() : undefined,
    };
  }

  /** Whether the user wants to send again. */
  async #tell({ message, failed, report, first }: Round): Promise<boolean> {
    const good = failed.length === 0 && !first;
    const again = first?.label ?? (report === undefined ? t('Retry') : t('Retry the Failed'));
    const [details, copy] = [t('Show Trace'), t('Copy Report')];
    const show = good ? showInformationMessage : showWarningMessage;
    const buttons = [...(good ? [] : [again]), details, ...(report === undefined ? [] : [copy])];
    const answer = await show(message, ...buttons);
    if (answer === details) this.#environment.log.show();
    if (answer === copy) await env.clipboard.writeText(report ?? '');
    return answer === again && (first ? first.run() : true);
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
