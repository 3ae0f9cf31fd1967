/**
 * Makes docs/images/tour.png, an animated picture of the whole round in the real editor: a wrong value is typed, found
 * and mended, the files are pushed, and the phone is told and restarts. `scripts/pictures.ts` runs it.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import UPNG from 'upng-js';
import { startTryOut } from '../phone/demoServer.ts';
import { freePort } from '../support/freePort.ts';
import { Dialogs } from './dialogs.ts';
import { changeSettings, fillFolder, startSession } from './session.ts';
import { root, stateDir } from './toolchain.ts';
import type { Workbench } from './workbench.ts';

const size = { width: 960, height: 600 };
/** So few are enough for an editor, and make a small file. */
const colours = 192;
const target = path.join(stateDir, 'tour', 'target');

/** Pictures one after another, each with how many milliseconds it stands. */
class Film {
  readonly #editor: Workbench;
  readonly #frames: ArrayBuffer[] = [];
  readonly #times: number[] = [];

  constructor(editor: Workbench) {
    this.#editor = editor;
  }

  async take(milliseconds: number): Promise<void> {
    const picture = await this.#editor.page.screenshot({ animations: 'disabled', caret: 'initial' });
    const [frame] = UPNG.toRGBA8(UPNG.decode(new Uint8Array(picture).buffer));
    this.#frames.push(frame!);
    this.#times.push(milliseconds);
  }

  bytes(): Uint8Array {
    return new Uint8Array(UPNG.encode(this.#frames, size.width, size.height, colours, this.#times));
  }
}

/** Where the scratch folder of this computer lies is nobody's business. */
async function renameTarget(editor: Workbench): Promise<void> {
  await editor.page.locator('.quick-input-title').evaluate((node, shown) => {
    (node as unknown as { textContent: string }).textContent = shown;
  }, 'Push to /srv/tftp');
}

async function show(film: Film, editor: Workbench, dialogs: Dialogs): Promise<void> {
  await editor.openFile('SIPDefault.cnf');
  await editor.showProblems();
  await editor.insertLineBelow(/proxy_register/);
  await film.take(900);
  for (const part of ['tos', '_media', ': ', '9']) {
    await editor.type(part);
    await film.take(350);
  }
  await editor.press('Escape');
  await editor.expectProblems(['cnf/out-of-range']);
  await film.take(1_200);
  await editor.press('ArrowLeft');
  await editor.hover(/out of range/);
  await film.take(2_600);
  await editor.press('Escape', 'Control+.');
  await editor.page.locator('.action-widget .monaco-list-row', { hasText: "Change to '5'" }).first().waitFor();
  await film.take(1_800);
  await editor.press('Escape');
  await editor.quickFix(/Change to '5'/);
  await editor.expectProblems([]);
  await editor.save();
  await film.take(1_400);
  await dialogs.run('Cisco: Push and Restart Phones');
  await dialogs.expectTitle(/which phones/);
  await dialogs.tick(/Reception/);
  await film.take(1_400);
  await dialogs.accept(/which phones/);
  await dialogs.expectTitle(/Address of/);
  await editor.type('127.0.0.1');
  await film.take(1_600);
  await editor.press('Enter');
  await dialogs.expectTitle(/Push to/);
  await renameTarget(editor);
  await film.take(2_000);
  await editor.press('Enter');
  await dialogs.message(/The phone understood/);
  await film.take(4_000);
}

const files = {
  'SIPDefault.cnf': [
    'image_version: "P0S3-8-12-00"',
    'proxy1_address: "192.0.2.10"',
    'proxy_register: 1',
    `voip_control_port: ${await freePort()}`,
    'sync: "0001"',
    '',
  ].join('\n'),
  'syncinfo.xml': '<SYNCINFO>\n  <IMAGE VERSION="*" SYNC="0002"/>\n</SYNCINFO>\n',
  'SIP001122334455.cnf': [
    'phone_label: "Reception"',
    'line1_name: "100"',
    'line1_authname: "100"',
    'line1_password: "made-up-Kiwi-17"',
    '',
  ].join('\n'),
};
fillFolder(target, files);
const tryOut = await startTryOut({ folder: target, mac: '001122334455', say: () => {} });
const session = await startSession('tour', [], { settings: { 'breadcrumbs.enabled': false } });
try {
  fillFolder(session.folder, files);
  changeSettings(session.folder, { 'cisco.tftp.folder': target });
  const editor = await session.open();
  await editor.page.setViewportSize(size);
  const film = new Film(editor);
  await show(film, editor, new Dialogs(editor));
  writeFileSync(path.join(root, 'docs/images/tour.png'), film.bytes());
} finally {
  await session.close();
  await tryOut.stop();
}
