// `npm start`: builds the extension and opens it in an editor on a fresh copy of the example TFTP
// folder. Uses VS Code or VSCodium when there is one (or what CISCO_EDITOR names), otherwise
// VS Code's own workbench served to a browser by code-server, installed from npm.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

// The npm package `node` among our dependencies provides a new enough one inside `npm start`.
if (Number(process.versions.node.split('.')[0]) < 24) {
  fail(`this needs Node.js 24, not ${process.version}`, 'npm install && npm start');
}
// Loaded only now: an older Node could not read TypeScript.
const { ensureToolchain, findCommand, stateDir } = await import('../test/editor/toolchain.ts');
const { QUIET_SETTINGS, startCodeServer } = await import('../test/editor/codeServer.ts');

const vsix = path.join(root, 'cisco-sip-phones.vsix');
const workspace = path.join(stateDir, 'tftproot');
/** Where the test phone boots from, and where `Cisco: Push to TFTP Folder` puts files. */
const tftpFolder = path.join(stateDir, 'tftp');

step('Building the extension');
const packaged = spawnSync('npm', ['run', '--silent', 'package'], {
  cwd: root,
  encoding: 'utf8',
  // On Windows npm is a script, which only the shell can start.
  shell: process.platform === 'win32',
});
if (packaged.status !== 0 || !existsSync(vsix)) {
  process.stderr.write(`${packaged.stdout}${packaged.stderr}`);
  fail('the extension could not be built', 'npm install && npm start');
}

step('Copying examples/tftproot to .editor/tftproot, and to .editor/tftp for the phone');
for (const folder of [workspace, tftpFolder]) {
  rmSync(folder, { recursive: true, force: true });
  cpSync(path.join(root, 'examples/tftproot'), folder, { recursive: true });
}
const settings = { 'cisco.tftp.folder': tftpFolder };

const desktop = process.env.CISCO_EDITOR || findCommand('code') || findCommand('codium');
if (desktop) await openDesktop(desktop);
else await openInBrowser();

/** An installed VS Code, with a profile of its own so that the user's stays as it is. */
async function openDesktop(editor) {
  const profile = path.join(stateDir, 'desktop');
  const userData = path.join(profile, 'user');
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  writeFileSync(
    path.join(userData, 'User/settings.json'),
    JSON.stringify({ ...QUIET_SETTINGS, ...settings }, undefined, 2),
  );
  const common = ['--user-data-dir', userData, '--extensions-dir', path.join(profile, 'extensions')];
  // VS Code refuses to run as root with its sandbox on.
  if (process.getuid?.() === 0) common.push('--no-sandbox');

  step(`Installing the extension in ${editor}`);
  const installed = runEditor(editor, [...common, '--install-extension', vsix, '--force']);
  if ((await exitCode(installed)) !== 0) fail(`${editor} did not install the extension`);

  step(`Opening ${workspace}; this ends when you close the window`);
  const phone = await startPhone();
  const opened = runEditor(editor, [...common, '--disable-workspace-trust', '--new-window', '--wait', workspace]);
  process.exitCode = await exitCode(opened);
  await phone?.stop();
}

/** No VS Code here: the same workbench from npm, in the user's browser. */
async function openInBrowser() {
  step('No VS Code or VSCodium on PATH; using code-server from npm');
  const toolchain = await ensureToolchain({ needBrowser: false, say: (line) => console.log(line) });
  if (!toolchain.ok) fail(toolchain.why, toolchain.remedy);

  step('Starting the editor');
  const server = await startCodeServer({
    ...toolchain,
    profile: path.join(stateDir, 'browser'),
    extensions: [vsix],
    settings,
  });
  const phone = await startPhone();
  const stop = () => {
    void phone?.stop();
    server.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop);
  console.log(`\n  Open this in a browser:\n\n    ${server.url(workspace)}\n\n  Ctrl-C stops the editor.\n`);
  await server.ended;
}

/**
 * A phone of ours on loopback, so that the whole round can be tried without hardware: edit, push, check-sync, restart.
 * The editor is worth having without it.
 */
async function startPhone() {
  const { startTryOut } = await import('../test/phone/demoServer.ts');
  try {
    const tryOut = await startTryOut({
      folder: tftpFolder,
      say: (line) => console.log(`  ${line}`),
      // A real phone waits 20 seconds.
      phone: { idleMilliseconds: 3000 },
    });
    const { host, port } = tryOut.address;
    console.log(`
  A test phone is at ${host}:${port}. In the editor, change something in SIPDefault.cnf and run
  "Cisco: Push and Restart Phones" with ${host} as the address; what the phone does is printed here.
`);
    return tryOut;
  } catch (error) {
    console.log(`  No test phone: ${error.message}`);
    return undefined;
  }
}

function runEditor(editor, args) {
  if (process.platform !== 'win32') return spawn(editor, args, { stdio: 'inherit' });
  // code.cmd is a script, which only the shell can start; it splits at blanks unless quoted.
  const quoted = [editor, ...args].map((word) => `"${word}"`).join(' ');
  return spawn(quoted, { stdio: 'inherit', shell: true });
}

function exitCode(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => fail(`cannot start the editor: ${error.message}`));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function step(text) {
  console.log(`• ${text}`);
}

function fail(why, remedy) {
  console.error(`\nCannot start: ${why}.`);
  if (remedy) console.error(`What to do:\n\n    ${remedy}\n`);
  process.exit(1);
}
