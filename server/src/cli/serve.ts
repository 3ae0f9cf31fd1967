/** `cisco-sip serve`: gives a folder to phones, and shows how they start. */

import { statSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { t } from '@vscode/l10n';
import { ownAddresses } from '../../../client/src/tftp/server/ownAddresses.ts';
import { serve as startServer, type TftpServer, tftpPort } from '../../../client/src/tftp/server/server.ts';
import { startTrouble } from '../../../client/src/tftp/server/words.ts';
import { printable } from '../formats/rules.ts';
import { type Command, options, UsageError } from './command.ts';
import { Report } from './watch/report.ts';

const usage = `Usage: cisco-sip serve DIR [--host H] [--port P] [--any-letter-case] [--any-address] [--json]

Gives the provisioning files of the folder DIR to phones over TFTP, and shows what each phone asks for, how far it has
started, and why it stops. Nothing can be written; hidden files, files that are none of phones', and what a symbolic
link leads out to are not given out. Ctrl+C ends it with a summary.

  --host H             the IPv4 or IPv6 address to listen at (default: all IPv4 addresses)
  --port P             the UDP port (default ${tftpPort}, the only one phones ask at)
  --any-letter-case    gives out SIPDefault.cnf to a phone that asks for sipdefault.cnf
  --any-address        answers addresses that are in no private network as well
  --json               one JSON object a line, the first {time, type: listening, folder, host, port}, then
                       {time, type, address, port, file, transfer, phone, ...}: type is request, negotiated (options),
                       progress (bytes, total), done (bytes, retries, milliseconds), failed (reason, message, bytes,
                       total, retries), missing (similar) or refused (reason); phone is {mac, state, words, cause}

Port ${tftpPort} may need rights that users do not have. On Linux this gives them to everybody, until the next restart:
  sudo sysctl net.ipv4.ip_unprivileged_port_start=${tftpPort}
Or take --port 6969 and redirect port ${tftpPort} to it; docs/serving.md tells how, for each system.
Phones learn the address by DHCP, from option 150 or 66.

Exit status: 0 ended by Ctrl+C, 1 it could not start, 2 wrong usage.`;

export const serve: Command = {
  name: 'serve',
  summary: 'gives a folder to phones over TFTP and shows how they start',
  usage,
  async run(args) {
    const { values, positionals } = options(args, {
      host: { type: 'string' },
      port: { type: 'string' },
      'any-letter-case': { type: 'boolean' },
      'any-address': { type: 'boolean' },
      json: { type: 'boolean' },
    });
    const [folder] = positionals;
    if (folder === undefined || positionals.length > 1) throw new UsageError(t('serve needs one folder'));
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      throw new UsageError(t`no such folder: ${printable(folder)}`);
    const host = values.host ?? '0.0.0.0';
    if (!isIP(host)) throw new UsageError(t('--host takes an IPv4 or IPv6 address'));
    const port = portOf(values.port);
    const report = new Report({ json: values.json ?? false, shows: 'outcomes' });
    let server: TftpServer;
    try {
      server = await startServer(folder, {
        host,
        port,
        anyLetterCase: values['any-letter-case'] ?? false,
        anyAddress: values['any-address'] ?? false,
        onEvent: (event) => report.event(event),
      });
    } catch (error) {
      const { what, remedies } = startTrouble(error, { folder: resolve(folder), host, port });
      process.stderr.write(`cisco-sip: ${[what, ...remedies].map(printable).join('\n  ')}\n`);
      return 1;
    }
    process.stdout.write(values.json ? listening(folder, server) : welcome(folder, server));
    await new Promise<void>((ended) => process.once('SIGINT', ended).once('SIGTERM', ended));
    await server.stop();
    report.end();
    return 0;
  },
};

function portOf(text: string | undefined): number {
  if (text === undefined) return tftpPort;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535) throw new UsageError(t('--port takes a number up to 65535'));
  return Number(text);
}

function listening(folder: string, { host, port }: TftpServer): string {
  const time = new Date().toISOString();
  return `${JSON.stringify({ time, type: 'listening', folder: resolve(folder), host, port })}\n`;
}

function welcome(folder: string, { host, port }: TftpServer): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  const addresses = everywhere ? ownAddresses().map(({ address }) => address) : [host];
  const where = addresses.length > 0 ? addresses.join(', ') : host;
  const redirect = port === tftpPort ? '' : t`, to which port ${tftpPort} must be redirected`;
  return t`Serving ${printable(resolve(folder))} at ${where}, UDP port ${port}${redirect}. Ctrl+C ends it.
Phones learn the address by DHCP, from option 150 or 66.
`;
}
