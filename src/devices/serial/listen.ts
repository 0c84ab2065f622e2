import { DEFAULT_BAUD, encodeHostMessage, type Greeting } from '../../protocol/index.js';
import type { Timers } from '../timers.js';
import type { InspectPort } from './facts.js';
import { Link } from './link.js';
import { hangingFault, openFault } from './open-fault.js';
import type { OpenPort, PortFound } from './port.js';
import {
  damagedFault,
  type Fault,
  firmataFault,
  noAnswerFault,
  otherMajorFault,
  strangerFault,
  unpluggedFault,
} from './words.js';

/** A board that is opened through DTR resets and says `H` when its bootloader is done (protocol, "Boot"). */
const GREETING_MS = 2500;
/** After the question, sent once to a board that says nothing. */
const ANSWER_MS = 1000;
/** An open that never returns: a Bluetooth port whose other end is away. */
const OPEN_MS = 5000;
/** Firmata of Arduino boards speaks at this baud. */
export const FIRMATA_BAUD = 57_600;
/** Report version; report firmware. Source: Firmata protocol 2.x, "Message types". */
const FIRMATA_QUESTION = Uint8Array.of(0xf9, 0xf0, 0x79, 0xf7);
/** A board with Firmata that has said its version says its name next, or when it is asked. */
const NAME_MS = 500;
/** A single zero ends whatever stands in the board's parser; then IDENT. */
const QUESTION = Uint8Array.of(0, ...encodeHostMessage({ type: 'ident', seq: 0 }));

export type Verdict =
  | { readonly kind: 'board'; readonly link: Link; readonly greeting: Greeting | undefined }
  | { readonly kind: 'fault'; readonly fault: Fault };

export interface ListenOptions {
  readonly path: string;
  readonly baud?: number;
  readonly openPort: OpenPort;
  /** Looks around a port that does not open. */
  readonly inspectPort: InspectPort;
  readonly timers: Timers;
  /** What is connected, for the sentence about a port that is not there. */
  readonly ports: readonly PortFound[];
}

/**
 * Opens a port at one baud and says who is there. At Firmata's baud it asks as a Firmata host would. A board keeps
 * its link open; with a fault the port has been closed before it is told. Calling the returned function ends it
 * without a verdict; `released` is called when the port is closed.
 */
export function listen(
  options: ListenOptions,
  decide: (verdict: Verdict) => void,
): (released: () => void) => void {
  const { path, baud = DEFAULT_BAUD, openPort, inspectPort, timers, ports } = options;
  let cancelTimer = timers.after(OPEN_MS, () => giveUp(hangingFault(path, OPEN_MS / 1000)));
  let fault: Fault | undefined;
  let released: (() => void) | undefined;
  let awaitsName = false;

  function giveUp(reason: Fault): void {
    fault ??= reason;
    cancelTimer();
    link.close();
  }

  function judge(): void {
    const { firmata, sketch, otherMajor } = link.heard;
    if (firmata && sketch !== undefined) giveUp(firmataFault(path, firmata, sketch));
    else if (firmata) awaitName(firmata);
    else if (otherMajor !== undefined) giveUp(otherMajorFault(path, otherMajor));
  }

  function awaitName(version: string): void {
    if (awaitsName || fault) return;
    awaitsName = true;
    cancelTimer();
    // What sounded like Firmata may have been the beginning of rubbish.
    cancelTimer = timers.after(NAME_MS, () =>
      giveUp(link.heard.firmata === undefined ? stranger() : firmataFault(path, version)),
    );
    link.write(FIRMATA_QUESTION);
  }

  function stranger(): Fault {
    return link.heard.damaged ? damagedFault(path) : strangerFault(path, baud, link.heard.words);
  }

  function ask(): void {
    if (link.heard.anything) {
      giveUp(stranger());
      return;
    }
    link.write(baud === FIRMATA_BAUD ? FIRMATA_QUESTION : QUESTION);
    cancelTimer = timers.after(ANSWER_MS, () =>
      giveUp(link.heard.anything ? stranger() : noAnswerFault(path)),
    );
  }

  /** The port is closed by now: a caller that ends this meanwhile has had the answer. */
  function explain(error: Error): void {
    void inspectPort(path).then((facts) => {
      if (!released) decide({ kind: 'fault', fault: openFault(path, error, ports, facts) });
    });
  }

  const link = new Link(openPort, path, baud, {
    opened() {
      cancelTimer();
      cancelTimer = timers.after(GREETING_MS, ask);
    },
    heard: judge,
    line(line) {
      judge();
      if (fault || released || !link.heard.board) return;
      cancelTimer();
      decide({ kind: 'board', link, greeting: 'verb' in line && line.verb === 'H' ? line : undefined });
    },
    ended(end) {
      cancelTimer();
      if (released) released();
      else if (fault) decide({ kind: 'fault', fault });
      else if (end.kind === 'not-opened') explain(end.error);
      else decide({ kind: 'fault', fault: unpluggedFault(path) });
    },
  });

  return (done) => {
    released = done;
    cancelTimer();
    if (link.ended) done();
    else link.close();
  };
}
