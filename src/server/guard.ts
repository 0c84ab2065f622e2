/**
 * Who may talk to the rig. A page of some other site in the same browser must not press its buttons, neither by
 * opening a web socket (it then carries that site's Origin) nor by pointing a name of its own at this computer
 * (DNS rebinding: it then carries that name as Host). Pure: headers in, verdict out.
 */
import { isIP } from 'node:net';

/** How the server can be addressed. */
export interface Doors {
  /** What it was told to bind to: a name or an address, as it was typed. */
  readonly host: string;
  /** The address that this became, as the system tells it: 0.0.0.0 for "0", 127.0.0.1 for "localhost". */
  readonly address: string;
  /** The port it listens on. */
  readonly port: number;
  /** Name of this computer. */
  readonly computerName: string;
}

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether an address is one that only this computer has, to listen at or to come from. */
export function isLoopback(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/.test(address);
}

/**
 * Whether a peer sits at this very computer: 127.0.0.1 and ::1, and no other of the addresses that never leave it, for
 * what serves others, such as a container, may come from one of those.
 */
export function isThisComputer(address: string): boolean {
  return address === '127.0.0.1' || address === '::1';
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** By any of these a proxy says for whom it asks, or that it is one. */
const PASSED_ON = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'];

/** Whether a proxy passes a request on: its address says nothing of who asks. */
export function isPassedOn(headers: Headers): boolean {
  return PASSED_ON.some((name) => headers[name] !== undefined);
}

/** Whether a request is one of this very computer; what a proxy passes on is somebody else's. */
export function isOwnRequest(address: string | undefined, headers: Headers): boolean {
  return isThisComputer(address ?? '') && !isPassedOn(headers);
}

/** Whether a server bound to `address` listens at all addresses of this computer. */
function isAnywhere(address: string): boolean {
  return address === '0.0.0.0' || address === '::' || address === '::ffff:0.0.0.0';
}

/** Where a peer comes from: the same text for one that is known by IPv4 and by IPv6; empty once it has gone. */
export function peerAddress(remoteAddress: string | undefined): string {
  return (remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, '');
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
  const own = [urlName(doors.host), urlName(doors.address)];
  if (LOOPBACK_NAMES.has(asked.name) || own.includes(asked.name)) return true;
  if (isLoopback(doors.address)) return false;
  const computer = doors.computerName.toLowerCase();
  const address = asked.name.replace(/^\[(.*)\]$/, '$1');
  return isIP(address) !== 0 || asked.name === computer || asked.name === `${computer}.local`;
}

/**
 * What a request asks for, without its query: `/path`, also where it comes as `http://name:port/path`, which HTTP
 * allows (RFC 9112, 3.2.2). Undefined if it names another server than this one.
 */
export function askedPath(target: string, doors: Doors): string | undefined {
  const [path] = target.split('?', 1) as [string];
  const absolute = /^http:\/\/([^/]*)(.*)$/is.exec(path);
  if (absolute === null) return path;
  const [, authority, rest] = absolute;
  return hostAllowed(authority, doors) ? rest || '/' : undefined;
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
function urlName(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host.toLowerCase();
}

/** The URL of an address of this computer; one that means all of them becomes that of this computer itself. */
export function urlOf({ address, port }: Pick<Doors, 'address' | 'port'>): string {
  return `http://${isAnywhere(address) ? '127.0.0.1' : urlName(address)}:${port}/`;
}

/** An address of one of the computer's networks, as Node tells it. */
export interface NetworkAddress {
  readonly address: string;
  readonly family: string;
  /** Of this computer alone. */
  readonly internal: boolean;
}

/**
 * The URLs that other computers can open. An IPv6 address of one cable alone (fe80::) is none of them: no browser
 * opens it.
 * @param addresses all that this computer has.
 */
export function networkUrls(
  { address, port }: Pick<Doors, 'address' | 'port'>,
  addresses: readonly NetworkAddress[],
): string[] {
  if (isLoopback(address)) return [];
  if (!isAnywhere(address)) return [urlOf({ address, port })];
  return addresses
    .filter(({ internal }) => !internal)
    .filter((own) => own.family === 'IPv4' || (address === '::' && !/^fe[89ab]/i.test(own.address)))
    .sort((a, b) => a.family.localeCompare(b.family))
    .map((own) => urlOf({ address: own.address, port }));
}
