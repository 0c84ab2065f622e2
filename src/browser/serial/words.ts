/** What a person reads on a page about its boards. Pure. */
import type { PortFault } from '../../devices/fault.js';
import type { Advice } from '../../devices/port/advice.js';

export const ON_A_PAGE: Advice = {
  plugIn: 'Plug it in and it goes on by itself; if it does not, press Connect and choose it again.',
  flash: 'Put the firmware on it: press Flash.',
  orFlash: 'press Flash, which puts the firmware on it.',
  orFlashSlow:
    'open a rig that has "baud: 115200" under "device", and press Flash, which puts the firmware for a slow line on it.',
  flashNewer: 'press Flash, which puts ours on the board.',
  flashOurs: 'press Flash, which puts ours on it',
  firmata: () =>
    'A page cannot play on that. Put our firmware on it: press Flash. Or keep Firmata, and use the program on a computer.',
};

/** This page was granted no port that is there. */
export const NO_BOARD: PortFault = {
  fault: 'no-port',
  words:
    'No board that this page may use is plugged in: plug it in with a cable that carries data, press Connect, and choose it. Some boards must be chosen again each time that they were unplugged.',
};

/** The names that browsers give their errors: Web Serial, "open()"; Web IDL, "DOMException names". */
export function openFaultOf(path: string, error: Error): PortFault {
  switch (error.name) {
    case 'InvalidStateError':
      return {
        fault: 'port-taken',
        words: `${path} is still open in this page: wait a moment, or load the page again.`,
      };
    case 'NetworkError':
      return {
        fault: 'port-taken',
        words: `${path} does not open: another tab or another program has it. Close that tab, the serial monitor or the Arduino IDE. If there is none, unplug the board and plug it in again.`,
      };
    case 'SecurityError':
    case 'NotAllowedError':
      return {
        fault: 'no-permission',
        words: `This page may not use ${path}: the browser, or who looks after this computer, forbids it. Press Connect and choose the board; if that is refused, ask them.`,
      };
    case 'NotFoundError':
      return goneFault(path);
    default:
      return { fault: 'port-error', words: `${path} cannot be opened: ${error.message.replace(/\.$/, '')}.` };
  }
}

/** It was there a moment ago; or the page was forbidden to use it. */
export function goneFault(path: string): PortFault {
  return {
    fault: 'no-port',
    words: `${path} is not there any more: it was unplugged, or this page may not use it any more. Plug it in, or press Connect and choose it.`,
  };
}
