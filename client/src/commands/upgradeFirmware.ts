import { t } from '@vscode/l10n';
import type { Uri } from 'vscode';
import {
  type UpgradeDisplay,
  type UpgradePlan,
  type UpgradePlanParams,
  type UpgradePlanResult,
  type UpgradeStep,
  type UpgradeStepParams,
  type UpgradeStepResult,
  upgradePlanRequest,
  upgradeStepRequest,
} from '../../../server/src/protocol.ts';
import { choose } from '../choice.ts';
import { Trouble } from '../environment.ts';
import { showInformationMessage } from '../notices.ts';
import { saveFiles } from '../pushing/folder.ts';
import { mayTravel } from '../pushing/pushing.ts';
import type { Tools } from '../tools.ts';
import { isTrusted } from '../trust.ts';
import { planText } from '../upgrade/planText.ts';
import { type Arrival, askAction, askArrival, askRunning, askTarget, confirmOneWay } from '../upgrade/questions.ts';
import { type Journey, loadText } from '../upgrade/runningNow.ts';
import { editFiles, pushStep, restartPhones } from '../upgrade/takeStep.ts';

/** `Cisco: Upgrade Firmware…`: shows the way to another firmware, and goes it one step at a time. */
export async function upgradeFirmware(tools: Tools, args: readonly unknown[]): Promise<void> {
  if (!isTrusted()) return;
  const choice = await choose(args);
  if (!choice) return;
  const { folder } = choice;
  const left = remembered(tools, folder);
  const from = await askRunning((await look(tools, folder)).answer.state, left);
  let journey: Journey | undefined = from === undefined ? undefined : { from, to: left?.to };
  while (journey) {
    await remember(tools, folder, journey);
    journey = await goOn(tools, folder, journey);
  }
}

interface Look {
  readonly answer: NonNullable<UpgradePlanResult>;
  /** `null` without a step. */
  readonly next: UpgradeStepResult;
}

/** Where the folder stands, and what comes next. It is asked every time, as others change it, too. */
async function look({ environment }: Tools, folder: Uri, journey?: Journey): Promise<Look> {
  const uri = folder.toString();
  const params: UpgradePlanParams = {
    uri,
    ...(journey && { from: journey.from, ...(journey.to && { to: journey.to }) }),
  };
  const answer = await environment.request<UpgradePlanResult>(upgradePlanRequest, params);
  if (answer === undefined)
    throw new Trouble(t('The Cisco SIP language server does not answer. "Cisco: Show Log" may tell why.'));
  if (answer === null)
    throw new Trouble(t('An upgrade needs the folder on a disk: here, or where the window is connected to.'));
  const { plan } = answer;
  if (!plan || !('steps' in plan) || plan.steps.length === 0) return { answer, next: null };
  const { from, to } = plan;
  const stepParams: UpgradeStepParams = { uri, from, to };
  return { answer, next: (await environment.request<UpgradeStepResult>(upgradeStepRequest, stepParams)) ?? null };
}

/** Shows the plan and does what the user chooses. `undefined`: it is done, or left. */
async function goOn(tools: Tools, folder: Uri, journey: Journey): Promise<Journey | undefined> {
  const { answer, next } = await look(tools, folder, journey);
  const { plan } = answer;
  const name = folder.path.split('/').at(-1) ?? '';
  await tools.plans.show(folder, name, planText({ folder: name, answer, notes: next?.notes ?? [] }));
  const steps = plan && 'steps' in plan ? plan.steps.length : 0;
  switch (await askAction(titleOf(plan), next?.step, steps)) {
    case 'from':
      return { ...journey, from: (await askRunning(answer.state, journey)) ?? journey.from };
    case 'to':
      return { ...journey, to: (await askTarget(answer.state)) ?? journey.to };
    case 'look again':
      return journey;
    case 'step':
      return plan && next ? takeStep(tools, folder, { ...journey, to: plan.to }, next.step, answer.displays) : journey;
    default:
      return undefined;
  }
}

function titleOf(plan: UpgradePlan | null): string {
  if (!plan) return t('Firmware upgrade');
  const way = t`from ${loadText(plan.from)} to ${plan.to}`;
  if ('impossible' in plan) return t`Firmware upgrade: there is no way ${way}`;
  if (plan.steps.length === 0) return t`Firmware upgrade: the phones run ${plan.to}`;
  return plan.steps.length === 1
    ? t`Firmware upgrade ${way}: 1 step`
    : t`Firmware upgrade ${way}: ${plan.steps.length} steps`;
}

/** Readies the folder, has the phones restart, and waits for them. */
async function takeStep(
  tools: Tools,
  folder: Uri,
  journey: Required<Journey>,
  step: UpgradeStep,
  displays: readonly UpgradeDisplay[],
): Promise<Journey | undefined> {
  if (!(await confirmOneWay(step))) return journey;
  // First, since saving may change a file, and with it the places in it.
  await saveFiles(folder, mayTravel);
  const { next } = await look(tools, folder, journey);
  // What was agreed to is what is done.
  if (next?.step.to !== step.to) return journey;
  const edited = await editFiles(tools, folder, next);
  if (!(await pushStep(tools, folder, step, edited))) return journey;
  for (let arrival: Arrival = 'send again'; ; ) {
    if (arrival === 'send again') await restartPhones(tools, folder, step);
    const answer = await askArrival(step, displays);
    if (answer === undefined) return undefined;
    if (answer === 'arrived') break;
    arrival = answer;
  }
  if (step.to !== journey.to) return { ...journey, from: step.to };
  await remember(tools, folder, undefined);
  void showInformationMessage(t`The upgrade is done: the phones run ${step.to}.`);
  return undefined;
}

// --- an upgrade that was left -------------------------------------------------------------------------

/** What the user said of the phones; where the folder stands is seen in its files. */
const keyOf = (folder: Uri) => `cisco.upgrade:${folder}`;

function remembered({ environment }: Tools, folder: Uri): Journey | undefined {
  return environment.context.workspaceState.get<Journey>(keyOf(folder));
}

async function remember({ environment }: Tools, folder: Uri, journey: Journey | undefined): Promise<void> {
  await environment.context.workspaceState.update(keyOf(folder), journey);
}
