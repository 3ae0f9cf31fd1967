/** What the status bar and messages say of a folder that is served. */

import { t } from '@vscode/l10n';
import { addressText } from '../phones/address.ts';
import type { ServingState } from './servingState.ts';

export interface ServingWords {
  /** With an icon in the editor's spelling. */
  readonly text: string;
  /** A line each. */
  readonly tooltip: string;
  /** For those who do not see it. */
  readonly spoken: string;
}

export interface PhoneCounts {
  readonly seen: number;
  readonly stopped: number;
}

/** `addresses`: at which phones find the server. `undefined`: there is nothing to say. */
export function servingWords(
  state: ServingState,
  addresses: readonly string[],
  { seen, stopped }: PhoneCounts,
): ServingWords | undefined {
  switch (state.is) {
    case 'stopped':
      return undefined;
    case 'starting':
      return said('$(sync) TFTP', [t`The TFTP server for ${state.offer.folder} is being started.`]);
    case 'failed':
      return said('$(error) TFTP', [t`${state.offer.folder} is not served. ${state.trouble.what}`]);
    case 'serving': {
      const { offer, port } = state;
      const place = addressText({ host: addresses[0] ?? offer.host, port });
      const lines = [
        t`Phones can fetch their files from ${offer.folder}`,
        t`Address ${addresses.join(', ') || offer.host}, UDP port ${port}`,
        stopped > 0 ? t`${counted(seen)} seen, ${stopped} of them stopped` : t`${counted(seen)} seen`,
      ];
      return said(`$(broadcast) TFTP ${place}`, lines);
    }
  }
}

function said(text: string, lines: readonly string[]): ServingWords {
  return { text, tooltip: lines.join('\n'), spoken: lines.join('. ') };
}

function counted(phones: number): string {
  if (phones === 0) return t('No phone');
  return phones === 1 ? t('1 phone') : t`${phones} phones`;
}

/** Whether an address stands for all of this machine. */
export function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}
