/** `cisco-sip watch`: shows how phones start, out of the logs of other TFTP servers. */

import { statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { t } from '@vscode/l10n';
import { ServerLog } from '../../../client/src/boot/serverLog.ts';
import { Follower, readLines } from '../../../client/src/tftp/followLog.ts';
import { walk } from '../disk.ts';
import { printable } from '../formats/rules.ts';
import { type Command, options, UsageError } from './command.ts';
import { Report } from './watch/report.ts';

const usage = `Usage: cisco-sip watch LOG... [--folder DIR] [--once] [--json]

Reads the logs of TFTP servers and shows what each phone asks for, how far it has started, and why it stops. Follows
the files as they grow, over logrotate; Ctrl+C ends it with a summary.

  LOG            a log of tftpd-hpa, atftpd or dnsmasq, or of syslog with their lines in it; - for standard input
  --folder DIR   the TFTP folder, to find files that differ in letter case only
  --once         reads what is there and ends
  --json         one JSON object a line, as serve prints it

Examples:
  journalctl -f -u tftpd-hpa | cisco-sip watch -
  cisco-sip watch --once --folder /srv/tftp /var/log/syslog

What a server writes decides what can be told. tftpd-hpa needs -vv to tell of files that are missing, atftpd its
verbosity 7; dnsmasq tells unless quiet-tftp is set. Only dnsmasq and atftpd tell that a file has arrived.

Exit status: 0 the logs were read, 1 one could not be, 2 wrong usage.`;

export const watch: Command = {
  name: 'watch',
  summary: "shows how phones start, out of other TFTP servers' logs",
  usage,
  async run(args) {
    const { values, positionals } = options(args, {
      folder: { type: 'string' },
      once: { type: 'boolean' },
      json: { type: 'boolean' },
    });
    if (positionals.length === 0) throw new UsageError(t("watch needs a log, or '-' for standard input"));
    const { folder } = values;
    if (folder !== undefined && !statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      throw new UsageError(t`no such folder: ${printable(folder)}`);
    const report = new Report({
      json: values.json ?? false,
      shows: 'requests and outcomes',
      ...(folder !== undefined && { files: filesBelow(folder) }),
    });
    const ended = new Promise<void>((end) => process.once('SIGINT', end).once('SIGTERM', end));
    const followers: Follower[] = [];
    try {
      await Promise.race([ended, Promise.all(positionals.map((path) => readLog(path, report, folder, followers)))]);
    } catch (error) {
      process.stderr.write(`cisco-sip: ${printable(error instanceof Error ? error.message : String(error))}\n`);
      for (const follower of followers) follower.stop();
      return 1;
    }
    if (!values.once && followers.length > 0) await ended;
    for (const follower of followers) follower.stop();
    process.stdin.destroy();
    report.end();
    return 0;
  },
};

/** Each log by its own reader: the lines of two servers do not belong together. Says when there is nothing to read. */
async function readLog(path: string, report: Report, folder: string | undefined, followers: Follower[]): Promise<void> {
  const log = new ServerLog({ now: Date.now, ...(folder !== undefined && { root: resolve(folder) }) });
  let isUnderstood = false;
  const onLine = (line: string) => {
    for (const event of log.read(line)) {
      isUnderstood = true;
      report.event(event);
    }
  };
  await readToItsEnd(path, onLine, followers);
  if (isUnderstood) return;
  const name = path === '-' ? t('standard input') : printable(path);
  process.stderr.write(
    `cisco-sip: ${t`no request of a phone as tftpd-hpa, atftpd or dnsmasq write it in ${name} so far`}\n`,
  );
}

async function readToItsEnd(path: string, onLine: (line: string) => void, followers: Follower[]): Promise<void> {
  if (path === '-') return readLines(process.stdin, onLine);
  const follower = new Follower(path, onLine);
  followers.push(follower);
  try {
    await follower.start();
  } catch (error) {
    throw new Error(`${path} can not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** All files, as phones would ask for them. */
function filesBelow(folder: string): string[] {
  const root = resolve(folder);
  return walk(root, new Map(), () => {}).map((path) => relative(root, path).split(sep).join('/'));
}
