/**
 * The editor's interface, as far as modules of the client need it to be loaded without an editor: it answers every
 * question as a user does who gives up, and notes what it was asked to show and to change.
 */

import { URI, Utils } from 'vscode-uri';

/** What happened, as `window.showErrorMessage: text`. */
export const shown: string[] = [];
/** Whatever would reach a disk or the settings. */
export const changed: string[] = [];
export const state = {
  isTrusted: false,
  /** The button that is pressed in every message that has it. */
  button: undefined as string | undefined,
  /** By the name of the setting. */
  settings: {} as Record<string, unknown>,
  /** Of each document: its URI and what was found in it. */
  diagnostics: [] as readonly (readonly [unknown, readonly unknown[]])[],
  /** The text of every file that is read. */
  fileText: '',
};

/** Any function of a namespace: noted, and answered with nothing. */
function namespace(name: string, own: Record<PropertyKey, unknown>): Record<string, never> {
  return new Proxy(own, {
    get: (target, key) =>
      key in target
        ? target[key]
        : (...args: unknown[]) => {
            shown.push(`${name}.${String(key)}: ${String(args[0])}`);
            return Promise.resolve(undefined);
          },
  }) as Record<string, never>;
}

const change =
  (name: string, answer: unknown = undefined) =>
  (...args: unknown[]) => {
    changed.push(`${name}: ${String(args[0])}`);
    return Promise.resolve(answer);
  };

const message =
  (name: string) =>
  (text: string, ...rest: unknown[]) => {
    shown.push(`window.${name}: ${text}`);
    return Promise.resolve(rest.includes(state.button) ? state.button : undefined);
  };

class Nothing {
  dispose(): void {}
}

export class EventEmitter extends Nothing {
  readonly event = () => new Nothing();
  fire(): void {}
}

export class WorkspaceEdit extends Nothing {
  createFile(): void {}
  insert(): void {}
  replace(): void {}
}

export class ThemeIcon extends Nothing {}
export class Disposable extends Nothing {}
export class Range extends Nothing {}
export class Position extends Nothing {}
export class RelativePattern extends Nothing {}
export class FileSystemError extends Error {}
export class MarkdownString extends Nothing {}
export class ThemeColor extends Nothing {}
export class TreeItem extends Nothing {}
export class Location extends Nothing {}

export const Uri = Object.assign(URI, { joinPath: Utils.joinPath });
export const FileType = { File: 1, Directory: 2, SymbolicLink: 64 };
export const ViewColumn = { Active: -1, Beside: -2, One: 1 };
export const QuickPickItemKind = { Separator: -1, Default: 0 };
export const QuickInputButtons = { Back: {} };
export const ProgressLocation = { Window: 10, Notification: 15 };
export const ConfigurationTarget = { Global: 1, Workspace: 2, WorkspaceFolder: 3 };
export const LogLevel = { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 };
export const InputBoxValidationSeverity = { Info: 1, Warning: 2, Error: 3 };
export const StatusBarAlignment = { Left: 1, Right: 2 };
export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };

export const version = '1.99.0';
export const commands = namespace('commands', {});
export const languages = namespace('languages', { getDiagnostics: () => state.diagnostics });
export const l10n = { bundle: undefined };
export const env = namespace('env', {
  appName: 'An Editor',
  remoteName: undefined,
  clipboard: { writeText: change('clipboard.writeText') },
});
export const window = namespace('window', {
  createStatusBarItem: () => ({ show() {}, hide() {}, dispose() {} }),
  activeTextEditor: undefined,
  showErrorMessage: message('showErrorMessage'),
  showWarningMessage: message('showWarningMessage'),
  showInformationMessage: message('showInformationMessage'),
});
export const workspace = namespace('workspace', {
  get isTrusted() {
    return state.isTrusted;
  },
  workspaceFolders: [],
  textDocuments: [],
  getConfiguration: (section = '') => ({
    get: (name: string) => state.settings[section === '' ? name : `${section}.${name}`],
    update: change('workspace.getConfiguration.update'),
  }),
  getWorkspaceFolder: () => undefined,
  findFiles: () => Promise.resolve([]),
  registerTextDocumentContentProvider: () => new Nothing(),
  openTextDocument: ({ content }: { content: string }) => {
    shown.push(`document: ${content}`);
    return Promise.resolve({ getText: () => content });
  },
  applyEdit: change('workspace.applyEdit', true),
  fs: {
    stat: () => Promise.resolve({ type: FileType.File, size: 0 }),
    readDirectory: () => Promise.resolve([]),
    readFile: () => Promise.resolve(new TextEncoder().encode(state.fileText)),
    writeFile: change('workspace.fs.writeFile'),
    rename: change('workspace.fs.rename'),
    delete: change('workspace.fs.delete'),
    createDirectory: change('workspace.fs.createDirectory'),
  },
});
