/**
 * Who may talk to the rig. A page of some other site in the same browser must not press its buttons, neither by
 * opening a web socket (it then carries that site's Origin) nor by pointing a name of its own at this computer
 * (DNS rebinding: it then carries that name as Host). Pure: headers in, verdict out.
 */
import { isIP } from 'node:net';

/** How the server can be addressed. */
export interface Doors {
  /** What it was told to bind to. */
  readonly host: string;
  /** The port it listens on. */
  readonly port: number;
  /** Name of this computer. */
  readonly computerName: string;
}

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether only this computer can reach a server bound to `host`. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** Name and port of `name:port`, lower case; undefined if that is not all it is. */
function parseAuthority(authority: string): { name: string; port: number } | undefined {
  if (!/^[\w.:[\]-]+$/.test(authority)) return undefined;
  try {
    const url = new URL(`http://${authority}/`);
    return { name: url.hostname, port: url.port === '' ? 80 : Number(url.port) };
  } catch {
    return undefined;
  }
}

/** Whether a Host header names this server. Addresses are safe: a foreign site can only borrow a name. */
export function hostAllowed(header: string | undefined, doors: Doors): boolean {
  const asked = header === undefined ? undefined : parseAuthority(header);
  if (!asked || asked.port !== doors.port) return false;
  if (LOOPBACK_NAMES.has(asked.name) || asked.name === urlName(doors.host)) return true;
  if (isLoopback(doors.host)) return false;
  const computer = doors.computerName.toLowerCase();
  const address = asked.name.replace(/^\[(.*)\]$/, '$1');
  return isIP(address) !== 0 || asked.name === computer || asked.name === `${computer}.local`;
}

/** Whether the page that opens a web socket came from this very server. `host` is the same request's Host. */
export function originAllowed(origin: string | undefined, host: string | undefined, doors: Doors): boolean {
  if (origin === undefined || !origin.startsWith('http://') || !hostAllowed(host, doors)) return false;
  const from = parseAuthority(origin.slice('http://'.length));
  const asked = parseAuthority(host!);
  if (!from || !asked || from.port !== doors.port) return false;
  return from.name === asked.name || (LOOPBACK_NAMES.has(from.name) && LOOPBACK_NAMES.has(asked.name));
}

/** A host as it stands in a URL: an IPv6 address in brackets, everything in lower case. */
export function urlName(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host.toLowerCase();
}

/** The address to open in a browser on this computer. */
export function urlOf(doors: Pick<Doors, 'host' | 'port'>): string {
  const anywhere = doors.host === '0.0.0.0' || doors.host === '::';
  return `http://${anywhere ? '127.0.0.1' : urlName(doors.host)}:${doors.port}/`;
}
