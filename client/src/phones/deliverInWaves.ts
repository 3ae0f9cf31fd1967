/** Restarts phones in waves, and shows how it goes: a document that fills, and the progress of the running wave. */

import { t } from '@vscode/l10n';
import { type Environment, Trouble } from '../environment.ts';
import { running } from '../running.ts';
import { realClock } from '../serving/clock.ts';
import type { Offer, Watched } from '../serving/servingState.ts';
import type { Outcome } from '../sip/types.ts';
import { type Crew, type PhoneWatch, runWaves } from '../sync/runWaves.ts';
import type { WaveOptions, WavePhone, Waves } from '../sync/waves.ts';
import { wavesSummary, wavesText } from '../sync/wavesText.ts';
import type { CheckSyncResults } from '../views/checkSyncResults.ts';
import { addressText } from './address.ts';
import type { Recipient, Round } from './deliver.ts';
import { Passwords } from './passwords.ts';
import type { BootWatch } from './phoneFinder.ts';
import { isAccepted } from './resultsTable.ts';
import { sendTo } from './send.ts';

/** What this window watches: a folder that it serves, or the log of another server. */
export interface ServingHere {
  readonly watched: Watched | undefined;
  /** Serves once more what was served; `false`: that could not be, or the user gave up. */
  serveAgain(offer: Offer): Promise<boolean>;
}

interface Around {
  readonly environment: Environment;
  readonly results: CheckSyncResults;
  readonly serving: ServingHere;
}

export async function deliverInWaves(
  recipients: readonly Recipient[],
  { isWatched, ...plan }: WaveOptions,
  { environment, results, serving }: Around,
): Promise<Round> {
  const { boots } = environment.finder;
  const { watched } = serving;
  if (isWatched && !watched)
    throw new Trouble(
      t(
        'What phones ask for is not seen any more, so that nothing would tell when a wave is up. Serve the folder or read the log again, or wait for a fixed time.',
      ),
    );
  const watch = isWatched && boots && watched ? watchOf(recipients, boots, watched) : undefined;
  const send = sender(recipients, environment);
  const restarts = recipients.map(({ restart }) => restart !== 'same' && restart !== 'no-entry');
  const names = recipients.map(({ title, phone }) => ({ title, address: addressText(phone) }));
  const started = new Date();
  let now: Waves | undefined;
  const text = () => (now ? wavesText(started, now, names) : '');
  await results.show(text);
  const title =
    recipients.length === 1
      ? t('Restarting 1 phone')
      : t`Restarting ${recipients.length} phones in waves of ${plan.size}`;
  const waves = await running(title, (signal, report) => {
    let done = 0;
    const changed = (waves: Waves) => {
      now = waves;
      results.changed();
      const ended = endedOf(waves);
      report({ message: progressText(waves), increment: (100 * (ended - done)) / recipients.length });
      done = ended;
    };
    return runWaves(restarts, plan, { clock: realClock, signal, watch, send, changed });
  });
  const summary = wavesSummary(waves);
  environment.log.info(`Restart in waves: ${summary}`);
  const failed = recipients.filter((_, index) => isToBeRetried(waves.phones[index]));
  const lost = waves.unseen === undefined ? undefined : watched?.offer;
  const label = failed.length > 0 ? t('Serve Again and Go On') : t('Serve Again');
  return {
    message: t`Restart in waves: ${summary}`,
    failed,
    report: text(),
    ...(lost && { first: { label, run: () => serving.serveAgain(lost) } }),
  };
}

function isToBeRetried(phone: WavePhone | undefined): boolean {
  return phone?.state === 'failed' || phone?.state === 'left out';
}

/** A password that is asked for counts for all waves. */
function sender(recipients: readonly Recipient[], environment: Environment): Crew['send'] {
  const passwords = new Passwords(environment.context.secrets);
  return (phones, answered) => {
    const onOutcome = (outcome: Outcome, index: number) =>
      answered(phones[index]!, isAccepted(outcome), `${outcome.meaning}\n${outcome.next}`.trim());
    const some = phones.flatMap((phone) => recipients[phone] ?? []);
    return sendTo(some, { environment, passwords, onOutcome });
  };
}

function endedOf({ phones }: Waves): number {
  return phones.filter(({ state }) => ['started', 'told', 'failed'].includes(state)).length;
}

function progressText(waves: Waves): string {
  const { phones, options, wave } = waves;
  return t`wave ${wave} of ${Math.ceil(phones.length / options.size)}. ${wavesSummary(waves)}`;
}

/** A phone without a file is known by its address alone. */
function watchOf(recipients: readonly Recipient[], boots: BootWatch, watched: Watched): PhoneWatch {
  return {
    onDidChange: (listener) => boots.onDidChange(listener),
    onDidEnd: (listener) => watched.onDidEnd(listener),
    timelineOf(index) {
      const { mac, phone } = recipients[index]!;
      const isIt = mac === undefined ? byAddress(phone.host) : byMac(mac);
      return boots.phones().find(({ phone: seen }) => isIt(seen))?.phone;
    },
  };
}

type Seen = { readonly mac?: string; readonly address?: string };
const byMac = (mac: string) => (seen: Seen) => seen.mac === mac;
const byAddress = (host: string) => (seen: Seen) => seen.address === host;
