/** Passwords that are covered on the screen, and reports that others may read. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Dialogs } from './dialogs.ts';
import { changeSettings, deskFor, fillFolder, type Session } from './session.ts';
import { root } from './toolchain.ts';
import { until, type Workbench } from './workbench.ts';

const first = 'made-up-Kiwi-17';
const second = 'made-up-Fig-42';
const phone = 'SIP000DBC112233.cnf';
const files = {
  'SIPDefault.cnf': 'proxy1_address: "pbx.office.example"\nvoip_control_port: 70000\n',
  [phone]: [
    'phone_label: "Front desk"',
    'line1_name: "2001"',
    `line1_password: "${first}"`,
    'line2_name: "2002"',
    `line2_password: "${second}"`,
    'proxy2_address: "192.0.2.77"',
    '',
  ].join('\n'),
};
let session: Session;
let editor: Workbench;
let dialogs: Dialogs;

const ui = deskFor('secrets', {
  prepare: ({ folder }) => {
    fillFolder(folder, files);
    changeSettings(folder, { 'cisco.passwords.mask': true });
  },
  opened: (desk) => {
    ({ session, editor, dialogs } = desk);
  },
});

/** What of the file in front is there and not to be seen. */
function covered(): Promise<string[]> {
  return editor.page.locator('.editor-instance .view-line span').evaluateAll((spans) => {
    const look = (globalThis as unknown as { getComputedStyle(one: unknown): { opacity: string } }).getComputedStyle;
    const hidden = spans.filter((span) => look(span).opacity === '0');
    return hidden.map((span) => (span as unknown as { textContent: string | null }).textContent ?? '').sort();
  });
}

async function expectCovered(...passwords: string[]): Promise<void> {
  let seen: string[] = [];
  try {
    await until('', async () => {
      seen = (await covered()).map((text) => text.replaceAll('"', ''));
      return seen.join() === [...passwords].sort().join();
    });
  } catch {
    assert.deepEqual(seen, passwords, 'what is covered');
  }
}

// --- the cover ----------------------------------------------------------------------------------------

ui('passwords are covered', async () => {
  await editor.openFile(phone);
  await expectCovered(first, second);
  await editor.screenshot('passwords-covered');
});

ui('a click into one shows that one, and leaving it covers it again', async () => {
  const place = editor.page.locator('.editor-instance .view-line', { hasText: 'line1_password' });
  await place.getByText(first).click();
  await expectCovered(second);
  await editor.screenshot('passwords-one-shown');
  await editor.goTo(1);
  await expectCovered(first, second);
});

ui('what is typed into a file is covered as soon as it is left', async () => {
  await editor.goTo(6, 1);
  await editor.type('line3_password: "made-up-Plum-3"\n');
  await expectCovered(first, 'made-up-Plum-3', second);
  await editor.revert();
  await expectCovered(first, second);
});

ui('Toggle Passwords shows all, and covers them again', async () => {
  const told = editor.page.locator('.statusbar');
  await editor.command('Cisco: Toggle Passwords');
  await told.filter({ hasText: 'Passwords are shown' }).waitFor();
  await expectCovered();
  await editor.command('Cisco: Toggle Passwords');
  await told.filter({ hasText: 'Passwords are covered' }).waitFor();
  await expectCovered(first, second);
});

ui('without the setting nothing is covered', async () => {
  changeSettings(session.folder, {});
  await expectCovered();
});

// --- the report ---------------------------------------------------------------------------------------

/** What a bug report asks for. */
const template = readFileSync(path.join(root, '.github/ISSUE_TEMPLATE/bug.yml'), 'utf8');
/** What says who and where, beside the passwords. */
const telling = [first, second, 'Kiwi', '2001', 'Front desk', '000DBC112233', 'office.example', '192.0.2.77'];

ui('the diagnostic report has what a bug report asks for, and nothing that says who and where', async () => {
  changeSettings(session.folder, {
    'cisco.tftp.folder': '/srv/office-in-Turku/tftp',
    'cisco.diagnostics.severity': { 'cnf/out-of-range': 'warning' },
  });
  // The settings have been taken up: what was an error is one no more.
  const problems = editor.page.locator('#status\\.problems');
  await until(
    'no errors',
    async () => !/Errors/.test((await problems.locator('a').getAttribute('aria-label')) ?? 'Errors'),
  );
  await editor.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  assert.ok(template.includes('"Cisco: Copy Diagnostic Report"'));
  await dialogs.run('Cisco: Copy Diagnostic Report');
  await editor.expectText('### Versions', '### Last warnings and errors of the log');
  await editor.screenshot('diagnostic-report');
  await dialogs.pressButton(/This is the report/, 'Copy');
  const report = await clipboard();
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  for (const expected of [
    `- Extension: ${version}`,
    /^- Editor: code-server 1\.\d+/m,
    /^- System: linux \w+, Node \d+/m,
    /^- cisco\.tftp\.folder: \(set\)$/m,
    /^- cisco\.diagnostics\.severity: \{"cnf\/out-of-range":"warning"\}$/m,
    /^- 1 phones, 0 with errors, 0 whose file is not asked for$/m,
    /^- cnf\/out-of-range: 1$/m,
  ])
    assert.ok(
      typeof expected === 'string' ? report.includes(expected) : expected.test(report),
      `${expected}\n${report}`,
    );
  for (const secret of [...telling, 'Turku', session.folder]) assert.ok(!report.includes(secret), secret);
  await editor.command('View: Revert and Close Editor');
});

ui('what is deleted from the report is not copied', async () => {
  await dialogs.run('Cisco: Copy Diagnostic Report');
  await editor.goToText(/^- System/);
  await editor.press('Control+Shift+k');
  await dialogs.pressButton(/This is the report/, 'Copy');
  await until('the other report', async () => !/^- System/m.test(await clipboard()));
  assert.match(await clipboard(), /^- Extension/m);
});

function clipboard(): Promise<string> {
  return until('a report on the clipboard', async () => {
    const text = await editor.page.evaluate<string>('navigator.clipboard.readText()');
    return text.includes('### Versions') && text;
  });
}
