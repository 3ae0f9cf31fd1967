/** The expectations beside dial plans in the Testing view. The language server runs them. */

import { t } from '@vscode/l10n';
import {
  type CancellationToken,
  Disposable,
  Location,
  type TestController,
  type TestItem,
  TestMessage,
  TestRunProfileKind,
  type TestRunRequest,
  tests,
  type Uri,
  workspace,
} from 'vscode';
import { FileChangeType } from 'vscode-languageclient';
import type { DialTest } from '../../../server/src/protocol.ts';
import { oneAtATime } from '../oneAtATime.ts';
import type { Server } from '../server.ts';
import { idsOf } from './expectation.ts';
import { askDialTests } from './requests.ts';

/** Files in which a change may change a result. */
const languages = ['cisco-sip-dialplan', 'cisco-sip-dialtests'];

const testFiles = '**/*.[tT][eE][sS][tT][sS]';
/** With the plans that they are about. */
const watchedFiles = '**/*.{[tT][eE][sS][tT][sS],[xX][mM][lL]}';

export class DialTests implements Disposable {
  readonly #server: Server;
  readonly #controller: TestController;
  readonly #subscription: Disposable;
  /** Runs that go on until they are stopped. */
  readonly #continuous = new Set<TestRunRequest>();

  constructor(server: Server) {
    this.#server = server;
    this.#controller = tests.createTestController('cisco-dial-plan', t('Dial Plans'));
    this.#controller.refreshHandler = () => this.#find();
    const run = (request: TestRunRequest, token: CancellationToken) => this.#run(request, token);
    this.#controller.createRunProfile('Dial', TestRunProfileKind.Run, run, true, undefined, true);
    const watcher = workspace.createFileSystemWatcher(watchedFiles);
    const find = () => void this.#find();
    // What the server is asked next, it has to answer with the file as it is now.
    const findAfter = (type: FileChangeType) => (uri: Uri) =>
      void server.tellDiskChange(uri.toString(), type).then(find);
    this.#subscription = Disposable.from(
      this.#controller,
      watcher,
      watcher.onDidCreate(findAfter(FileChangeType.Created)),
      watcher.onDidChange(findAfter(FileChangeType.Changed)),
      watcher.onDidDelete(findAfter(FileChangeType.Deleted)),
      server.onDidStart(find),
      workspace.onDidChangeWorkspaceFolders(find),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && languages.includes(document.languageId)) void this.#follow();
      }),
    );
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** Looks for files. */
  readonly #find = oneAtATime(async () => {
    const found = await workspace.findFiles(testFiles);
    const known = new Set(found.map(String));
    for (const [id] of this.#controller.items) if (!known.has(id)) this.#controller.items.delete(id);
    for (const uri of found) await this.#read(uri);
  });

  /** Something was edited. */
  readonly #follow = oneAtATime(async () => {
    for (const [, file] of this.#controller.items) {
      await this.#read(file.uri!);
      // What a run said before the edit is no longer known to be true.
      this.#controller.invalidateTestResults(file);
    }
    for (const request of this.#continuous) await this.#runOnce(request);
  });

  /** Asks for the results of a file, and lists what is in it. */
  async #read(uri: Uri): Promise<readonly DialTest[]> {
    const answer = await askDialTests(this.#server, uri);
    if (answer === undefined) return [];
    const id = uri.toString();
    if (answer === null || answer.testsUri !== id) {
      // Somebody else's file.
      this.#controller.items.delete(id);
      return [];
    }
    const { items } = this.#controller;
    const file = items.get(id) ?? this.#controller.createTestItem(id, workspace.asRelativePath(uri), uri);
    const ids = idsOf(answer.tests);
    file.children.replace(answer.tests.map((test, index) => this.#item(file, ids[index]!, test)));
    if (!items.get(id)) items.add(file);
    return answer.tests;
  }

  #item(file: TestItem, id: string, { label, range }: DialTest): TestItem {
    const item = file.children.get(id) ?? this.#controller.createTestItem(id, label, file.uri);
    const { converter } = this.#server;
    if (converter) item.range = converter.asRange(range);
    return item;
  }

  async #run(request: TestRunRequest, token: CancellationToken): Promise<void> {
    if (request.continuous) {
      this.#continuous.add(request);
      token.onCancellationRequested(() => this.#continuous.delete(request));
    }
    await this.#runOnce(request);
  }

  async #runOnce(request: TestRunRequest): Promise<void> {
    const run = this.#controller.createTestRun(request);
    const wanted = request.include ?? [...this.#controller.items].map(([, item]) => item);
    const files = new Set(wanted.map((item) => item.parent ?? item));
    for (const file of files) {
      const results = await this.#read(file.uri!);
      const ids = idsOf(results);
      for (const [index, result] of results.entries()) {
        const item = file.children.get(ids[index]!);
        if (!item || !isWanted(item, wanted, request.exclude ?? [])) continue;
        run.started(item);
        if (result.passed) run.passed(item);
        else run.failed(item, messageOf(item, result));
      }
    }
    run.end();
  }
}

function isWanted(item: TestItem, included: readonly TestItem[], excluded: readonly TestItem[]): boolean {
  const isIn = (items: readonly TestItem[]) => items.some(({ id }) => id === item.parent?.id || id === item.id);
  return isIn(included) && !isIn(excluded);
}

function messageOf({ uri, range }: TestItem, { message }: DialTest): TestMessage {
  const made = new TestMessage(message);
  if (uri && range) made.location = new Location(uri, range);
  return made;
}
