/** A firmware upgrade as a page for people, in Markdown. Without the editor's interface. */

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
    `# Firmware upgrade of ${plain(folder)}`,
    ...(plan ? wayBlocks(plan, sync, notes) : ['Say what the phones run, and which image they are to run.']),
    '## Where the folder stands',
    list(stateLines(state)),
    ...imageBlocks(state.stored),
    '## When a phone shows a message',
    table(
      ['the display says', 'what it means', 'how sure'],
      displays.map(({ shows, text, howSure }) => [plain(shows), plain(text), plain(howSure)]),
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}

// --- the way ----------------------------------------------------------------------------------------

function wayBlocks(plan: UpgradePlan, sync: SyncChange | null, notes: Page['notes']): string[] {
  const heading = `From ${load(plan.from)} to ${load(plan.to)}`;
  if ('impossible' in plan) return [`**${heading}: there is no way.**`, reasonText(plan.impossible)];
  const { steps } = plan;
  if (steps.length === 0) return [`**The phones run ${load(plan.to)} already.** There is nothing to do.`];
  const count = steps.length === 1 ? '1 step' : `${steps.length} steps`;
  return [`**${heading}: ${count}.**`, ...steps.flatMap((step, index) => stepBlocks(step, index, sync, notes))];
}

function stepBlocks(step: UpgradeStep, index: number, sync: SyncChange | null, notes: Page['notes']): string[] {
  const isNext = index === 0;
  return [
    `## Step ${index + 1}: ${load(step.from)} → ${load(step.to)}`,
    ...(step.oneWay ? [`> **This cannot be undone.** ${reasonText(step.oneWay)}`] : []),
    ...missingBlocks(step),
    list(editLines(step, isNext ? sync : null)),
    '**Why:**',
    list(step.why.map(reasonText)),
    ...(step.cautions.length > 0 ? ['**Mind:**', list(step.cautions.map(reasonText))] : []),
    ...(isNext && notes.length > 0 ? ['**By hand:**', list(notes.map(({ text }) => plain(text)))] : []),
  ];
}

function missingBlocks({ missing, instead }: UpgradeStep): string[] {
  if (missing.length === 0) return [];
  const files = missing.map(({ file, image }) => `${code(file)}, which comes with ${code(image)}`);
  return [
    `> **Missing in the folder**, to be had from Cisco: ${files.join('; ')}.${instead === null ? '' : ` ${plain(instead)}`}`,
  ];
}

function editLines({ edits, asks, restart, howSure }: UpgradeStep, sync: SyncChange | null): string[] {
  return [
    ...(edits.bootImage === null ? [] : [`OS79XX.TXT becomes ${code(edits.bootImage)}.`]),
    `\`image_version\` in SIPDefault.cnf becomes ${code(edits.imageVersion)}.`,
    ...(sync ? [syncLine(sync)] : []),
    restart === 'check-sync'
      ? 'check-sync makes the phones restart.'
      : 'The phones are switched off and on: what they run now takes no check-sync.',
    `They ask for ${asks.map(code).join(', ')}.`,
    `That phones take this step is ${plain(howSure)}.`,
  ];
}

function syncLine({ way, from, to }: SyncChange): string {
  if (way === 'kept') return '`sync` and SYNC differ already and stay as they are.';
  if (way === 'impossible') return '`sync` and SYNC have to be made different by hand.';
  const which = way === 'both' ? '`sync` and SYNC become' : 'SYNC becomes';
  return `${which} ${code(to)} (${code(from)} now).`;
}

function reasonText({ text, howSure, sources }: UpgradeReason): string {
  const from = sources.length > 0 ? `; ${sources.map(plain).join('; ')}` : '';
  return `${plain(text)} *(${plain(howSure)}${from})*`;
}

// --- the folder -------------------------------------------------------------------------------------

function stateLines({ imageVersion, bootImage, ownImages, newest, between }: UpgradeState): string[] {
  return [
    ...(between
      ? [`**One step is not finished:** ${plain(between.why)} Some phones may run ${code(between.from)} still.`]
      : []),
    imageVersion === null
      ? 'SIPDefault.cnf names no `image_version`.'
      : `\`image_version\` in SIPDefault.cnf is ${code(imageVersion)}.`,
    bootImage === null ? 'OS79XX.TXT names nothing.' : `OS79XX.TXT names ${code(bootImage)}.`,
    ...ownImages.map(({ image, phones }) =>
      phones === 1 ? `1 phone's own file names ${code(image)}.` : `${phones} phones' own files name ${code(image)}.`,
    ),
    newest === null
      ? 'No SIP image lies in the folder with all its files.'
      : `The newest SIP image with all its files is ${code(newest)}.`,
  ];
}

function imageBlocks(stored: readonly StoredSet[]): string[] {
  if (stored.length === 0) return [];
  const rows = stored.map(({ name, kind, release, files, missing }) => [
    code(name),
    kind === 'sip' ? `SIP ${plain(release)}` : `loader ${plain(release)}`,
    files.map(code).join(' '),
    missing.length === 0 ? 'nothing' : missing.map(code).join(' '),
  ]);
  return [table(['image', 'what it is', 'files', 'missing'], rows)];
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
  return name === 'sccp' ? 'SCCP firmware' : code(name);
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
