/** A firmware upgrade as a page for people, in Markdown. Without the editor's interface. */

import { t } from '@vscode/l10n';
import type {
  StoredSet,
  SyncChange,
  UpgradePlan,
  UpgradePlanResult,
  UpgradeReason,
  UpgradeState,
  UpgradeStep,
  UpgradeStepResult,
} from '../../../server/src/protocol.ts';

/** What is shown: the answer about the plan, and about the first step of it. */
export interface Page {
  /** As the user knows the folder. */
  readonly folder: string;
  readonly answer: NonNullable<UpgradePlanResult>;
  readonly notes: NonNullable<UpgradeStepResult>['notes'];
}

export function planText({ folder, answer, notes }: Page): string {
  const { state, plan, sync, displays } = answer;
  const blocks = [
    t`# Firmware upgrade of ${plain(folder)}`,
    ...(plan ? wayBlocks(plan, sync, notes) : [t('Say what the phones run, and which image they are to run.')]),
    t('## Where the folder stands'),
    list(stateLines(state)),
    ...imageBlocks(state.stored),
    t('## When a phone shows a message'),
    table(
      [t('the display says'), t('what it means'), t('how sure')],
      displays.map(({ shows, text, howSure }) => [plain(shows), plain(text), plain(howSure)]),
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}

// --- the way ----------------------------------------------------------------------------------------

function wayBlocks(plan: UpgradePlan, sync: SyncChange | null, notes: Page['notes']): string[] {
  const heading = t`From ${load(plan.from)} to ${load(plan.to)}`;
  if ('impossible' in plan) return [t`**${heading}: there is no way.**`, reasonText(plan.impossible)];
  const { steps } = plan;
  if (steps.length === 0) return [t`**The phones run ${load(plan.to)} already.** There is nothing to do.`];
  const count = steps.length === 1 ? t('1 step') : t`${steps.length} steps`;
  return [`**${heading}: ${count}.**`, ...steps.flatMap((step, index) => stepBlocks(step, index, sync, notes))];
}

function stepBlocks(step: UpgradeStep, index: number, sync: SyncChange | null, notes: Page['notes']): string[] {
  const isNext = index === 0;
  return [
    t`## Step ${index + 1}: ${load(step.from)} → ${load(step.to)}`,
    ...(step.oneWay ? [t`> **This cannot be undone.** ${reasonText(step.oneWay)}`] : []),
    ...missingBlocks(step),
    list(editLines(step, isNext ? sync : null)),
    '**Why:**',
    list(step.why.map(reasonText)),
    ...(step.cautions.length > 0 ? ['**Mind:**', list(step.cautions.map(reasonText))] : []),
    ...(isNext && notes.length > 0 ? [t('**By hand:**'), list(notes.map(({ text }) => plain(text)))] : []),
  ];
}

function missingBlocks({ missing, instead }: UpgradeStep): string[] {
  if (missing.length === 0) return [];
  const files = missing.map(({ file, image }) => t`${code(file)}, which comes with ${code(image)}`);
  return [
    t`> **Missing in the folder**, to be had from Cisco: ${files.join('; ')}.${instead === null ? '' : ` ${plain(instead)}`}`,
  ];
}

function editLines({ edits, asks, restart, howSure }: UpgradeStep, sync: SyncChange | null): string[] {
  return [
    ...(edits.bootImage === null ? [] : [t`OS79XX.TXT becomes ${code(edits.bootImage)}.`]),
    t`\`image_version\` in SIPDefault.cnf becomes ${code(edits.imageVersion)}.`,
    ...(sync ? [syncLine(sync)] : []),
    restart === 'check-sync'
      ? t('check-sync makes the phones restart.')
      : t('The phones are switched off and on: what they run now takes no check-sync.'),
    t`They ask for ${asks.map(code).join(', ')}.`,
    t`That phones take this step is ${plain(howSure)}.`,
  ];
}

function syncLine({ way, from, to }: SyncChange): string {
  if (way === 'kept') return t('`sync` and SYNC differ already and stay as they are.');
  if (way === 'impossible') return t('`sync` and SYNC have to be made different by hand.');
  return way === 'both'
    ? t`\`sync\` and SYNC become ${code(to)} (${code(from)} now).`
    : t`SYNC becomes ${code(to)} (${code(from)} now).`;
}

function reasonText({ text, howSure, sources }: UpgradeReason): string {
  const from = sources.length > 0 ? `; ${sources.map(plain).join('; ')}` : '';
  return `${plain(text)} *(${plain(howSure)}${from})*`;
}

// --- the folder -------------------------------------------------------------------------------------

function stateLines({ imageVersion, bootImage, ownImages, newest, between }: UpgradeState): string[] {
  return [
    ...(between
      ? [t`**One step is not finished:** ${plain(between.why)} Some phones may run ${code(between.from)} still.`]
      : []),
    imageVersion === null
      ? t('SIPDefault.cnf names no `image_version`.')
      : t`\`image_version\` in SIPDefault.cnf is ${code(imageVersion)}.`,
    bootImage === null ? t('OS79XX.TXT names nothing.') : t`OS79XX.TXT names ${code(bootImage)}.`,
    ...ownImages.map(({ image, phones }) =>
      phones === 1 ? t`1 phone's own file names ${code(image)}.` : t`${phones} phones' own files name ${code(image)}.`,
    ),
    newest === null
      ? t('No SIP image lies in the folder with all its files.')
      : t`The newest SIP image with all its files is ${code(newest)}.`,
  ];
}

function imageBlocks(stored: readonly StoredSet[]): string[] {
  if (stored.length === 0) return [];
  const rows = stored.map(({ name, kind, release, files, missing }) => [
    code(name),
    kind === 'sip' ? t`SIP ${plain(release)}` : t`loader ${plain(release)}`,
    files.map(code).join(' '),
    missing.length === 0 ? 'nothing' : missing.map(code).join(' '),
  ]);
  return [table([t('image'), t('what it is'), t('files'), t('missing')], rows)];
}

// --- Markdown ---------------------------------------------------------------------------------------

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

function load(name: string): string {
  return name === 'sccp' ? t('SCCP firmware') : code(name);
}

/** Text of files is nobody's Markdown. */
function plain(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>#|~!&]/g, '\\$&');
}

function code(text: string): string {
  return `\`${oneLine(text).replace(/[`|]/g, '?')}\``;
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
