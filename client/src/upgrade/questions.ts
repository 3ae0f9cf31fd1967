/** The questions of a guided upgrade. Each gives `undefined` when the user leaves. */

import { t } from '@vscode/l10n';
import { type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import type { UpgradeDisplay, UpgradeState, UpgradeStep } from '../../../server/src/protocol.ts';
import { showInformationMessage, showWarningMessage } from '../notices.ts';
import { type Journey, loadText, runningNow } from './runningNow.ts';

interface Choice<T> extends QuickPickItem {
  readonly value: T;
}

async function pick<T>(
  title: string,
  items: readonly Choice<T>[],
  placeHolder = t('The plan is in the editor'),
): Promise<T | undefined> {
  return (await window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true, matchOnDetail: true }))?.value;
}

/** What the phones run. */
export async function askRunning(state: UpgradeState, left: Journey | undefined): Promise<string | undefined> {
  const guesses = runningNow(state, left);
  const items = guesses.map(({ load, why }) => ({ label: loadText(load), description: why, value: load }));
  const other = { label: t('$(edit) Another…'), value: '' };
  const title = t('Firmware upgrade: what do the phones run now?');
  const picked = await pick(title, [...items, other], t('A phone shows it under Settings, Status, Firmware Versions'));
  return picked === ''
    ? typeLoad(title, t('The name of the load as the phone shows it, such as P0S3-07-4-00'))
    : picked;
}

/** The image that they are to run. */
export async function askTarget({ stored }: UpgradeState): Promise<string | undefined> {
  const items = stored
    .filter(({ kind }) => kind === 'sip')
    .reverse()
    .map(({ name, release, missing }) => ({
      label: name,
      description: t`SIP ${release}${missing.length > 0 ? t`, without ${missing.join(', ')}` : ''}`,
      value: name,
    }));
  const other = { label: t('$(edit) One that is not in the folder yet…'), value: '' };
  const title = t('Firmware upgrade: to which image?');
  const picked = await pick(title, [...items, other], t('Images in the folder'));
  return picked === '' ? typeLoad(title, t('The name of a SIP image, such as P0S3-8-12-00')) : picked;
}

async function typeLoad(title: string, prompt: string): Promise<string | undefined> {
  const validateInput = (text: string) => (text.trim() === '' ? t('A name is needed.') : undefined);
  return (await window.showInputBox({ title, prompt, validateInput, ignoreFocusOut: true }))?.trim();
}

export type Action = 'step' | 'look again' | 'from' | 'to';

/** What is to be done now. `steps`: how many there are; 0 also where there is no way. */
export function askAction(title: string, step: UpgradeStep | undefined, steps: number): Promise<Action | undefined> {
  return pick<Action>(title, [
    ...(step
      ? [stepChoice(step, steps)]
      : [{ label: t('$(refresh) Look at the folder again'), value: 'look again' as const }]),
    { label: t('$(edit) The phones run something else…'), value: 'from' },
    { label: t('$(target) Upgrade to another image…'), value: 'to' },
  ]);
}

function stepChoice({ from, to, missing, oneWay, howSure }: UpgradeStep, steps: number): Choice<Action> {
  if (missing.length > 0) {
    const label =
      missing.length === 1
        ? t('$(refresh) Look again: 1 file is missing')
        : t`$(refresh) Look again: ${missing.length} files are missing`;
    const detail = t`Put ${missing.map(({ file }) => file).join(', ')} into the folder first; Cisco has them.`;
    return { label, detail, value: 'look again' };
  }
  const label =
    steps === 1
      ? t`$(play) Do the step: ${loadText(from)} → ${to}`
      : t`$(play) Do step 1 of ${steps}: ${loadText(from)} → ${to}`;
  const detail = oneWay
    ? t`Cannot be undone: ${oneWay.text} That phones take it is ${howSure}.`
    : t`That phones take it is ${howSure}.`;
  return { label, detail, value: 'step' };
}

/** Whether to take a step after which there is no way back. */
export async function confirmOneWay({ from, to, oneWay }: UpgradeStep): Promise<boolean> {
  if (!oneWay) return true;
  const take = t`Upgrade to ${to}`;
  const detail = [
    t`The step is ${loadText(from)} → ${to}; none leads back. This is ${oneWay.howSure}.`,
    t('Every phone that fetches from this folder and restarts takes it.'),
  ].join('\n');
  return (await showWarningMessage(oneWay.text, { modal: true, detail }, take)) === take;
}

/** How the phones got on. */
export type Arrival = 'arrived' | 'send again' | 'wait';

/** Waits until the user says so. The files are ready; the phones fetch them when they restart. */
export async function askArrival(
  { to, restart }: UpgradeStep,
  displays: readonly UpgradeDisplay[],
): Promise<Arrival | undefined> {
  const byHand = restart === 'by-hand';
  const items: readonly Choice<Arrival | UpgradeDisplay | undefined>[] = [
    { label: t`$(check) They run ${to} now`, detail: t('Go on with the plan from there.'), value: 'arrived' },
    ...(byHand ? [] : [{ label: t('$(broadcast) Send check-sync again'), value: 'send again' as const }]),
    {
      label: t('$(debug-pause) Leave it here'),
      detail: t('Cisco: Upgrade Firmware… goes on from here, whenever that is.'),
      value: undefined,
    },
    { label: t('a phone shows a message instead'), kind: QuickPickItemKind.Separator, value: undefined },
    ...displays.map((display) => ({ label: t`$(comment) ${display.shows}`, detail: display.text, value: display })),
  ];
  const title = byHand
    ? t`Switch the phones off and on, and wait until the phones run ${to}`
    : t`Wait until the phones run ${to}`;
  const answer = await pick(title, items, t('This takes minutes: do not switch a phone off while it loads'));
  if (typeof answer !== 'object') return answer;
  const { shows, text, howSure } = answer;
  void showInformationMessage(t`"${shows}": ${text} This is ${howSure}.`);
  return 'wait';
}
