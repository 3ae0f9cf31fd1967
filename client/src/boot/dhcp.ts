/** How to tell phones the address of the TFTP server: what to write into a DHCP server, ready to copy. */

import facts from '../../../schemas/boot.json' with { type: 'json' };

export interface DhcpSnippet {
  readonly id: string;
  /** The DHCP server. */
  readonly name: string;
  /** Where the text goes. */
  readonly file: string;
  readonly text: string;
}

/** `address`: IPv4 address of the TFTP server. */
export function dhcpSnippets(address: string): readonly DhcpSnippet[] {
  return facts.dhcp.servers.map(({ id, name, file, lines }) => ({
    id,
    name,
    file,
    text: `${lines.join('\n').replaceAll('{address}', address)}\n`,
  }));
}
