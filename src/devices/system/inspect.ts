/**
 * Looks around a port: whose its device file is, who has it open, and what else on this system takes ports. Reads
 * /proc, /sys and /etc and nothing that needs rights; what may not be read is left out. Elsewhere than on Linux
 * only the platform is known.
 */
import { readdir, readFile, readlink, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Daemon, Guest, Holder, InspectPort, PortFacts, PortNode } from '../port/facts.js';

/** Where the system keeps what it knows, and who asks; a test brings its own. */
export interface System {
  readonly platform: string;
  readonly proc: string;
  readonly sys: string;
  readonly etc: string;
  readonly uid: number;
  /** Groups of this process. */
  readonly groups: readonly number[];
  readonly pid: number;
  /** The date, for the age of a file [ms since 1970]. */
  readonly dateMs: () => number;
}

export const thisSystem: System = {
  platform: process.platform,
  proc: '/proc',
  sys: '/sys',
  etc: '/etc',
  uid: process.getuid?.() ?? -1,
  groups: process.getgroups?.() ?? [],
  pid: process.pid,
  dateMs: () => Date.now(),
};

/** Groups that the usual systems give their serial ports: Debian and Fedora, Arch. */
const SERIAL_GROUPS = ['dialout', 'uucp'];
const DAEMONS: readonly Daemon[] = ['ModemManager', 'brltty'];
/** Bridges that boards have: Arduino (two), CH340, CP210x, FTDI. */
const BOARD_IDS = /^(2341|2a03):|^1a86:(7523|5523)$|^10c4:ea60$|^0403:6001$/;
const GROUP_MAY_READ_AND_WRITE = 0o060;
const ROOT = 0;

/** An inspection by another system than this one's. */
export const inspectSystemPort: InspectPort = (path) => inspectPort(path, thisSystem);

export async function inspectPort(path: string, system: System): Promise<PortFacts> {
  const { platform } = system;
  const nothing = { platform, holders: [], daemons: [], portless: [] };
  if (platform !== 'linux') return nothing;
  try {
    const groups = parseGroups(await readText(join(system.etc, 'group')));
    const [node, programs, portless, guest] = await Promise.all([
      nodeOf(path, groups, system),
      programsOf(path, system),
      portlessBoards(system),
      guestOf(system),
    ]);
    const serialGroup = SERIAL_GROUPS.find((name) => groups.some((group) => group.name === name));
    return {
      platform,
      ...(node && { node }),
      ...programs,
      portless,
      ...(guest && { guest }),
      ...(serialGroup && { serialGroup }),
    };
  } catch {
    return nothing;
  }
}

/** What a person calls a program that has a port open, from its name (15 characters at most) and its arguments. */
export function programName(comm: string, args: string): string {
  if (/(^|[\s/])axon-rig(\.js)?(\s|$)|cli\/main\.js/.test(args)) return 'another axon-rig';
  if (comm === 'serial-monitor') return 'the serial monitor of the Arduino IDE';
  if (comm.startsWith('arduino') || (comm === 'java' && /processing\.app/.test(args)))
    return 'the Arduino IDE';
  // So Node 24 calls every program that it runs.
  if (comm === 'MainThread') return basename(args.split(' ', 1)[0]!);
  return comm;
}

interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

/** Lines of /etc/group: `name:password:gid:member,member`. */
function parseGroups(text: string): Group[] {
  return text
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name, , gid, members]) => ({ name: name!, gid: Number(gid), members: members!.split(',') }));
}

async function nodeOf(
  path: string,
  groups: readonly Group[],
  { etc, uid, groups: ours, dateMs }: System,
): Promise<PortNode | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return undefined;
  const usable = (found.mode & GROUP_MAY_READ_AND_WRITE) === GROUP_MAY_READ_AND_WRITE && found.gid !== ROOT;
  const group = usable ? groups.find(({ gid }) => gid === found.gid) : undefined;
  // Lines of /etc/passwd: name:password:uid:…
  const account = (await readText(join(etc, 'passwd')))
    .split('\n')
    .map((line) => line.split(':'))
    .find((fields) => fields[2] === String(uid))?.[0];
  const listed = account !== undefined && group?.members.includes(account);
  const member = ours.includes(found.gid) ? 'yes' : listed ? 'after-login' : 'no';
  return { group: group?.name, member, ageMs: dateMs() - found.ctimeMs };
}

async function programsOf(
  path: string,
  { proc, pid: ourPid }: System,
): Promise<{ holders: Holder[]; daemons: Daemon[] }> {
  const file = await realpath(path).catch(() => path);
  const holders: Holder[] = [];
  const daemons = new Set<Daemon>();
  const pids = (await names(proc)).map(Number).filter((pid) => Number.isInteger(pid) && pid !== ourPid);
  for (const pid of pids) {
    const folder = join(proc, String(pid));
    const comm = (await readText(join(folder, 'comm'))).trim();
    const daemon = DAEMONS.find((name) => name === comm);
    if (daemon) daemons.add(daemon);
    const files = await names(join(folder, 'fd'));
    const open = await Promise.all(files.map((fd) => readlink(join(folder, 'fd', fd)).catch(() => '')));
    if (!open.includes(file)) continue;
    const args = (await readText(join(folder, 'cmdline'))).replaceAll('\0', ' ');
    holders.push({ pid, name: programName(comm, args) });
  }
  return { holders, daemons: [...daemons] };
}

/** A USB device `1-2` has interfaces `1-2:1.0`; the port is in one of them, as `ttyUSB0` or as `tty/ttyACM0`. */
async function portlessBoards({ sys }: System): Promise<string[]> {
  const folder = join(sys, 'bus/usb/devices');
  const devices = await names(folder);
  const found: string[] = [];
  for (const device of devices.filter((name) => !name.includes(':'))) {
    const read = (name: string) => readText(join(folder, device, name));
    const id = `${(await read('idVendor')).trim()}:${(await read('idProduct')).trim()}`;
    if (!BOARD_IDS.test(id)) continue;
    const interfaces = devices.filter((name) => name.startsWith(`${device}:`));
    const inside = await Promise.all(interfaces.map((name) => names(join(folder, name))));
    if (!inside.flat().some((name) => /^tty(USB\d+)?$/.test(name))) found.push(id);
  }
  return found;
}

/** Names that virtual machines give themselves as a maker or a model. */
const MACHINES: readonly (readonly [Guest, RegExp])[] = [
  ['virtualbox', /virtualbox/i],
  ['vmware', /vmware/i],
  ['parallels', /parallels/i],
  ['hyper-v', /microsoft corporation\s+virtual machine/i],
  ['qemu', /qemu/i],
  ['other', /\bkvm\b|bochs|\bxen\b|virtual (machine|platform)|apple virtualization/i],
];

/** WSL says so in its kernel's version, a virtual machine as the maker and the model of its computer. */
async function guestOf({ proc, sys }: System): Promise<Guest | undefined> {
  if (/microsoft/i.test(await readText(join(proc, 'version')))) return 'wsl';
  const [vendor, product] = await Promise.all(
    ['sys_vendor', 'product_name'].map((name) => readText(join(sys, 'class/dmi/id', name))),
  );
  return MACHINES.find(([, name]) => name.test(`${vendor!.trim()} ${product!.trim()}`))?.[0];
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

async function names(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
