import type { StartBoardProcess, ToBoard } from '../../../src/devices/firmata/messages.js';
import { Session, type SessionSeams } from '../../../src/devices/firmata/session.js';

/** Messages of the session after which it says no more. */
const LAST = new Set(['not-opened', 'failed', 'closed']);

/**
 * The board's process in this one, so that it can live in virtual time. Messages are copied and arrive in a later turn of
 * the event loop, as between processes; a killed one leaves its port as the system would: closed.
 */
export function inProcess(seams: SessionSeams): StartBoardProcess {
  return (listener) => {
    let session: Session | undefined;
    let ended = false;
    const later = (act: () => void) => setImmediate(act);
    const end = (words: string) => {
      if (ended) return;
      ended = true;
      listener.ended(words);
    };
    const say = (message: Parameters<typeof listener.message>[0]) => {
      const copy = structuredClone(message);
      later(() => {
        if (ended) return;
        listener.message(copy);
        if (LAST.has(copy.type)) end('');
      });
    };
    const take = (message: ToBoard) => {
      if (ended) return;
      switch (message.type) {
        case 'open':
          session = new Session(message, seams, say);
          break;
        case 'frame':
          session?.show(message);
          say({ type: 'taken' });
          break;
        case 'close':
          if (session) session.close();
          else end('');
          break;
      }
    };
    return {
      send(message) {
        const copy = structuredClone(message);
        later(() => take(copy));
      },
      kill() {
        session?.close();
        later(() => end('killed'));
      },
    };
  };
}
