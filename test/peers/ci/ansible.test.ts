/** The example play, run by Ansible against a folder on this machine. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathWithCiscoSip } from '../../support/program.ts';
import { project, scratchFolder } from '../../support/server.ts';

/** Two sites with a folder in git and one on their TFTP server each. */
function sites(context: TestContext, berlin: Record<string, string>, lyon: Record<string, string>) {
  const scratch = scratchFolder({});
  context.after(() => scratch.remove());
  const source = (site: string) => join(scratch.path, 'git', site);
  const target = (site: string) => join(scratch.path, 'server', site);
  for (const [site, files] of Object.entries({ berlin, lyon })) {
    for (const folder of [source(site), target(site)]) mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(source(site), name), text);
  }
  const hosts = ['berlin', 'lyon'].map((site) => [
    site,
    {
      ansible_connection: 'local',
      ansible_python_interpreter: 'auto_silent',
      phones_source: source(site),
      phones_target: target(site),
    },
  ]);
  const inventory = join(scratch.path, 'inventory.json');
  writeFileSync(inventory, JSON.stringify({ tftp: { hosts: Object.fromEntries(hosts) } }));
  const deploy = (...more: string[]) =>
    spawnSync(
      'ansible-playbook',
      ['-i', inventory, ...more, join(project, 'examples', 'ci', 'ansible', 'deploy.yml')],
      {
        encoding: 'utf8',
        env: {
          ...process.env,
          PATH: pathWithCiscoSip(scratch.path),
          ANSIBLE_HOME: scratch.path,
          ANSIBLE_LOCAL_TEMP: scratch.path,
          ANSIBLE_NOCOWS: '1',
        },
      },
    );
  return { deploy, target };
}

const good = {
  'SIPDefault.cnf': 'sync: 1\n',
  'syncinfo.xml': '<IMAGE VERSION="*" SYNC="2"/>\n',
  'SIP000DBC001122.cnf': 'line1_name: 2001\n',
};

test('sites whose files are in order get them, and a second run changes nothing', (context) => {
  const { deploy, target } = sites(context, good, { 'SIPDefault.cnf': 'sync: 3\n' });
  const first = deploy();
  assert.equal(first.status, 0, first.stdout + first.stderr);
  assert.deepEqual(readdirSync(target('berlin')).sort(), Object.keys(good).sort());
  assert.equal(readFileSync(join(target('lyon'), 'SIPDefault.cnf'), 'utf8'), 'sync: 3\n');
  assert.equal(statSync(join(target('lyon'), 'SIPDefault.cnf')).mode & 0o777, 0o644);
  assert.match(deploy().stdout, /berlin +: ok=\d+ +changed=0 /);
});

test('what all phones fetch comes after the files of single phones', (context) => {
  const { deploy } = sites(context, good, {});
  const { stdout } = deploy();
  const copied = [...stdout.matchAll(/^changed: \[berlin\] => \(item=([^)]+)\)/gm)].map(([, name]) => name);
  assert.deepEqual(copied, ['SIP000DBC001122.cnf', 'SIPDefault.cnf', 'syncinfo.xml']);
});

test('one site with a file that a phone would choke on keeps every site as it is', (context) => {
  const { deploy, target } = sites(context, good, { 'SIPDefault.cnf': 'tos_media: 9\n' });
  const { status, stdout } = deploy();
  assert.notEqual(status, 0);
  assert.match(stdout, /cnf\/out-of-range/);
  assert.deepEqual([readdirSync(target('berlin')), readdirSync(target('lyon'))], [[], []]);
});
