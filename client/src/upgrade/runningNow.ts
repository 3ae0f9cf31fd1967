/** What the phones of a folder may run. Without the editor's interface. */

import { t } from '@vscode/l10n';
import type { UpgradeState } from '../../../server/src/protocol.ts';

/** An upgrade as far as the user has said so. */
export interface Journey {
  /** What the phones run. */
  readonly from: string;
  /** Where it leads; `undefined`: to the newest image that lies completely in the folder. */
  readonly to?: string | undefined;
}

export interface Guess {
  /** The name of an image, or `sccp`. */
  readonly load: string;
  /** Why it may be that one. */
  readonly why: string;
}

/**
 * What the files and an upgrade that was left say of it, the one that does least harm when it is wrong first: a step
 * that is done once more does none, one that is left out may.
 */
export function runningNow(state: UpgradeState, left: Journey | undefined): readonly Guess[] {
  const { between, imageVersion, bootImage, ownImages } = state;
  const guesses: Guess[] = [
    ...(left ? [{ load: left.from, why: t('what they ran when you left this upgrade') }] : []),
    ...(between ? [{ load: between.from, why: t('a step from it is not finished') }] : []),
    ...(imageVersion === null ? [] : [{ load: imageVersion, why: t('image_version in SIPDefault.cnf') }]),
    ...(bootImage === null ? [] : [{ load: bootImage, why: 'OS79XX.TXT' }]),
    ...ownImages.map(({ image, phones }) => ({
      load: image,
      why: phones === 1 ? t("1 phone's own file") : t`${phones} phones' own files`,
    })),
    { load: 'sccp', why: t('as they come from a Cisco CallManager, release not known') },
  ];
  const whys = new Map<string, string[]>();
  for (const { load, why } of guesses) whys.set(load, [...(whys.get(load) ?? []), why]);
  return [...whys].map(([load, reasons]) => ({ load, why: reasons.join('; ') }));
}

/** For people. */
export function loadText(load: string): string {
  return load === 'sccp' ? t('SCCP firmware') : load;
}
