/** Firmware upgrades for an editor: where the folder stands, the way from here, and the edit for the next step. */

import { t } from '@vscode/l10n';
import { type CancellationToken, type Connection, RequestType, type ResponseError } from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';
import type { TftpFolder } from './folders.ts';
import {
  type UpgradePlanParams,
  type UpgradePlanResult,
  type UpgradeStepParams,
  type UpgradeStepResult,
  upgradePlanRequest,
  upgradeStepRequest,
} from './protocol.ts';
import { folderEdit } from './refactoring.ts';
import type { Session } from './session.ts';
import { defaultsName } from './tftproot/root.ts';
import { stepEdits, stepNotes } from './upgrade/edits.ts';
import { displays } from './upgrade/facts.ts';
import { planUpgrade } from './upgrade/plan.ts';
import { storedSets, upgradeState } from './upgrade/state.ts';
import { syncOfNextStep } from './upgrade/sync.ts';

export function upgradeRequests(connection: Connection, session: Session): void {
  /** A handler for the folder of a URI; `null` where there is none. */
  function about<T>(
    uri: string,
    token: CancellationToken,
    handler: (folder: TftpFolder) => T | Promise<T>,
  ): Promise<T | null | ResponseError<void>> {
    const run = async () => {
      const folder = await folderAt(session, uri);
      return folder ? handler(folder) : null;
    };
    return session.guard<T | null>('Upgrade', uri, null, run, token);
  }

  connection.onRequest(
    new RequestType<UpgradePlanParams, UpgradePlanResult, void>(upgradePlanRequest),
    ({ uri, from, to }, token) =>
      about(uri, token, ({ root }) => {
        const state = upgradeState(root);
        const start = from ?? state.imageVersion;
        const target = to ?? state.newest;
        const isKnown = start !== null && target !== null;
        const plan = isKnown ? planUpgrade({ from: start, to: target, stored: state.stored }) : null;
        return { state, plan, sync: plan && syncOfNextStep(root, plan), displays: displays() };
      }),
  );

  connection.onRequest(
    new RequestType<UpgradeStepParams, UpgradeStepResult, void>(upgradeStepRequest),
    ({ uri, from, to }, token) =>
      about(uri, token, async (folder) => {
        const plan = planUpgrade({ from, to, stored: storedSets(folder.root) });
        const [step] = 'steps' in plan ? plan.steps : [];
        if (!step) return null;
        const label = t`Ready the folder for ${step.to}`;
        const notes = stepNotes(folder.root, step);
        return {
          step,
          edit: await folderEdit(session, folder, stepEdits(folder.root, step), { label, needsConfirmation: false }),
          notes: notes.map(({ text, files }) => ({
            text,
            uris: files.map((name) => session.folders.uriOf(folder, name)),
          })),
        };
      }),
  );
}

/** The TFTP folder that a URI names, or that its file lies in, read as a whole. */
async function folderAt({ folders }: Session, uri: string): Promise<TftpFolder | undefined> {
  const file = (await folders.isFile(uri)) ? uri : Utils.joinPath(URI.parse(uri), defaultsName).toString();
  await folders.load(file);
  const folder = folders.placeOf(file)?.folder;
  await folder?.loaded;
  return folder;
}
