/** `cisco-sip check-sync --wave`: some phones at a time, the next ones when those are up. */

import { lookup } from 'node:dns/promises';
import { t } from '@vscode/l10n';
import { BootLog } from '../../../client/src/boot/bootLog.ts';
import { ServerLog } from '../../../client/src/boot/serverLog.ts';
import { realClock } from '../../../client/src/serving/clock.ts';
import type { Outcome, Phone } from '../../../client/src/sip/types.ts';
import { type PhoneWatch, runWaves } from '../../../client/src/sync/runWaves.ts';
import type { WavePhone, Waves } from '../../../client/src/sync/waves.ts';
import { wavesSummary } from '../../../client/src/sync/wavesText.ts';
import { Follower, readLines } from '../../../client/src/tftp/followLog.ts';
import { printable } from '../formats/rules.ts';
import { paint, UsageError } from './command.ts';

export interface WaveOptions {
  readonly size: number;
  /** Milliseconds. */
  readonly patience: number;
  readonly stopsAtFailure: boolean;
  /** Of the TFTP server, or - for standard input; `undefined`: nobody looks. */
  readonly log: string | undefined;
  readonly json: boolean;
  /** Ends the waves with the running one. */
  readonly signal: AbortSignal;
  /** Sends to phones, which are given with their places in the list. */
  send(phones: readonly Phone[], onOutcome: (outcome: Outcome, index: number) => void): Promise<unknown>;
}

/** How a phone went; the outcome of the message, where it was sent. */
export interface WaveRow {
  readonly phone: Phone;
  readonly outcome: Outcome | undefined;
  readonly wave: WavePhone;
}

export async function checkSyncInWaves(phones: readonly Phone[], options: WaveOptions): Promise<readonly WaveRow[]> {
  const { size, patience, stopsAtFailure, log, json, signal } = options;
  const outcomes: Outcome[] = [];
  const followed = log === undefined ? undefined : await followLog(log, phones);
  let before: Waves | undefined;
  try {
    const waves = await runWaves(
      phones.map(() => true),
      { size, patience, stopsAtFailure },
      {
        clock: realClock,
        watch: followed?.watch,
        signal,
        async send(wave, answered) {
          const some = wave.flatMap((index) => phones[index] ?? []);
          await options.send(some, (outcome, index) => {
            const phone = wave[index]!;
            outcomes[phone] = outcome;
            answered(phone, outcome.kind === 'accepted', [outcome.meaning, outcome.next].filter(Boolean).join(' '));
          });
        },
        changed(now) {
          if (!json) process.stdout.write(newsText(before, now, phones));
          before = now;
        },
      },
    );
    if (!json) process.stdout.write(`\n${wavesSummary(waves)}\n`);
    return phones.map((phone, index) => ({ phone, outcome: outcomes[index], wave: waves.phones[index]! }));
  } finally {
    followed?.stop();
  }
}

/** What has become of phones between two moments. */
function newsText(before: Waves | undefined, now: Waves, phones: readonly Phone[]): string {
  const { size } = now.options;
  const isNew = now.wave !== (before?.wave ?? 0);
  const head = isNew ? `${t`wave ${now.wave} of ${Math.ceil(phones.length / size)}`}\n` : '';
  const lines = now.phones.flatMap(({ state, told, up, why }, index) => {
    const was = before?.phones[index]?.state;
    const name = phoneName(phones[index]!);
    if (state === was) return [];
    if (state === 'started')
      return [`${word('green', t('up'))}${name}  ${Math.round(((up ?? 0) - (told ?? 0)) / 1000)} s\n`];
    // That a message was not taken has been told by its outcome.
    if (state === 'failed' && was === 'restarting')
      return [`${word('red', t('failed'))}${name}  ${printable(why ?? '')}\n`];
    return state === 'left out' ? [`${word('yellow', t('left out'))}${name}\n`] : [];
  });
  return `${lines.join('')}${head}`;
}

/** As a phone is printed: `USER@HOST:PORT`, an IPv6 address in brackets. */
export function phoneName({ user, host, port }: Phone): string {
  return printable(`${user}@${host.includes(':') ? `[${host}]` : host}:${port}`);
}

function word(style: Parameters<typeof paint>[0], text: string): string {
  return paint(style, text.padEnd(13));
}

/** Phones are known by their addresses. */
async function followLog(path: string, phones: readonly Phone[]): Promise<{ watch: PhoneWatch; stop(): void }> {
  const addresses = await Promise.all(
    phones.map(({ host }) =>
      lookup(host).then(
        ({ address }) => address,
        () => host,
      ),
    ),
  );
  const boots = new BootLog();
  const reader = new ServerLog({ now: Date.now });
  const listeners = new Set<() => void>();
  const onLine = (line: string) => {
    const events = reader.read(line);
    for (const event of events) boots.add(event);
    if (events.length > 0) for (const listener of listeners) listener();
  };
  const input = path === '-' ? readLines(process.stdin, onLine) : undefined;
  const watch: PhoneWatch = {
    timelineOf: (index) => boots.phones.findLast(({ address }) => address === addresses[index]),
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    onDidEnd(listener) {
      let isWanted = true;
      void input?.then(() => {
        if (isWanted) listener(t('The log on standard input has ended.'));
      });
      return {
        dispose: () => {
          isWanted = false;
        },
      };
    },
  };
  if (input) return { watch, stop: () => process.stdin.destroy() };
  const follower = new Follower(path, onLine);
  try {
    await follower.start();
  } catch (error) {
    follower.stop();
    throw new UsageError(t`${path} can not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  return { watch, stop: () => follower.stop() };
}
