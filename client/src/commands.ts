/**
 * The commands, by what has to be loaded for them; each is `cisco.` and its name. The manifest says what they are
 * called and where they are offered.
 */

/** Those that look and edit: `client.ts` has them. */
export const clientCommands = [
  'restartLanguageServer',
  'showLog',
  'refreshPhones',
  'showEffectiveConfiguration',
  'comparePhones',
  'moveSharedEntries',
  'showReferences',
  'testDialPlan',
  'testDialTemplate',
  'showDialPlanMap',
  'convertDialPlan',
  'newTftpFolder',
  'newPhone',
  'newPhonesFromCsv',
  'togglePasswords',
] as const;

/** Those that act on the outside world: `tools.ts` has them. */
export const toolCommands = [
  'pushToTftpFolder',
  'pushAll',
  'undoLastPush',
  'sendCheckSync',
  'sendCheckSyncToAll',
  'retryCheckSync',
  'restartInWaves',
  'bumpSync',
  'pushAndRestart',
  'copyCheckSyncForPbx',
  'upgradeFirmware',
  'copyDiagnosticReport',
  'serveFolder',
  'stopServing',
  'showDhcpOptions',
  'readBootLog',
  'clearBootLog',
  'copyBootLog',
  'mendBootProblem',
] as const;

export type ToolCommand = (typeof toolCommands)[number];
