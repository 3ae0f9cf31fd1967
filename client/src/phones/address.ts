/** Addresses of phones as people type and copy them, without the editor's interface, so that tests can ask as well. */

export interface Address {
  /** IPv4, IPv6 without brackets, or a host name. */
  readonly host: string;
  /** `undefined`: none was given. */
  readonly port?: number;
}

const hostName = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\.?$/i;
const dotted = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const hextets = /^[0-9a-f:]*:[0-9a-f:.]*(?:%[\w.-]+)?$/i;

/** `192.0.2.10`, `phone.example:5061`, `2001:db8::1`, `[2001:db8::1]:5061`; `undefined` for what is no address. */
export function parseAddress(text: string): Address | undefined {
  const trimmed = text.trim();
  const bracketed = /^\[([^\]]*)\](?::(\d{1,5}))?$/.exec(trimmed);
  if (bracketed) return withPort(isIpv6(bracketed[1] ?? '') ? bracketed[1] : undefined, bracketed[2]);
  if (isIpv6(trimmed)) return { host: trimmed };
  const [, host = '', port] = /^([^:]*)(?::(\d{1,5}))?$/.exec(trimmed) ?? [];
  // Digits and dots alone are meant to be an address, and a wrong one must not be looked up as a name.
  const good = /^[\d.]+$/.test(host) ? dotted.test(host) : hostName.test(host);
  return withPort(good ? host : undefined, port);
}

function isIpv6(text: string): boolean {
  const [address = ''] = text.split('%');
  const groups = address.split(':');
  const doubled = address.split('::').length - 1;
  return (
    hextets.test(text) &&
    doubled <= 1 &&
    !address.includes(':::') &&
    (doubled === 1 ? groups.length <= 9 : groups.length === 8 || (groups.length === 7 && address.includes('.'))) &&
    groups.every(
      (group, index) => /^[0-9a-f]{0,4}$/i.test(group) || (index === groups.length - 1 && dotted.test(group)),
    )
  );
}

function withPort(host: string | undefined, port: string | undefined): Address | undefined {
  if (host === undefined || host === '') return undefined;
  if (port === undefined) return { host };
  const number = Number(port);
  return number >= 1 && number <= 65535 ? { host, port: number } : undefined;
}

/** As `parseAddress` reads it. */
export function addressText({ host, port }: Address): string {
  if (port === undefined) return host;
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

const mac =
  /(?<![0-9a-f])(?:[0-9a-f]{2}([:.-]?)(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})(?![0-9a-f])/i;

/**
 * The addresses of phones, by their MAC address (twelve digits, capitals), out of any text that has both on one line:
 * the output of `arp` or `ip neighbour`, DHCP leases, a list of one's own.
 */
export function parseAddressList(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split(/\r\n|\n|\r/)) {
    const [whole] = mac.exec(line.slice(0, 1000)) ?? [];
    if (whole === undefined) continue;
    const address = line
      .slice(0, 1000)
      .replace(whole, ' ')
      .split(/[\s,;|"'()<>]+/)
      .find((word) => dotted.test(word) || isIpv6(word));
    if (address !== undefined) found.set(whole.replaceAll(/[^0-9a-f]/gi, '').toUpperCase(), address);
  }
  return found;
}
