/** `cisco-sip upgrade`: how the phones of a folder get to another firmware, step by step. */

import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { t } from '@vscode/l10n';
import { printable } from '../formats/rules.ts';
import type { SyncChange, UpgradePlan, UpgradeReason, UpgradeState, UpgradeStep } from '../protocol.ts';
import { stepNotes } from '../upgrade/edits.ts';
import { displays, isDocumented } from '../upgrade/facts.ts';
import { anySccp, loadNamed } from '../upgrade/load.ts';
import { planUpgrade } from '../upgrade/plan.ts';
import { upgradeState } from '../upgrade/state.ts';
import { syncOfNextStep } from '../upgrade/sync.ts';
import { openRoot } from './check.ts';
import { type Command, options, paint, UsageError } from './command.ts';

const usage = `Usage: cisco-sip upgrade plan DIR [--from LOAD] [--to LOAD] [--json]

Tells the steps by which the phones of the TFTP folder DIR get from one firmware to another: what OS79XX.TXT,
image_version, sync and SYNC become, which files the phone asks for and which of them are missing, what cannot be
undone. Goes through images that lie in the folder where it can. Changes nothing. No firmware comes with this program:
missing files are to be had from Cisco.

  --from LOAD   what the phones run (default: what image_version in SIPDefault.cnf names). 'sccp' for CallManager's
                firmware of an unknown release, else its name, such as P00303020400
  --to LOAD     what they are to run (default: the newest SIP image that lies completely in the folder)
  --json        an object {from, to, steps, impossible, state, sync, notes, displays}
                steps       [{from, to, why, oneWay, cautions, asks, missing: [{file, image}], instead,
                            edits: {bootImage, imageVersion}, restart: "check-sync"|"by-hand", confidence, howSure}],
                            null when there is no way; why, oneWay (or null), cautions and impossible are or hold
                            {text, confidence, howSure, sources}
                impossible  why there is no way, else null
                state       {imageVersion, bootImage, ownImages: [{image, phones}],
                            stored: [{name, kind, release, files, missing}], newest, between: {from, to, why} or null}
                sync        {way: "kept"|"both"|"different"|"impossible", from, to}: what the first step makes of sync
                            and SYNC; null when it leaves them alone
                notes       [{text, files}] on the first step
                displays    [{shows, text, confidence, howSure, sources}]: what the phone's display may say

Exit status: 0 there is a way (or nothing to do), 1 there is none, 2 wrong usage.`;

export const upgrade: Command = {
  name: 'upgrade',
  summary: 'tells the steps from one firmware to another',
  usage,
  async run(args) {
    const { values, positionals } = options(args, {
      from: { type: 'string' },
      to: { type: 'string' },
      json: { type: 'boolean' },
    });
    const [what, folder, ...rest] = positionals;
    if (what !== 'plan' || folder === undefined || rest.length > 0)
      throw new UsageError(t("upgrade needs 'plan' and a folder"));
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      throw new UsageError(t`no such folder: ${printable(folder)}`);
    const root = await openRoot(resolve(folder));
    const state = upgradeState(root);
    const plan = planUpgrade({ ...endsOf(values, state), stored: state.stored });
    const sync = syncOfNextStep(root, plan);
    const [first] = stepsOf(plan);
    const notes = first ? stepNotes(root, first) : [];
    if (values.json) {
      const { from, to } = plan;
      const [steps, impossible] = 'steps' in plan ? [plan.steps, null] : [null, plan.impossible];
      const whole = { from, to, steps, impossible, state, sync, notes, displays: displays() };
      process.stdout.write(`${JSON.stringify(whole, null, 2)}\n`);
    } else {
      const lines = pretty(plan, state, sync, notes);
      process.stdout.write(`${lines.map(line).join('\n')}\n`);
    }
    return 'steps' in plan ? 0 : 1;
  },
};

function stepsOf(plan: UpgradePlan): readonly UpgradeStep[] {
  return 'steps' in plan ? plan.steps : [];
}

function endsOf({ from, to }: { from?: string | undefined; to?: string | undefined }, state: UpgradeState) {
  const start = from ?? state.imageVersion;
  const target = to ?? state.newest;
  if (start === null)
    throw new UsageError(t('image_version in SIPDefault.cnf names no load: --from has to say what the phones run'));
  if (target === null)
    throw new UsageError(
      t('no SIP image lies completely in the folder: --to has to say where the phones are to get to'),
    );
  for (const [option, load] of [
    ['--from', start],
    ['--to', target],
  ] as const)
    if (!loadNamed(load, state.stored))
      throw new UsageError(t`${option}: '${printable(load)}' is not the name of a load that is known`);
  return { from: start, to: target };
}

// --- for people -------------------------------------------------------------------------------------

/** A line with what it begins with: a colour for a heading, or a label. */
type Line = readonly [label: string, text: string];

function line([label, text]: Line): string {
  if (label === '#') return paint('underline', printable(text));
  if (label === '!') return paint('red', printable(text));
  return label === '' ? printable(text) : `   ${paint('gray', label.padEnd(14))}${printable(text)}`;
}

function pretty(
  plan: UpgradePlan,
  state: UpgradeState,
  sync: SyncChange | null,
  notes: readonly { readonly text: string }[],
): Line[] {
  const { from, to } = plan;
  const left: Line[] = state.between
    ? [['', t`The folder was left between ${state.between.from} and ${state.between.to}: ${state.between.why}`]]
    : [];
  const heading: Line = ['#', t`From ${from === anySccp ? t('SCCP firmware') : from} to ${to}`];
  if (!('steps' in plan)) return [heading, ...left, ['!', t`There is no way: ${inWords(plan.impossible)}`]];
  if (plan.steps.length === 0) return [heading, ...left, ['', t('Nothing to do: it is the same load.')]];
  const told = new Set<string>();
  const steps = plan.steps.flatMap((step, index): Line[] => [
    ['', ''],
    ['#', t`${index + 1}. ${step.from} to ${step.to}`],
    ...linesOf(step, index === 0 ? sync : null, told),
    ...(index === 0 ? notes.map(({ text }): Line => ['note', text]) : []),
  ]);
  return [heading, ...left, ...steps, ['', ''], ...whenItFails()];
}

/** `told`: the reasons of earlier steps, which are not repeated; those of this one are put into it. */
function linesOf(step: UpgradeStep, sync: SyncChange | null, told: Set<string>): Line[] {
  const { edits, missing, oneWay, instead } = step;
  const untold = (label: string, reasons: readonly UpgradeReason[]) =>
    reasons.filter(({ text }) => !told.has(text) && told.add(text)).map((reason): Line => [label, inWords(reason)]);
  const byCheckSync = step.restart === 'check-sync';
  return [
    ['OS79XX.TXT', edits.bootImage ?? t('stays as it is')],
    ['image_version', edits.imageVersion],
    ...(byCheckSync ? [[t('sync, SYNC'), syncInWords(sync)] as const] : []),
    [t('restart'), byCheckSync ? 'check-sync' : t('switch the phones off and on: this firmware takes no check-sync')],
    [t('it asks for'), step.asks.join(', ')],
    ...missing.map(({ file, image }): Line => [t('missing'), t`${file}, from Cisco with ${image}`]),
    ...(instead === null ? [] : [['instead', instead] as const]),
    ...(oneWay ? [[t('no way back'), inWords(oneWay)] as const] : []),
    ...untold('why', step.why),
    ...untold('mind', step.cautions),
    ...(isDocumented(step.confidence) ? [] : [[t('how sure'), step.howSure] as const]),
  ];
}

function syncInWords(sync: SyncChange | null): string {
  switch (sync?.way) {
    case 'kept':
      return t('stay different, which restarts the phones each time');
    case 'both':
      return t`both become ${sync.to} (from ${sync.from})`;
    case 'different':
      return t`SYNC becomes ${sync.to} and differs from then on`;
    case 'impossible':
      return t('have to be made different by hand');
    default:
      return t('are raised again, or stay different');
  }
}

/** What is not documented says so. */
function inWords({ text, confidence, howSure }: UpgradeReason): string {
  return isDocumented(confidence) ? text : `${text} (${howSure})`;
}

function whenItFails(): Line[] {
  return [
    ['#', t('When the display says')],
    ...displays().map((each): Line => ['', `"${each.shows}": ${inWords(each)}`]),
  ];
}
