import { encodeHostMessage, type Greeting } from '../../protocol/index.js';
import { DEFAULT_BAUD, FIRMATA_BAUD } from '../../units.js';
import type { Timers } from '../timers.js';
import { onAbort } from '../waiting.js';
import type { PortEnd } from './byte-port.js';
import { Link } from './link.js';
import type { LinkPorts } from './ports.js';
import type { Firmata } from './words.js';

/** A board that is opened through DTR resets and says `H` when its bootloader is done (protocol, "Boot"). */
const GREETING_MS = 2500;
/** After the question, sent once to a board that says nothing. */
const ANSWER_MS = 1000;
/** An open that never returns: a Bluetooth port whose other end is away. */
export const OPEN_MS = 5000;
/** So long a port may take to close when nobody waits for an answer any more. */
export const CLOSE_MS = 1000;
/** Some systems and bridges are not done with a port when they say that it is closed. */
export const REOPEN_MS = 100;
/** Report version; report firmware. Source: Firmata protocol 2.x, "Message types". */
const FIRMATA_QUESTION = Uint8Array.of(0xf9, 0xf0, 0x79, 0xf7);
/** A board with Firmata that has said its version says its name next, or when it is asked. */
const NAME_MS = 500;
/** A single zero ends whatever stands in the board's parser; then IDENT. */
const QUESTION = Uint8Array.of(0, ...encodeHostMessage({ type: 'ident', seq: 0 }));

/** A board of ours, with its link open and nobody listening to it; its greeting, if it was that which came first. */
export interface BoardFound {
  readonly kind: 'board';
  readonly link: Link;
  readonly greeting: Greeting | undefined;
}

/** What was heard on a port at one baud. With all but a board the port is closed again. */
export type Reply =
  | BoardFound
  | Extract<PortEnd, { readonly kind: 'not-opened' }>
  /** It neither opens nor refuses to. */
  | { readonly kind: 'hanging' }
  | { readonly kind: 'unplugged' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'firmata'; readonly firmata: Firmata }
  | { readonly kind: 'other-major'; readonly major: number }
  /** Lines of ours, and none of them whole. */
  | { readonly kind: 'damaged' }
  /** Another program; `text`: a line of it, if it can be read at this baud. */
  | { readonly kind: 'stranger'; readonly text: string | undefined };

export interface ListenOptions {
  readonly path: string;
  readonly baud?: number;
  readonly ports: LinkPorts;
  readonly timers: Timers;
}

/**
 * Opens a port at one baud and says who is there. At Firmata's baud it asks as a Firmata host would. Aborted, it
 * rejects when the port is closed.
 */
export function listen(
  { path, baud = DEFAULT_BAUD, ports, timers }: ListenOptions,
  signal: AbortSignal,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    let reply: Reply | undefined;
    let awaitsName = false;
    // A port that hangs may never say that it is closed: it is not waited for.
    const hang = () => {
      link.close();
      settle(reply ?? { kind: 'hanging' });
    };
    let cancelTimer = timers.after(OPEN_MS, hang);

    function settle(how: Reply): void {
      cancelTimer();
      forget();
      if (signal.aborted) reject(signal.reason);
      else resolve(how);
    }

    function giveUp(reason: Reply): void {
      reply ??= reason;
      cancelTimer();
      link.close();
    }

    function judge(): void {
      const { firmata, sketch, otherMajor } = link.heard;
      if (firmata && sketch !== undefined) giveUp({ kind: 'firmata', firmata: { version: firmata, sketch } });
      else if (firmata) awaitName(firmata);
      else if (otherMajor !== undefined) giveUp({ kind: 'other-major', major: otherMajor });
    }

    function awaitName(version: string): void {
      if (awaitsName || reply) return;
      awaitsName = true;
      cancelTimer();
      // What sounded like Firmata may have been the beginning of rubbish.
      cancelTimer = timers.after(NAME_MS, () =>
        giveUp(
          link.heard.firmata === undefined
            ? stranger()
            : { kind: 'firmata', firmata: { version, sketch: '' } },
        ),
      );
      link.write(FIRMATA_QUESTION);
    }

    function stranger(): Reply {
      return link.heard.damaged ? { kind: 'damaged' } : { kind: 'stranger', text: link.heard.words };
    }

    function ask(): void {
      if (link.heard.anything) {
        giveUp(stranger());
        return;
      }
      link.write(baud === FIRMATA_BAUD ? FIRMATA_QUESTION : QUESTION);
      cancelTimer = timers.after(ANSWER_MS, () =>
        giveUp(link.heard.anything ? stranger() : { kind: 'nothing' }),
      );
    }

    const link = new Link(ports, path, baud);
    const forget = onAbort(signal, () => {
      cancelTimer();
      cancelTimer = timers.after(CLOSE_MS, hang);
      link.close();
    });
    link.attach({
      opened() {
        cancelTimer();
        cancelTimer = timers.after(GREETING_MS, ask);
      },
      heard: judge,
      line(line) {
        judge();
        if (reply || signal.aborted || !link.heard.board) return;
        cancelTimer();
        forget();
        link.detach();
        resolve({ kind: 'board', link, greeting: 'verb' in line && line.verb === 'H' ? line : undefined });
      },
      ended(end) {
        settle(reply ?? (end.kind === 'not-opened' ? end : { kind: 'unplugged' }));
      },
    });
  });
}
