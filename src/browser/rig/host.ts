/**
 * The whole rig in one thread of a browser: controller, lessons, device and the line to its page. It has no page, no
 * window and no port of its own; what it needs of the browser it is given.
 */
import type { Device } from '../../devices/device.js';
import { sharedDevice } from '../../devices/shared.js';
import type { Timers } from '../../devices/timers.js';
import { virtualFromRig } from '../../devices/virtual/from-rig.js';
import { shippedLibrary } from '../../playing/library.js';
import { composePlaying, type Playing } from '../../playing/playing.js';
import { stageOf } from '../../playing/rig-stage.js';
import type { Rig } from '../../rig/index.js';
import type { FromWorker, RigAnswer, RigRequest, ToWorker } from '../messages.js';
import { answerAt } from './answers.js';
import { createLessonAdder } from './lessons.js';
import { type RigFile, readPlayable, readRig } from './read-rig.js';
import { watchRhythm } from './rhythm.js';
import { type Serving, serve } from './serving.js';
import { libraryPartsOf } from './shelves.js';
import type { Shipped } from './shipped.js';

/** What is played until the page says otherwise. */
const FIRST_RIG = 'virtual';
/** Requests that may wait for those before them. */
const MOST_WAITING = 64;

const TOO_MANY = 'The rig has been asked for too much at once: ask again in a moment.';

export interface HostParts {
  readonly shipped: Shipped;
  readonly timers: Timers;
  /** The clock on the wall [ms since 1970]. */
  readonly wallMs: () => number;
  /** Resolves when all else that waits has had its turn. */
  readonly nextTurn: () => Promise<void>;
  readonly tell: (message: FromWorker) => void;
}

export interface RigHost {
  take(message: ToWorker): void;
  /** A fault of the program: told, and the rig is ended. */
  crash(error: unknown): void;
  /** Dark, and everything released. */
  close(): Promise<void>;
}

const crashWords = (error: unknown) =>
  `The rig has stopped by a fault in the program: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;

export function startHost({ shipped, timers, wallMs, nextTurn, tell }: HostParts): RigHost {
  const libraryParts = libraryPartsOf(shipped, nextTurn);
  const library = shippedLibrary(libraryParts);
  const addLesson = createLessonAdder(library, libraryParts);
  let inForce: RigFile = {
    file: `${FIRST_RIG}.yaml`,
    text: shipped.rigs[FIRST_RIG] ?? 'device: {kind: virtual}\n',
  };
  const first = readRig(inForce, shipped);
  if (!first.ok) throw new Error(first.lines.join('\n'));
  let isOver = false;

  const virtual = (rig: Rig) => (): Device => virtualFromRig({ ...rig, device: { kind: 'virtual' } }, timers);
  const device = sharedDevice(virtual(first.rig), timers);
  const compose = (rig: Rig, stage = stageOf(rig), make?: () => Device): Playing =>
    composePlaying({
      rig,
      // Nobody looks after a page as after an exhibit.
      settings: null,
      device: device.next(make),
      stage,
      library,
      timers,
      wallMs,
      crashed: crash,
    });
  const serving = (of: Playing): Serving =>
    serve({ playing: of, timers, wallMs, version: shipped.version, report: crash });

  let playing = compose(first.rig);
  playing.begin();
  let served = serving(playing);
  const stopRhythm = watchRhythm(timers, (words) => tell({ type: 'rhythm', words }));
  tell({ type: 'begun', rigFile: inForce.file, rigText: inForce.text });
  void library.readAll().catch(crash);

  /** Another rig takes over; its page dials again. */
  async function playInstead(rig: Rig, make?: () => Device): Promise<void> {
    const before = playing;
    const next = compose(rig, make === undefined ? before.stage : stageOf(rig), make);
    next.begin();
    playing = next;
    served.end();
    await before.end();
    served = serving(next);
  }

  async function carryOut(request: RigRequest): Promise<RigAnswer> {
    switch (request.do) {
      case 'play': {
        const read = readPlayable(request, inForce, shipped);
        if (!read.ok) return read;
        await playInstead(read.rig, virtual(read.rig));
        if (read.standing && read.standing !== inForce) {
          inForce = read.standing;
          tell({ type: 'plays', rigFile: inForce.file, rigText: inForce.text });
        }
        return { ok: true, lines: read.notes };
      }
      case 'add-lesson': {
        const added = addLesson(request);
        if (!added.ok) return added;
        await playInstead(playing.rig);
        return { ok: true, lines: added.notes };
      }
      case 'get':
        return { ok: true, lines: [], body: await answerAt(request.path, served.contents, nextTurn) };
      case 'connect':
      case 'disconnect':
      case 'flash':
        return { ok: false, lines: ['This page plays without a board for now.'] };
    }
  }

  let waiting = 0;
  let work: Promise<void> = Promise.resolve();

  function ask(id: number, request: RigRequest): void {
    const answer = (of: RigAnswer) => tell({ type: 'answer', id, answer: of });
    if (isOver || waiting >= MOST_WAITING) {
      answer({ ok: false, lines: [TOO_MANY] });
      return;
    }
    waiting++;
    work = work
      .then(async () => answer(await carryOut(request)))
      .catch((error: unknown) => {
        answer({ ok: false, lines: [crashWords(error)] });
        crash(error);
      })
      .finally(() => {
        waiting--;
      });
  }

  function crash(error: unknown): void {
    if (isOver) return;
    tell({ type: 'crash', words: crashWords(error) });
    void close();
  }

  async function close(): Promise<void> {
    if (isOver) return;
    isOver = true;
    stopRhythm();
    served.end();
    await playing.end();
    await device.close();
  }

  return {
    take(message) {
      if (message.type === 'line') {
        if (!isOver) served.welcome(message.line);
      } else ask(message.id, message.request);
    },
    crash,
    close,
  };
}
