/** The first file of the workers: the rig, with the clock of the browser and its page at the other end; worksheets; or files that are read. */
import { shipped } from 'virtual:shipped';
import { timersOf } from '../../devices/timers.js';
import { shippedLibrary } from '../../playing/library.js';
import type { FromWorker, ToWorker } from '../messages.js';
import { webBoard } from '../serial/web-board.js';
import type { WebSerial } from '../serial/web-serial.js';
import { startHost } from './host.js';
import { createAddedLessons, readLesson } from './lessons.js';
import { createReader, READ_THREAD, readerThread } from './read-thread.js';
import { type ReadOf, type ReadWork, readWork } from './reading.js';
import { SHEET_THREAD, type SheetNews, sheetMaker } from './sheet-thread.js';
import { type SheetWork, sheetsIn } from './sheets.js';
import { libraryPartsOf } from './shelves.js';

/** What of a worker is used: its types and those of a window do not go together. */
interface WorkerScope {
  readonly name: string;
  postMessage(message: FromWorker | SheetNews | ReadOf<ReadWork>): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  addEventListener(type: 'error', listener: (event: ErrorEvent) => void): void;
  addEventListener(type: 'unhandledrejection', listener: (event: PromiseRejectionEvent) => void): void;
}

const scope = self as unknown as WorkerScope;
const { serial } = navigator as { readonly serial?: WebSerial };

/** A turn of the event loop; a timer of 0 would wait 4 ms after the fifth. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

function playRig(): void {
  const timers = timersOf(self);
  let program: Blob | undefined;
  const host = startHost({
    shipped,
    timers,
    wallMs: () => Date.now(),
    nextTurn,
    tell: (message) => scope.postMessage(message),
    board: serial && webBoard({ serial, timers }),
    makeSheets: sheetMaker(() => program),
    reader: createReader(
      readerThread(() => program),
      timers,
    ),
  });
  scope.addEventListener('error', (event) => host.crash(event.error ?? event.message));
  scope.addEventListener('unhandledrejection', (event) => host.crash(event.reason));
  scope.addEventListener('message', ({ data }) => {
    const message = data as ToWorker;
    if (message.type === 'program') program = message.program;
    else host.take(message);
  });
  host.readAhead();
}

async function newsOf(work: SheetWork): Promise<SheetNews> {
  try {
    const parts = libraryPartsOf(shipped, nextTurn);
    const library = shippedLibrary(parts);
    const added = createAddedLessons(library);
    for (const file of work.added) {
      const read = readLesson(file, parts.findExperiment, (card) => library.card(card) !== undefined);
      if (read.ok) added.add(file, read);
    }
    return { ok: true, sheets: await sheetsIn(library, work) };
  } catch (error) {
    return { ok: false, words: String(error) };
  }
}

function readOf(work: ReadWork): ReadOf<ReadWork> {
  try {
    return readWork(work, shipped, libraryPartsOf(shipped, nextTurn));
  } catch (error) {
    return { ok: false, lines: [`${work.file.file} could not be read: ${String(error)}`] };
  }
}

switch (scope.name) {
  case SHEET_THREAD:
    scope.addEventListener('message', ({ data }) => {
      void newsOf(data as SheetWork).then((news) => scope.postMessage(news));
    });
    break;
  case READ_THREAD:
    scope.addEventListener('message', ({ data }) => scope.postMessage(readOf(data as ReadWork)));
    break;
  default:
    playRig();
}
