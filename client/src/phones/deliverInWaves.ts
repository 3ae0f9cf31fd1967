/** Restarts phones in waves, and shows how it goes: a document that fills, and the progress of the running wave. */

import { t } from '@vscode/l10n';
import type { Environment } from '../environment.ts';
import { running } from '../running.ts';
import { realClock } from '../serving/clock.ts';
import { type Crew, type PhoneWatch, runWaves } from '../sync/runWaves.ts';
import type { WaveOptions, Waves } from '../sync/waves.ts';
import { wavesSummary, wavesText } from '../sync/wavesText.ts';
import type { CheckSyncResults } from '../views/checkSyncResults.ts';
import { addressText } from './address.ts';
import type { Recipient, Round } from './deliver.ts';
import { Passwords } from './passwords.ts';
import type { BootWatch } from './phoneFinder.ts';
import { isAccepted } from './resultsTable.ts';
import { sendTo } from './send.ts';

export async function deliverInWaves(
  recipients: readonly Recipient[],
  { isWatched, ...plan }: WaveOptions,
  { environment, results }: { readonly environment: Environment; readonly results: CheckSyncResults },
): Promise<Round> {
  const passwords = new Passwords(environment.context.secrets);
  const { boots } = environment.finder;
  const names = recipients.map(({ title, phone }) => ({ title, address: addressText(phone) }));
  const started = new Date();
  let now: Waves | undefined;
  const text = () => (now ? wavesText(started, now, names) : '');
  await results.show(text);
  const title = t`Restarting ${recipients.length} phones in waves of ${plan.size}`;
  const waves = await running(title, (signal, report) => {
    let done = 0;
    const crew: Crew = {
      clock: realClock,
      signal,
      watch: isWatched && boots ? watchOf(recipients, boots) : undefined,
      send: (phones, answered) =>
        sendTo(
          phones.flatMap((phone) => recipients[phone] ?? []),
          {
            environment,
            passwords,
            onOutcome: (outcome, index) =>
              answered(phones[index]!, isAccepted(outcome), `${outcome.meaning}\n${outcome.next}`.trim()),
          },
        ),
      changed(waves) {
        now = waves;
        results.changed();
        const ended = endedOf(waves);
        report({ message: progressText(waves), increment: (100 * (ended - done)) / recipients.length });
        done = ended;
      },
    };
    return runWaves(
      recipients.map(({ restart }) => restart !== 'same' && restart !== 'no-entry'),
      plan,
      crew,
    );
  });
  const summary = wavesSummary(waves);
  environment.log.info(`Restart in waves: ${summary}`);
  return {
    message: t`Restart in waves: ${summary}`,
    failed: recipients.filter((_, index) => ['failed', 'left out'].includes(waves.phones[index]?.state ?? '')),
    report: text(),
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
function watchOf(recipients: readonly Recipient[], boots: BootWatch): PhoneWatch {
  return {
    onDidChange: (listener) => boots.onDidChange(listener),
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
