/** What a person reads when there is no link: what is wrong, and what to do. Pure; callers branch on the code. */
import { PROTOCOL_MAJOR } from '../../protocol/index.js';
import type { LinkFault } from '../device.js';
import type { PortFound } from './port.js';

/** Why there is no link. */
export interface Fault {
  readonly fault: LinkFault;
  readonly words: string;
}

const FLASH = 'Put the firmware on it: "make -C firmware flash" or the Arduino IDE, see firmware/README.md.';

/** A port in a list: `/dev/ttyACM0 (Arduino, 2341:0043)`. */
export function portWords({ path, manufacturer, vendorId, productId }: PortFound): string {
  const ids = vendorId && `${vendorId}:${productId ?? '?'}`;
  const about = [manufacturer, ids].filter(Boolean).join(', ');
  return about ? `${path} (${about})` : path;
}

/** What is connected, as a sentence. */
export function connectedWords(ports: readonly PortFound[]): string {
  return ports.length === 0
    ? 'No USB serial port is connected: plug the board in with a cable that carries data, not only power.'
    : `Connected: ${ports.map(portWords).join(', ')}.`;
}

/** What an error on opening a port means. The texts are those of serialport 13 on Linux, macOS and Windows. */
export function openFault(path: string, error: Error, ports: readonly PortFound[]): Fault {
  const text = error.message;
  if (/cannot lock|resource busy|temporarily unavailable|access denied/i.test(text)) {
    return {
      fault: 'port-taken',
      words: `${path} is in use by another program: close the serial monitor, the Arduino IDE or another axon-rig.`,
    };
  }
  if (/permission denied|EACCES|operation not permitted/i.test(text)) {
    return {
      fault: 'no-permission',
      words: `You may not use ${path}: run "sudo usermod -a -G dialout $USER", then log out and in again.`,
    };
  }
  if (/no such (file|device)|file not found|ENOENT|ENXIO|does not exist/i.test(text)) {
    return { fault: 'no-port', words: `There is no port ${path}. ${connectedWords(ports)}` };
  }
  return { fault: 'port-error', words: `${path} cannot be opened: ${text.replace(/\.$/, '')}.` };
}

export function noPortFault(): Fault {
  return { fault: 'no-port', words: connectedWords([]) };
}

export function unpluggedFault(path: string): Fault {
  return {
    fault: 'unplugged',
    words: `${path} is gone: the cable is out or the board has no power. Plug it in and it goes on by itself.`,
  };
}

export function silentFault(path: string): Fault {
  return {
    fault: 'silent',
    words: `The board on ${path} has stopped answering: it is opened anew. If that does not help, press its reset button.`,
  };
}

export function noAnswerFault(path: string): Fault {
  return { fault: 'no-answer', words: `${path} is open, but no board answers. ${FLASH}` };
}

/** It greets, but acts on nothing that it is sent. */
export function deafFault(path: string): Fault {
  return {
    fault: 'no-answer',
    words: `The board on ${path} greets but does not hear: nothing else may be wired to its pin 0 (RX).`,
  };
}

export function garbageFault(path: string): Fault {
  return {
    fault: 'garbage',
    words: `Something speaks on ${path}, but not Axon Wire: another program is on the board. ${FLASH}`,
  };
}

export function firmataFault(path: string, version: string): Fault {
  return {
    fault: 'firmata',
    words: `The board on ${path} runs Firmata ${version}, not our firmware. ${FLASH}`,
  };
}

export function otherMajorFault(path: string, major: number): Fault {
  const older = major < PROTOCOL_MAJOR;
  return {
    fault: 'other-major',
    words: `The board on ${path} speaks Axon Wire ${major}, this program ${PROTOCOL_MAJOR}. ${
      older ? FLASH : 'Update this program, or put its own firmware on the board.'
    }`,
  };
}

export function refusedFault(path: string, what: string): Fault {
  return { fault: 'refused', words: `The board on ${path} cannot do what the rig file wants: ${what}.` };
}
