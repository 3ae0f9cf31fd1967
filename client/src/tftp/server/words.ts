/** Why a server did not start, and what to do, in words for those who look after phones. */

import { t } from '@vscode/l10n';
import { codeOf } from '../words.ts';

/** A port that needs no rights, for those to whom the system does not give the one that phones ask at. */
export const otherPort = 6969;

/** What makes phones, which ask at port 69 only, reach a server at another port: a sentence, with a command on Linux. */
export function redirectText(port: number, platform: NodeJS.Platform = process.platform): string {
  if (platform !== 'linux')
    return t`Phones ask at port 69 only: what comes in there has to be redirected to port ${port}.`;
  return t`Phones ask at port 69 only. Redirect what comes in there to port ${port}: ${redirectCommand(port)}`;
}

function redirectCommand(port: number): string {
  return `sudo iptables -t nat -A PREROUTING -p udp --dport 69 -j REDIRECT --to-ports ${port}`;
}

export interface Circumstances {
  readonly folder: string;
  readonly host: string;
  readonly port: number;
  /** As in Node's process.platform. */
  readonly platform?: NodeJS.Platform;
}

/** What went wrong, and the ways out of it, each in a sentence or a command. */
export interface StartTrouble {
  readonly what: string;
  readonly remedies: readonly string[];
  /** Whether another port may be had. */
  readonly isAboutPort: boolean;
}

export function startTrouble(error: unknown, circumstances: Circumstances): StartTrouble {
  const { folder, host, port, platform = process.platform } = circumstances;
  switch (codeOf(error)) {
    case 'EACCES':
      return {
        what: t`This system lets only administrators open ports below 1024, and phones ask at port ${port}.`,
        remedies: rightsRemedies(platform),
        isAboutPort: true,
      };
    case 'EADDRINUSE':
      return {
        what: t`Another program already has UDP port ${port}: perhaps a TFTP server that starts with the system.`,
        remedies: [
          platform === 'linux'
            ? t`See which one it is with "sudo ss -lunp sport = :${port}", and stop it, for instance with "sudo systemctl stop tftpd-hpa".`
            : t('Stop that program.'),
          t('Or take another port: phones ask at port 69 only, so that one is to be redirected.'),
        ],
        isAboutPort: true,
      };
    case 'EADDRNOTAVAIL':
      return {
        what: t`${host} is no address of this machine.`,
        remedies: [t('Give one that it has, or none.')],
        isAboutPort: false,
      };
    case 'ENOENT':
    case 'ENOTDIR':
      return { what: t`${folder} is no folder that could be served.`, remedies: [], isAboutPort: false };
  }
  return { what: error instanceof Error ? error.message : String(error), remedies: [], isAboutPort: false };
}

function rightsRemedies(platform: NodeJS.Platform): readonly string[] {
  if (platform !== 'linux')
    return [t('Start it as an administrator, or take a port above 1023 and redirect port 69 to it.')];
  return [
    t(
      'Let everybody open port 69, until the next start of the system: sudo sysctl net.ipv4.ip_unprivileged_port_start=69',
    ),
    t`Or take another port, such as ${otherPort}, and redirect what comes in at port 69 to it: ${redirectCommand(otherPort)}`,
  ];
}
