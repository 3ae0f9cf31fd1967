/** An untrusted workspace may say where files go and which phones there are: nothing is written or sent for it. */

import '../../support/editor/load.ts';
import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { clientCommands, toolCommands } from '../../../client/src/commands.ts';
import type { Environment } from '../../../client/src/environment.ts';
import { Trouble } from '../../../client/src/environment.ts';
import type { PushPlan, UndoRecord } from '../../../client/src/tftp/types.ts';

// After the hooks are there: these import the editor.
const { changed, shown, state, Uri } = await import('../../support/editor/vscode.ts');
const tools = await import('../../../client/src/tools.ts');
const { Deliveries } = await import('../../../client/src/phones/deliver.ts');
const { takeBack, writePush } = await import('../../../client/src/pushing/pushing.ts');
const { Serving } = await import('../../../client/src/serving/serving.ts');
const { BootLogModel } = await import('../../../client/src/serving/bootLogModel.ts');
const { createFiles } = await import('../../../client/src/create/write.ts');

/**
 * Commands that show, and that edit files of the workspace as a user does who types. What is not among them has to
 * refuse.
 */
const harmless = new Set<string>([
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
  'bumpSync',
  'copyCheckSyncForPbx',
  'togglePasswords',
  'copyDiagnosticReport',
  'stopServing',
  'showDhcpOptions',
  'readBootLog',
  'clearBootLog',
  'copyBootLog',
]);

const environment = {
  context: { subscriptions: [], globalState: { get: () => undefined }, storageUri: undefined },
  log: { info() {}, warn() {}, error() {} },
  inspect: async () => undefined,
  finder: { watch() {} },
  onServerStart: () => ({ dispose() {} }),
} as unknown as Environment;

function forget(): void {
  shown.length = 0;
  changed.length = 0;
  state.button = undefined;
  state.isTrusted = false;
}

type Command = (...args: readonly unknown[]) => Promise<void>;

/** A command as the editor calls it; those that only need a server by their own module. */
async function commandOf(name: string): Promise<Command> {
  if ((toolCommands as readonly string[]).includes(name)) return tools[name as (typeof toolCommands)[number]];
  const module = (await import(`../../../client/src/commands/${name}.ts`)) as Record<string, unknown>;
  const run = module[name] as (desk: unknown, args: readonly unknown[]) => Promise<void>;
  return (...args) => run({ server: {} }, args);
}

tools.start(environment, { view: {}, changed: { fire() {} } } as never);

for (const name of [...clientCommands, ...toolCommands].filter((each) => !harmless.has(each)))
  test(`${name} is refused before it asks anything`, async () => {
    forget();
    const run = await commandOf(name);
    await run(Uri.file('/tftproot/SIPDefault.cnf'), [Uri.file('/tftproot/SIPDefault.cnf')]);
    assert.equal(shown.length, 1, shown.join('\n'));
    assert.match(shown[0] ?? '', /^window\.showErrorMessage: This workspace is not trusted/);
    assert.deepEqual(changed, []);
  });

test('a command that is harmless here exists', () => {
  const all: readonly string[] = [...clientCommands, ...toolCommands];
  assert.deepEqual(
    [...harmless].filter((name) => !all.includes(name)),
    [],
  );
});

/** Two folders that are thrown away after the test. */
function folders(context: TestContext): { from: string; to: string } {
  const from = mkdtempSync(join(tmpdir(), 'cisco-sip-from-'));
  const to = mkdtempSync(join(tmpdir(), 'cisco-sip-to-'));
  context.after(() => {
    for (const path of [from, to]) rmSync(path, { recursive: true, force: true });
  });
  return { from, to };
}

test('whichever way a push was reached, nothing is written', async (context) => {
  forget();
  const { from, to } = folders(context);
  const item = { name: 'SIPDefault.cnf', size: 0, sourceHash: '', state: 'new' } as const;
  const plan: PushPlan = { from, to, items: [item] };
  await assert.rejects(writePush(environment, { folder: Uri.file(from), target: Uri.file(to) }, plan), Trouble);
  assert.deepEqual(readdirSync(to), []);
});

test('nothing is undone either', async (context) => {
  forget();
  const { to } = folders(context);
  const record: UndoRecord = { to, time: new Date(0).toISOString(), backup: to, files: [], directories: [] };
  await assert.rejects(takeBack(record), Trouble);
});

test('whichever way a message was reached, nothing is sent', async (context) => {
  forget();
  const socket = createSocket('udp4');
  const heard: unknown[] = [];
  socket.on('message', (bytes) => heard.push(bytes));
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  context.after(() => socket.close());
  const deliveries = new Deliveries(environment, { show: async () => {}, update() {} } as never, {} as never);
  const phone = { host: '127.0.0.1', port: socket.address().port, user: '2001' };
  await assert.rejects(deliveries.send([{ phone, title: 'a phone' }]), Trouble);
  assert.deepEqual(heard, []);
});

test('whichever way serving was reached, no port is opened', async (context) => {
  forget();
  const { from } = folders(context);
  const serving = new Serving(new BootLogModel());
  const offer = { folder: from, host: '127.0.0.1', port: 6969, anyLetterCase: false, anyAddress: false };
  await assert.rejects(serving.serve(Uri.file(from) as never, offer), Trouble);
  assert.equal(serving.state.is, 'stopped');
});

test('no file is created', async () => {
  forget();
  await assert.rejects(createFiles(Uri.file('/tftproot') as never, [{ name: 'SIPDefault.cnf', text: '' }]), Trouble);
  assert.deepEqual(changed, []);
});

test('what is written in a trusted workspace', async () => {
  forget();
  state.isTrusted = true;
  await createFiles(Uri.file('/tftproot') as never, [{ name: 'SIPDefault.cnf', text: '' }]);
  assert.equal(changed.length, 1);
});
