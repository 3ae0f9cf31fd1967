import { t } from '@vscode/l10n';
import { window } from 'vscode';
import type { Desk } from '../client.ts';
import { Trouble } from '../environment.ts';
import { dialPlanInFront } from '../workbench/dialPlanInFront.ts';
import { askDialPlan } from '../workbench/requests.ts';

/** `Cisco: Test Dial Plan`: what the phone does with a number, beside the plan. */
export async function testDialPlan({ server, workbench }: Desk, args: readonly unknown[]): Promise<void> {
  workbench.show(await dialPlanInFront(server, args), 'test');
}

/** `Cisco: Test Dial Plan Template`: the same, with a number dialled that fits the rule at the cursor. */
export async function testDialTemplate({ server, workbench }: Desk, args: readonly unknown[]): Promise<void> {
  const plan = await dialPlanInFront(server, args);
  const line = window.activeTextEditor?.selection.active.line ?? -1;
  const templates = (await askDialPlan(server, plan))?.templates ?? [];
  const found = templates.find(({ range }) => range.start.line <= line && line <= range.end.line);
  if (!found) throw new Trouble(t('There is no template at the cursor.'));
  workbench.show(plan, 'test', found.examples[0] ?? '');
}
