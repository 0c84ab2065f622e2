/** Who looks on at the rig that plays in the worker: its page, over a line of messages. */
import type { Timers } from '../../devices/timers.js';
import type { Playing } from '../../playing/playing.js';
import { pageFacts } from '../../rig/index.js';
import { type Audience, createAudience } from '../../server/audience.js';
import type { RigContents } from '../../server/contents.js';
import { createPageLine, type LinePort } from './page-line.js';

/** Lines at a time: a page has one, and dials another when it takes the first for dead. */
const MOST_LINES = 4;
const TRY_AGAIN_LATER = 1013;
const GOING_AWAY = 1001;
/** A page of the rig's own computer needs no code. */
const NO_CODE = '';

export interface Serving {
  readonly contents: RigContents;
  welcome(port: LinePort): void;
  /** Tells all that is still to be told, and closes every line; the page dials again. */
  end(): void;
}

export interface ServingParts {
  readonly playing: Playing;
  readonly timers: Timers;
  readonly wallMs: () => number;
  /** Of the program. */
  readonly version: string;
  readonly report: (error: unknown) => void;
}

export function serve({ playing, timers, wallMs, version, report }: ServingParts): Serving {
  const { rig, controller, runner } = playing;
  let passes = 0;
  const audience: Audience = createAudience({
    controller,
    clock: timers,
    rig: pageFacts(rig),
    code: NO_CODE,
    lessons: runner,
    wayIn: () => ({ alone: true, noServer: true, urls: [] }),
    makePass: () => String(++passes),
    report,
  });
  let lines = 0;

  return {
    contents: {
      lastMinute: () =>
        controller.lastMinute({ program: version, startedAt: new Date(wallMs()).toISOString() }),
      experimentText: () => controller.experimentText(),
      ghost: () => controller.ghost(),
      traces: (picture, reachMs) => controller.traces(picture, reachMs),
      votesCsv: () => audience.votesCsv(),
      cards: () => audience.cards,
    },
    welcome(port) {
      const line = createPageLine(port);
      if (lines >= MOST_LINES) {
        line.socket.close(TRY_AGAIN_LATER, '');
        return;
      }
      lines++;
      const client = audience.enter({
        kind: 'page',
        socket: line.socket,
        address: '',
        own: true,
        seated: true,
      });
      line.listen(
        (text) => audience.receive(client, text),
        () => {
          lines--;
          audience.leave(client);
        },
      );
      audience.greet(client);
    },
    end() {
      audience.finish();
      audience.forEach(({ socket }) => {
        socket.close(GOING_AWAY, '');
      });
    },
  };
}
