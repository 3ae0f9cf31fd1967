/** How phones are restarted in waves: what is set, and what is asked each time. */

import { t } from '@vscode/l10n';
import { type QuickPickItem, window, workspace } from 'vscode';
import { timing } from '../boot/facts.ts';
import type { PhoneFinder } from '../phones/phoneFinder.ts';
import type { WaveOptions } from './waves.ts';

/** How many phones are restarted at a time. */
export function waveSize(): number {
  return setting('waveSize', 1);
}

/** `undefined`: the user gave up. */
export async function askWaves(count: number, { boots }: PhoneFinder): Promise<WaveOptions | undefined> {
  return ask(t`Restart ${count} phones, ${waveSize()} at a time`, ways(boots?.isWatching === true));
}

/** As `askWaves`; `all`: the message goes to all at once. */
export async function askWavesOrAll(count: number, { boots }: PhoneFinder): Promise<WaveOptions | 'all' | undefined> {
  const all = { label: t('$(run-all) All at once'), detail: t`${count} phones fetch their files at the same time.` };
  return ask<WaveOptions | 'all'>(t`Restart ${count} phones in waves of ${waveSize()}?`, [
    ...ways(boots?.isWatching === true),
    { ...all, plan: 'all' },
  ]);
}

interface Way<Plan> extends QuickPickItem {
  readonly plan: Plan;
}

async function ask<Plan>(title: string, items: readonly Way<Plan>[]): Promise<Plan | undefined> {
  return (await window.showQuickPick(items, { title, ignoreFocusOut: true }))?.plan;
}

function ways(isWatched: boolean): readonly Way<WaveOptions>[] {
  const patience = setting('waveSeconds', timing.comesBack / 1000) * 1000;
  const seconds = patience / 1000;
  const kinds = isWatched ? [true, false] : [false];
  return kinds.flatMap((watched) =>
    [true, false].map((stopsAtFailure): Way<WaveOptions> => {
      const when = watched
        ? t('$(eye) Wait until each wave is up')
        : t`$(watch) Wait ${seconds} seconds after each wave`;
      const seen = isWatched ? '' : t(' Serve the folder, or read the log of its server, to see it.');
      return {
        label: `${when}, ${stopsAtFailure ? t('stop at a failure') : t('go on after failures')}`,
        detail: watched
          ? t`As the boot log shows. A phone that asks for nothing for ${seconds} seconds has failed.`
          : t`Nobody looks whether the phones come up.${seen}`,
        plan: { size: waveSize(), patience, isWatched: watched, stopsAtFailure },
      };
    }),
  );
}

/** A whole number from 1 on, as the settings editor lets pass; `fallback` for anything else. */
function setting(name: 'waveSize' | 'waveSeconds', fallback: number): number {
  const value: unknown = workspace.getConfiguration('cisco.checkSync').get(name);
  return Number.isSafeInteger(value) && Number(value) >= 1 ? Number(value) : fallback;
}
