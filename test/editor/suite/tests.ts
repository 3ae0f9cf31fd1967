/** Tests that run inside the editor's extension host, against the extension as installed. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, type HostTest } from './check.ts';
import { MemoryFiles } from './memoryFiles.ts';

const EXTENSION = 'cisco-sip-phones.cisco-sip-phones';

/** The fixture files with the findings that are planted in them. */
const FINDINGS: Record<string, string[]> = {
  'SIPDefault.cnf': ['cnf/dial-template-extension', 'cnf/out-of-range', 'cnf/unknown-parameter'],
  'SIP001122334455.cnf': ['cnf/equals-sign'],
  'dialplan.xml': ['dialplan/missing-root'],
};

function fixture(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

async function show(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fixture(name)), { preview: false });
}

/** Where a text begins in a document. */
function find(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `"${text}" is in ${document.uri.path}`);
  return document.positionAt(offset);
}

function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

function codes(name: string): string[] {
  return vscode.languages.getDiagnostics(fixture(name)).map(codeOf).sort();
}

async function expectFindings(findings: Record<string, string[]>): Promise<void> {
  for (const [name, expected] of Object.entries(findings)) {
    await eventually(() => assert.deepEqual(codes(name), expected, name));
  }
}

/** Runs a step that changes a file, and takes the change back whatever happens. */
async function undoing(document: vscode.TextDocument, step: () => Promise<void>): Promise<void> {
  const before = document.getText();
  try {
    await step();
  } finally {
    const all = new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, all, before);
    await vscode.workspace.applyEdit(edit);
    await document.save();
  }
}

async function insert(document: vscode.TextDocument, position: vscode.Position, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, position, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

function hoverText(hovers: vscode.Hover[]): string {
  return hovers
    .flatMap((hover) => hover.contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

async function completions(document: vscode.TextDocument, position: vscode.Position): Promise<string[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

export const hostTests: HostTest[] = [
  {
    name: 'every kind of file has its language, and files of others are left alone',
    async run() {
      const languages = {
        'SIPDefault.cnf': 'cisco-sip-cnf',
        'SIP001122334455.cnf': 'cisco-sip-cnf',
        'dialplan.xml': 'cisco-sip-dialplan',
        'syncinfo.xml': 'cisco-sip-syncinfo',
        'OS79XX.TXT': 'cisco-sip-os79xx',
        'RINGLIST.DAT': 'cisco-sip-ringlist',
        'pbx/dialplan.xml': 'xml',
      };
      for (const [name, language] of Object.entries(languages)) {
        const document = await vscode.workspace.openTextDocument(fixture(name));
        // Dial plans are told from other XML after they were opened.
        await eventually(() => {
          const now = vscode.workspace.textDocuments.find(({ uri }) => uri.path === document.uri.path);
          assert.equal(now?.languageId, language, name);
        });
      }
      for (const name of ['etc/my.cnf', 'etc/openssl.cnf']) {
        const { languageId } = await vscode.workspace.openTextDocument(fixture(name));
        assert.doesNotMatch(languageId, /^cisco/, name);
      }
    },
  },
  {
    name: 'the extension is active and its commands are there',
    async run() {
      await eventually(() => assert.equal(vscode.extensions.getExtension(EXTENSION)?.isActive, true));
      const commands = await vscode.commands.getCommands(true);
      for (const command of ['cisco.restartLanguageServer', 'cisco.showLog']) assert.ok(commands.includes(command));
    },
  },
  {
    name: 'planted mistakes are found, with links to their explanations',
    async run() {
      for (const name of Object.keys(FINDINGS)) await show(name);
      await expectFindings(FINDINGS);
      for (const { code } of vscode.languages.getDiagnostics(fixture('SIPDefault.cnf'))) {
        assert.ok(typeof code === 'object' && code.target.path.includes(String(code.value)), JSON.stringify(code));
      }
      for (const name of ['syncinfo.xml', 'OS79XX.TXT', 'RINGLIST.DAT', 'pbx/dialplan.xml', 'etc/my.cnf']) {
        assert.deepEqual(codes(name), [], name);
      }
    },
  },
  {
    name: 'findings follow the typing',
    async run() {
      const { document } = await show('SIPDefault.cnf');
      await undoing(document, async () => {
        await insert(document, find(document, 'proxy_register'), 'no_such_thing: 1\n');
        await expectFindings({ 'SIPDefault.cnf': [...(FINDINGS['SIPDefault.cnf'] ?? []), 'cnf/unknown-parameter'] });
      });
      await expectFindings(FINDINGS);
    },
  },
  {
    name: 'hover explains a parameter and a dial plan rule',
    async run() {
      for (const [name, text, expected] of [
        ['SIPDefault.cnf', 'proxy_register', /Register the lines/],
        ['dialplan.xml', '9,.......', /tone/i],
      ] as const) {
        const { document } = await show(name);
        await eventually(async () => {
          const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
            'vscode.executeHoverProvider',
            document.uri,
            find(document, text),
          );
          assert.match(hoverText(hovers), expected);
        });
      }
    },
  },
  {
    name: 'completion offers parameters and their values',
    async run() {
      const { document } = await show('SIPDefault.cnf');
      await undoing(document, async () => {
        const start = find(document, 'proxy_register');
        await insert(document, start, 'preferred_codec: \n');
        const names = await completions(document, start);
        for (const label of ['sntp_mode', 'time_zone']) assert.ok(names.includes(label), label);
        const values = await completions(document, start.translate(0, 'preferred_codec: '.length));
        for (const label of ['g711ulaw', 'g711alaw', 'g729a']) assert.ok(values.includes(label), label);
      });
    },
  },
  {
    name: 'a quick fix mends its finding',
    async run() {
      const { document } = await show('SIP001122334455.cnf');
      await undoing(document, async () => {
        const finding = vscode.languages.getDiagnostics(document.uri).find((one) => codeOf(one) === 'cnf/equals-sign');
        assert.ok(finding);
        const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          document.uri,
          finding.range,
          vscode.CodeActionKind.QuickFix.value,
        );
        const fix = actions.find(({ title }) => title === "Change '=' to ':'");
        assert.ok(fix?.edit, `among ${actions.map(({ title }) => title).join(', ')}`);
        assert.ok(await vscode.workspace.applyEdit(fix.edit));
        await expectFindings({ 'SIP001122334455.cnf': [] });
      });
      await expectFindings(FINDINGS);
    },
  },
  {
    name: 'saving mends what is safe to mend when the user wants that',
    async run() {
      const { document } = await show('SIPDefault.cnf');
      const settings = vscode.workspace.getConfiguration('editor', document);
      const target = vscode.ConfigurationTarget.Workspace;
      await undoing(document, async () => {
        try {
          await settings.update('codeActionsOnSave', { 'source.fixAll.cisco': 'explicit' }, target);
          await insert(document, find(document, 'tos_media'), '# on save\n');
          await document.save();
          // The misspelt name and the value out of range need a look; the extension does not.
          await expectFindings({ 'SIPDefault.cnf': ['cnf/out-of-range', 'cnf/unknown-parameter'] });
          assert.match(document.getText(), /^dial_template: "?dialplan"?$/m);
        } finally {
          await settings.update('codeActionsOnSave', undefined, target);
        }
      });
      await expectFindings(FINDINGS);
    },
  },
  {
    name: 'formatting changes white space only',
    async run() {
      const { document } = await show('SIPDefault.cnf');
      const before = document.getText();
      await undoing(document, async () => {
        await insert(document, find(document, 'tos_media'), '  sync :   1 ;x\n');
        const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
          'vscode.executeFormatDocumentProvider',
          document.uri,
          { tabSize: 2, insertSpaces: true },
        );
        const edit = new vscode.WorkspaceEdit();
        edit.set(document.uri, edits);
        assert.ok(await vscode.workspace.applyEdit(edit));
        assert.equal(document.getText(), before.replace('tos_media', 'sync: 1 ;x\ntos_media'));
      });
    },
  },
  {
    name: 'the outline names what is in the files',
    async run() {
      const { document } = await show('SIPDefault.cnf');
      await eventually(async () => {
        const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
          'vscode.executeDocumentSymbolProvider',
          document.uri,
        );
        const names = (list: vscode.DocumentSymbol[]): string[] =>
          list.flatMap((symbol) => [symbol.name, ...names(symbol.children)]);
        assert.match(names(symbols ?? []).join('\n'), /proxy_register/);
      });
    },
  },
  {
    name: 'a finding can be turned off in the settings',
    async run() {
      const settings = vscode.workspace.getConfiguration('cisco', fixture('SIPDefault.cnf'));
      const target = vscode.ConfigurationTarget.Workspace;
      try {
        await settings.update('diagnostics.severity', { 'cnf/out-of-range': 'off' }, target);
        await expectFindings({ 'SIPDefault.cnf': ['cnf/dial-template-extension', 'cnf/unknown-parameter'] });
      } finally {
        await settings.update('diagnostics.severity', undefined, target);
      }
      await expectFindings(FINDINGS);
    },
  },
  {
    name: 'files are pushed through any file system of the editor',
    async run() {
      const files = new MemoryFiles();
      files.createDirectory(vscode.Uri.parse('memory://office/tftp'));
      const provider = vscode.workspace.registerFileSystemProvider('memory', files);
      const { document } = await show('syncinfo.xml');
      const settings = vscode.workspace.getConfiguration('cisco.tftp', document);
      const target = vscode.ConfigurationTarget.Workspace;
      try {
        await settings.update('folder', 'memory://office/tftp', target);
        await settings.update('pushOnSave', true, target);
        await undoing(document, async () => {
          await insert(document, new vscode.Position(0, 0), '<!-- pushed -->');
          await document.save();
          await eventually(() => {
            const content = files.nodes.get('/tftp/syncinfo.xml')?.content;
            assert.equal(Buffer.from(content ?? []).toString(), document.getText());
          });
          assert.deepEqual(
            [...files.nodes.keys()].sort(),
            ['/', '/tftp', '/tftp/syncinfo.xml'],
            'nothing is left over',
          );
        });
      } finally {
        await settings.update('pushOnSave', undefined, target);
        await settings.update('folder', undefined, target);
        provider.dispose();
      }
    },
  },
  {
    name: 'restarting the language server clears the findings and brings them back',
    async run() {
      let cleared = false;
      const watch = vscode.languages.onDidChangeDiagnostics(() => {
        if (codes('SIPDefault.cnf').length === 0) cleared = true;
      });
      try {
        await vscode.commands.executeCommand('cisco.restartLanguageServer');
        await expectFindings(FINDINGS);
        assert.ok(cleared, 'the findings of the old server went away');
      } finally {
        watch.dispose();
      }
    },
  },
];
