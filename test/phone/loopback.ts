/** The test phone and its server stay on the machine they run on. */

/** `127.0.0.0/8`, `::1` or `localhost`. */
export function isLoopback(host: string): boolean {
  return /^127(?:\.\d{1,3}){3}$/.test(host) || host === '::1' || host.toLowerCase() === 'localhost';
}

export function assertLoopback(host: string): void {
  if (!isLoopback(host)) throw new Error(`${host} is not an address of this machine, such as 127.0.0.1`);
}

/** Reads `127.0.0.1:6969`, `[::1]:6969` or a host alone. */
export function parseHostPort(text: string, defaultPort: number): { host: string; port: number } {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const number = port === undefined ? defaultPort : Number(port);
  if (host === undefined || number > 65535) throw new Error(`${text} is not HOST:PORT`);
  return { host, port: number };
}

export function formatHostPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
