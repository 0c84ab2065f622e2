import type { Picture } from '../device.js';
import type { FromBoard, StartBoardProcess, ToBoard } from './messages.js';
import { Session, type SessionSeams } from './session.js';
import { ledCountOf } from './setup.js';

/** The far end of the messages: what a board's process does with them. */
export interface BoardSide {
  message(message: ToBoard): void;
  /** The port that is, or was, to be opened; empty before. */
  readonly path: string;
}

export function serveBoard(seams: SessionSeams, say: (message: FromBoard) => void): BoardSide {
  let session: Session | undefined;
  let opening: Extract<ToBoard, { type: 'open' }> | undefined;
  return {
    get path() {
      return opening?.path ?? '';
    },
    message(message) {
      switch (message.type) {
        case 'open':
          if (session) return;
          opening = message;
          session = new Session(message, seams, say);
          break;
        case 'picture':
          say({ type: 'taken' });
          if (session && opening && pictureFits(message, opening)) session.show(message);
          break;
        case 'close':
          if (session) session.close();
          else say({ type: 'closed', answered: true });
          break;
      }
    },
  };
}

/** Length of the pictures that a set-up takes. */
function pictureFits(picture: Picture, { setup }: Extract<ToBoard, { type: 'open' }>): boolean {
  const leds = ledCountOf(setup.lights);
  return picture.levels.length === leds && picture.rgb.length === 3 * leds;
}

/**
 * The board's process without a process: for tests, where its port and its time are virtual. Messages cross over as
 * copies, and later, as they would.
 */
export function boardInThisProcess(seams: SessionSeams): StartBoardProcess {
  return (listener) => {
    let over = false;
    const end = (words: string) => {
      if (over) return;
      over = true;
      listener.ended(words);
    };
    const side = serveBoard(seams, (message) => {
      if (over) return;
      queueMicrotask(() => {
        if (over) return;
        listener.message(message);
        if (message.type === 'closed' || message.type === 'failed' || message.type === 'not-opened') end('');
      });
    });
    return {
      send(message) {
        const copy = structuredClone(message);
        queueMicrotask(() => over || side.message(copy));
      },
      kill() {
        side.message({ type: 'close' });
        end('killed');
      },
    };
  };
}
