/** Why a port cannot be opened, and the cure: judged from the system's error and from what is known around it. Pure. */

import type { PortFault } from '../fault.js';
import type { PortFound } from './byte-port.js';
import type { Guest, PortFacts } from './facts.js';
import { connectedWords } from './words.js';

/** A port that appeared so short a while ago may still be tried for a modem [ms]. */
const MODEM_TRIAL_MS = 60_000;
/** A device file that appeared so short a while ago may not have got its group yet [ms]. */
const SETTLING_MS = 2000;
const BRAILLE =
  'brltty, a program for braille displays, has taken it. If nobody needs it here, run "sudo apt remove brltty" and plug the board in again.';

/** The texts are those of serialport 13 on Linux, macOS and Windows. */
export function openFault(
  path: string,
  error: Error,
  ports: readonly PortFound[],
  facts: PortFacts,
): PortFault {
  const text = error.message;
  if (/cannot lock|resource busy|temporarily unavailable|access denied/i.test(text)) {
    return takenFault(path, ports, facts);
  }
  if (/permission denied|EACCES|operation not permitted/i.test(text)) {
    return forbiddenFault(path, ports, facts);
  }
  if (/no such (file|device)|file not found|ENOENT|ENXIO|does not exist/i.test(text)) {
    return noPortFault(path, ports, facts);
  }
  if (/inappropriate ioctl|not a (tty|typewriter)|is a directory|ENOTTY|EISDIR/i.test(text)) {
    return {
      fault: 'port-error',
      words: `${path} is not a serial port. "npx axon-rig ports" lists those that are there.`,
    };
  }
  return { fault: 'port-error', words: `${path} cannot be opened: ${text.replace(/\.$/, '')}.` };
}

/** A port that neither opens nor refuses. A Mac's `tty.` names wait for a modem's carrier, which no board gives. */
export function hangingFault(path: string, seconds: number): PortFault {
  const cure = path.startsWith('/dev/tty.')
    ? `Use ${path.replace('/dev/tty.', '/dev/cu.')} instead: a "tty." port of a Mac waits for a modem.`
    : 'A Bluetooth port whose other end is away does that: take the port of the board.';
  return { fault: 'port-error', words: `${path} did not open within ${seconds} s. ${cure}` };
}

/** There is no such port, or with `auto` none at all. */
export function noPortFault(path: string, ports: readonly PortFound[], facts: PortFacts): PortFault {
  const lead = path === 'auto' ? '' : `There is no port ${path}. `;
  const [id] = facts.portless;
  if (ports.length === 0 && id !== undefined) {
    const board = `A board (${id}) is plugged in, but it has no port`;
    return facts.daemons.includes('brltty')
      ? { fault: 'brltty', words: `${lead}${board}: ${BRAILLE}` }
      : {
          fault: 'no-port',
          words: `${lead}${board}: the system has no driver for it. "sudo modprobe ${driverOf(id)}" loads it; in a virtual machine, hand the board over to it first.`,
        };
  }
  const guest = ports.length === 0 && facts.guest ? ` ${guestWords(facts.guest)}` : '';
  return { fault: 'no-port', words: `${lead}${connectedWords(ports)}${guest}${macHint(path)}` };
}

const HAND_OVER: Readonly<Record<Exclude<Guest, 'wsl' | 'hyper-v'>, string>> = {
  virtualbox: 'in the menu of VirtualBox choose Devices > USB, then the board.',
  vmware: 'in the menu of VMware choose VM > Removable Devices, then the board, then Connect.',
  parallels: 'in the menu of Parallels choose Devices > USB & Bluetooth, then the board.',
  qemu: 'in virt-manager choose Virtual Machine > Redirect USB device, then the board.',
  other: 'the program that runs it has a menu for USB devices.',
};

/** The board may be plugged in, and with another system. */
function guestWords(guest: Guest): string {
  switch (guest) {
    case 'wsl':
      return 'This is WSL, and Windows keeps the board until it is handed over: in PowerShell "usbipd list" shows its BUSID, such as 1-2; then "usbipd bind --busid 1-2", as administrator and only once, and "usbipd attach --wsl --busid 1-2". If there is no usbipd: "winget install dorssel.usbipd-win".';
    case 'hyper-v':
      return 'This is a virtual machine of Hyper-V, which hands no USB devices over: run this program on the computer around it.';
    default:
      return `This is a virtual machine, and the board must be handed over to it: ${HAND_OVER[guest]}`;
  }
}

function macHint(path: string): string {
  return path.startsWith('/dev/tty.') ? ' On a Mac a board is called "/dev/cu.…", not "/dev/tty.…".' : '';
}

function driverOf(id: string): string {
  if (id.startsWith('1a86:')) return 'ch341';
  if (id.startsWith('10c4:')) return 'cp210x';
  return id.startsWith('0403:') ? 'ftdi_sio' : 'cdc_acm';
}

function takenFault(path: string, ports: readonly PortFound[], facts: PortFacts): PortFault {
  const { holders, daemons, node } = facts;
  const isYoung = node !== undefined && node.ageMs < MODEM_TRIAL_MS;
  const [holder] = holders;
  if (holder?.name === 'brltty') return { fault: 'brltty', words: `${path} is no longer free: ${BRAILLE}` };
  if (
    holder?.name === 'ModemManager' ||
    (holder === undefined && daemons.includes('ModemManager') && isYoung)
  ) {
    const line = `${matchOf(path, ports)}, ENV{ID_MM_DEVICE_IGNORE}="1"`;
    return {
      fault: 'modem-manager',
      words: `ModemManager is trying whether ${path} is a modem; wait half a minute. To keep it away for good, ${ruleWords(line)}`,
    };
  }
  if (holder !== undefined) {
    return {
      fault: 'port-taken',
      words: `${path} is in use by ${holder.name} (process ${holder.pid}): close it, or run "kill ${holder.pid}".`,
    };
  }
  const who =
    facts.platform === 'win32'
      ? 'Windows says "Access denied", which is its word for that.'
      : `"sudo lsof ${path}" names it.`;
  return {
    fault: 'port-taken',
    words: `${path} is in use by another program: close the serial monitor, the Arduino IDE or another axon-rig. ${who}`,
  };
}

function forbiddenFault(path: string, ports: readonly PortFound[], facts: PortFacts): PortFault {
  const { platform, node } = facts;
  if (platform === 'linux' && node && node.member !== 'yes' && node.ageMs < SETTLING_MS) {
    return {
      fault: 'no-permission-yet',
      words: `${path} has only just appeared, and the system has not opened it to anybody yet: it is tried again by itself.`,
    };
  }
  return { fault: 'no-permission', words: forbiddenWords(path, ports, facts) };
}

function forbiddenWords(path: string, ports: readonly PortFound[], facts: PortFacts): string {
  const { platform, node, serialGroup = 'dialout' } = facts;
  if (platform !== 'linux') {
    return `You may not use ${path}: ask the person who looks after this computer for the right to use serial ports.`;
  }
  // Nobody could look: the group is the one that nearly every Linux has.
  const group = node ? node.group : serialGroup;
  if (group === undefined) {
    const line = `SUBSYSTEM=="tty", ${matchOf(path, ports)}, MODE="0660", GROUP="${serialGroup}", TAG+="uaccess"`;
    return `You may not use ${path}, and its device file lets no group in: ${ruleWords(line)}`;
  }
  switch (node?.member) {
    case 'yes':
      return `You are in the group ${group} of ${path}, yet something else forbids it: a container or a sandbox. Hand the port over to it, for instance "docker run --device=${path}".`;
    case 'after-login':
      return `You may use ${path} from your next login on: you were put into its group, ${group}, after you logged in. Log out and in again.`;
    default:
      return `You may not use ${path}: it is for the group ${group}. Run "sudo usermod -aG ${group} $USER", then log out and in again.`;
  }
}

/** How udev knows the board again; by its vendor if the port's own ids are known. */
function matchOf(path: string, ports: readonly PortFound[]): string {
  const { vendorId, productId } = ports.find((port) => port.path === path) ?? {};
  if (vendorId === undefined) return 'SUBSYSTEMS=="usb"';
  const product = productId === undefined ? '' : `, ATTRS{idProduct}=="${productId}"`;
  return `ATTRS{idVendor}=="${vendorId}"${product}`;
}

function ruleWords(line: string): string {
  return `put the line ${line} into /etc/udev/rules.d/70-axon-rig.rules, run "sudo udevadm control --reload" and plug the board in again.`;
}
