/**
 * How long the extension takes to be activated, as the editor itself measures and shows it in "Running Extensions":
 * milliseconds to load the code and to call `activate`. For the benchmark: `node test/editor/activationTimes.ts ROUNDS`
 * writes them as JSON. Each round is a new window, and with it a new extension host.
 */
import { type Session, startSession } from './session.ts';
import { until, type Workbench } from './workbench.ts';

/** Files that activate the extension: one that is ours, and one of another program. */
const files = { ours: 'SIP001122334455.cnf', foreign: 'pbx/dialplan.xml' } as const;

/** So high that the list, of which only what is seen is made, has room for all extensions of the editor. */
const viewport = { width: 1280, height: 4000 };

const rounds = Number(process.argv[2] ?? 5);
const session = await startSession('activation');
try {
  const times: Record<keyof typeof files, number[]> = { ours: [], foreign: [] };
  for (let round = 0; round < rounds; round++)
    for (const kind of ['ours', 'foreign'] as const) times[kind].push(await activationTime(session, files[kind]));
  console.log(JSON.stringify(times));
} finally {
  await session.close();
}

async function activationTime(session: Session, file: string): Promise<number> {
  const editor = await session.open();
  await editor.openFile(file);
  await editor.page.setViewportSize(viewport);
  await editor.command('Developer: Show Running Extensions');
  const time = await until('the time of our activation', () => shownTime(editor));
  await editor.page.context().close();
  return time;
}

/** `undefined`: it is not over yet. */
async function shownTime({ page }: Workbench): Promise<number | undefined> {
  const list = await page.locator('.runtime-extensions-editor').textContent();
  const [, ours] = (list ?? '').split('Cisco SIP Phone Configuration');
  const time = /Activation: (\d+)ms/.exec(ours ?? '')?.[1];
  return time === undefined ? undefined : Number(time);
}
