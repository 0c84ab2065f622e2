/** The page of a command that asks a person, such as calibrate. */
import { type AskState, parseAskState } from '../../server/ask-messages.js';
import { Link, socketAddress } from '../link.js';
import { speak } from '../words/page-language.js';
import { AskView } from './ask-view.js';

await speak();

/** The program says every 2 s that it is there [ms of room]. */
const STALE_AFTER_MS = 5000;
const REDIAL_AFTER_MS = 10_000;

let last: AskState | undefined;

const view = new AskView((answer) => link.send(answer));
const link = new Link(
  () => new WebSocket(socketAddress(location.href)),
  {
    link: ({ kind }) => {
      document.body.dataset.link = kind;
      // After the last word nothing more is expected.
      if ((kind === 'lost' || kind === 'stale') && last?.isOver !== true) view.show(null);
    },
    read(data) {
      const state = typeof data === 'string' ? parseAskState(data) : undefined;
      return (
        state && {
          greets: true,
          deliver() {
            last = state;
            view.show(state);
          },
        }
      );
    },
  },
  { staleAfterMs: STALE_AFTER_MS, redialAfterMs: REDIAL_AFTER_MS },
);
link.open();
