/**
 * The whole rig in one thread of a browser: controller, lessons, device and the line to its page. It has no page, no
 * window and no port of its own; what it needs of the browser it is given.
 */
import type { Device, DeviceState } from '../../devices/device.js';
import { sharedDevice } from '../../devices/shared.js';
import type { Timers } from '../../devices/timers.js';
import { virtualFromRig } from '../../devices/virtual/from-rig.js';
import { shippedLibrary } from '../../playing/library.js';
import { composePlaying, type Playing } from '../../playing/playing.js';
import { stageOf } from '../../playing/rig-stage.js';
import type { Rig } from '../../rig/index.js';
import type { FromWorker, RigAnswer, RigRequest, ToWorker } from '../messages.js';
import type { WebBoard } from '../serial/web-board.js';
import { answerAt } from './answers.js';
import { onBoard, sameBoard } from './board-rig.js';
import { firmwareFor } from './firmware.js';
import { createAddedLessons } from './lessons.js';
import { type RigFile, readRig } from './read-rig.js';
import type { Reader } from './read-thread.js';
import { watchRhythm } from './rhythm.js';
import { type Serving, serve } from './serving.js';
import { createSheets, type MakeSheets } from './sheets.js';
import { libraryPartsOf } from './shelves.js';
import type { Shipped } from './shipped.js';

/** What is played until the page says otherwise. */
const FIRST_RIG = 'virtual';
/** Within this the page hears from a rig that lives [ms]. */
const BEAT_MS = 1000;
/** Requests that may wait for those before them. */
const MOST_WAITING = 64;

const NO_SERIAL =
  'This browser drives no board: open this page in Chrome or Edge, on a computer or a Chromebook.';
const FLASH_STOPPED =
  'Stopped. If writing had begun, the board has no whole program now: it waits, dark, until Flash has run to its end.';
const LOOKING = 'Looking for the board.';
const TOO_MANY = 'The rig has been asked for too much at once: ask again in a moment.';

export interface HostParts {
  readonly shipped: Shipped;
  readonly timers: Timers;
  /** The clock on the wall [ms since 1970]. */
  readonly wallMs: () => number;
  /** Resolves when all else that waits has had its turn. */
  readonly nextTurn: () => Promise<void>;
  readonly tell: (message: FromWorker) => void;
  readonly makeSheets: MakeSheets;
  /** Reads what somebody opens, elsewhere: only what is checked comes here. */
  readonly reader: Reader;
  /** Undefined: this browser drives none. */
  readonly board?: WebBoard | undefined;
}

export interface RigHost {
  take(message: Exclude<ToWorker, { type: 'program' }>): void;
  /** A fault of the program: told, and the rig is ended. */
  crash(error: unknown): void;
  /** Reads all cards, one after the other, so that nobody waits for them when a lesson is wanted. */
  readAhead(): void;
  /** Dark, and everything released. */
  close(): Promise<void>;
}

const crashWords = (error: unknown) =>
  `The rig has stopped by a fault in the program: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;

export function startHost({
  shipped,
  timers,
  wallMs,
  nextTurn,
  tell,
  makeSheets,
  reader,
  board,
}: HostParts): RigHost {
  const libraryParts = libraryPartsOf(shipped, nextTurn);
  const library = shippedLibrary(libraryParts);
  const added = createAddedLessons(library);
  const sheets = createSheets({ library, added: added.files, make: makeSheets, timers });
  let inForce: RigFile = {
    file: `${FIRST_RIG}.yaml`,
    text: shipped.rigs[FIRST_RIG] ?? 'device: {kind: virtual}\n',
  };
  const first = readRig(inForce, shipped);
  if (!first.ok) throw new Error(first.lines.join('\n'));
  let rigInForce = first.rig;
  let isOver = false;

  const virtual = (rig: Rig) => (): Device => virtualFromRig({ ...rig, device: { kind: 'virtual' } }, timers);
  const device = sharedDevice(virtual(first.rig), timers);
  /** What plays stands on a board, or looks for one. */
  let isOnBoard = false;
  let flashing: AbortController | undefined;
  let toldDevice: DeviceState | undefined;

  function tellBoard(of: Playing): void {
    const { device: state } = of.controller.snapshot();
    if (of !== playing || !isOnBoard || flashing || toldDevice === state) return;
    toldDevice = state;
    tell({ type: 'board', board: { kind: 'board', device: state } });
  }

  const compose = (rig: Rig, stage = stageOf(rig), make?: () => Device): Playing => {
    const composed = composePlaying({
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
    composed.controller.observe({ change: () => tellBoard(composed) });
    return composed;
  };
  const serving = (of: Playing): Serving =>
    serve({ playing: of, timers, wallMs, version: shipped.version, report: crash });

  let playing = compose(first.rig);
  playing.begin();
  let served = serving(playing);
  const stopRhythm = watchRhythm(timers, (words) => tell({ type: 'rhythm', words }));
  const stopBeat = timers.every(BEAT_MS, () => tell({ type: 'alive' }));
  tell({ type: 'begun', rigFile: inForce.file, rigText: inForce.text });

  /** Another rig takes over; its page dials again. */
  async function playInstead(rig: Rig, make?: () => Device): Promise<void> {
    const before = playing;
    const isSame = make === undefined;
    const next = compose(rig, isSame ? before.stage : stageOf(rig), make);
    playing = next;
    next.begin();
    const servedBefore = served;
    // The page dials again at once: who serves from now on is there before its line ends.
    served = serving(next);
    servedBefore.end();
    await before.end();
  }

  /** The rig in force, without a board. */
  async function playVirtually(rig: Rig): Promise<void> {
    isOnBoard = false;
    toldDevice = undefined;
    await playInstead(rig, virtual(rig));
    tell({ type: 'board', board: { kind: 'none' } });
  }

  async function connect(rig: Rig): Promise<RigAnswer> {
    if (board === undefined) return { ok: false, lines: [NO_SERIAL] };
    const on = onBoard(rig, shipped);
    if (!on.ok) return on;
    isOnBoard = true;
    toldDevice = undefined;
    await playInstead(on.rig, () => board.device(on.rig));
    tellBoard(playing);
    return { ok: true, lines: [] };
  }

  async function play({ file, text }: RigFile): Promise<RigAnswer> {
    const read = await reader.read({ as: 'rig', file: { file, text }, inForce });
    if (!read.ok) return read;
    if (isOnBoard) {
      const connected = await connect(read.rig);
      if (!connected.ok) return connected;
    } else await playInstead(read.rig, sameBoard(playing.rig, read.rig) ? undefined : virtual(read.rig));
    rigInForce = read.rig;
    if (read.standing) {
      inForce = read.standing;
      tell({ type: 'plays', rigFile: inForce.file, rigText: inForce.text });
    }
    return { ok: true, lines: read.notes };
  }

  async function addLesson({ file, text }: RigFile): Promise<RigAnswer> {
    const read = await reader.read({ as: 'lesson', file: { file, text }, cards: added.cards() });
    if (!read.ok) return read;
    const refused = added.add({ file, text }, read);
    if (refused !== undefined) return { ok: false, lines: [refused] };
    sheets.forget();
    await playInstead(playing.rig);
    return { ok: true, lines: read.notes };
  }

  async function flash(): Promise<RigAnswer> {
    if (board === undefined) return { ok: false, lines: [NO_SERIAL] };
    const program = firmwareFor(rigInForce, shipped);
    flashing = new AbortController();
    try {
      // Who plays lets go of the port first.
      if (isOnBoard) await playInstead(rigInForce, virtual(rigInForce));
      tell({ type: 'board', board: { kind: 'flashing', progress: null, words: LOOKING } });
      const flashed = await board.flash(
        program,
        (now) => tell({ type: 'board', board: { kind: 'flashing', ...now } }),
        flashing.signal,
      );
      tell({ type: 'board', board: { kind: 'flashed', ...flashed } });
      flashing = undefined;
      if (flashed.ok || isOnBoard) await connect(rigInForce);
      return { ok: flashed.ok, lines: [flashed.words] };
    } catch (error) {
      if (!flashing?.signal.aborted) throw error;
      tell({ type: 'board', board: { kind: 'flashed', ok: false, words: FLASH_STOPPED } });
      return { ok: false, lines: [FLASH_STOPPED] };
    } finally {
      flashing = undefined;
    }
  }

  async function carryOut(request: RigRequest): Promise<RigAnswer> {
    switch (request.do) {
      case 'play':
        return play(request);
      case 'add-lesson':
        return addLesson(request);
      case 'get':
        return {
          ok: true,
          lines: [],
          body: await answerAt(request.path, served.contents, sheets.answer, nextTurn),
        };
      case 'connect':
        return connect(rigInForce);
      case 'disconnect':
        await playVirtually(rigInForce);
        return { ok: true, lines: [] };
      case 'flash':
        return flash();
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
    // What is looked at waits for no other request, and who disconnects does not wait for the end of an upload.
    if (request.do === 'disconnect') flashing?.abort();
    const before = request.do === 'get' ? Promise.resolve() : work;
    const done = before
      .then(async () => answer(await carryOut(request)))
      .catch((error: unknown) => {
        answer({ ok: false, lines: [crashWords(error)] });
        crash(error);
      })
      .finally(() => {
        waiting--;
      });
    if (request.do !== 'get') work = done;
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
    stopBeat();
    reader.end();
    flashing?.abort();
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
    readAhead: () => void library.readAll().catch(crash),
    close,
  };
}
