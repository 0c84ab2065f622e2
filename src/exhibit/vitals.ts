/** From what can be seen of a rig once a second to what is wrong with it. Pure: counters in, sentences out. */
import type { Snapshot } from '../controller/contract.js';
import type { Health, Part } from './health.js';

/** What is seen of a rig. Counters only grow. */
export interface Signs {
  readonly device: Snapshot['device'];
  /** Pictures that the rig has made. */
  readonly pictures: number;
  /** Room time that was left out because the computer could not keep up [ms]. */
  readonly droppedMs: number;
  /** Messages that the board refused or lines of it that could not be read, pictures sent again, connections made again. */
  readonly rejected: number;
  readonly resent: number;
  readonly reconnects: number;
  /** Buttons that are out of order. */
  readonly buttonFaults: Snapshot['buttonFaults'];
  /** Why the log is not written; undefined: it is, or there is none. */
  readonly log: string | undefined;
  /** Why the hub does not answer. */
  readonly hub: string | undefined;
  /** Pages of the rig's own computer. */
  readonly ownPages: number;
  /** Outside of its hours nobody misses the page. */
  readonly open: boolean;
}

/** Rates are those of this stretch of time [ms]. */
const WINDOW_MS = 60_000;
/** Of this many in a minute a line is ill. */
const MOST_LOSSES = 60;
/** A board that has come back so often in ten minutes has a loose plug or too weak a supply. */
const RECONNECTS_WINDOW_MS = 600_000;
const MOST_RECONNECTS = 3;
/** Of the room's time in a minute, as a share. */
const MOST_DROPPED = 0.1;
/** Looks in a row without a picture. A computer that wakes up may need one. */
const LOOKS_WITHOUT_PICTURE = 3;

/** How much a counter has grown within a stretch of time; it keeps a value for each tenth of it. */
function createGrowth(windowMs: number): (value: number, nowMs: number) => number {
  const kept: { readonly value: number; readonly atMs: number }[] = [];
  return (value, nowMs) => {
    const last = kept.at(-1);
    if (last === undefined || nowMs - last.atMs >= windowMs / 10) kept.push({ value, atMs: nowMs });
    while (kept.length > 1 && nowMs - kept[1]!.atMs >= windowMs) kept.shift();
    return value - kept[0]!.value;
  };
}

function deviceTrouble({ device }: Signs): string | undefined {
  return device.kind === 'lost' || device.kind === 'silent' || device.kind === 'opening'
    ? device.words
    : undefined;
}

/** What is wrong with a button, and what to do. */
export function buttonFaultWords({ button, kind }: Snapshot['buttonFaults'][number]): string {
  return kind === 'stuck'
    ? `Button ${button} has been down for a minute: it is stuck, or its wire touches ground. It is ignored until it comes up.`
    : `Button ${button} presses faster than fingers do: it is worn out, or its wire is loose, open or too long. It is ignored until it has been pressed three times in order.`;
}

export function createVitals(health: Health): (signs: Signs, nowMs: number) => void {
  const lossesIn = createGrowth(WINDOW_MS);
  const droppedIn = createGrowth(WINDOW_MS);
  const reconnectsIn = createGrowth(RECONNECTS_WINDOW_MS);
  let pictures = 0;
  let looksWithout = 0;
  let hadPage = false;

  function lineTrouble({ rejected, resent, reconnects }: Signs, nowMs: number): string | undefined {
    const losses = lossesIn(rejected + resent, nowMs);
    const back = reconnectsIn(reconnects, nowMs);
    if (back > MOST_RECONNECTS)
      return `The board has gone and come back ${back} times within ten minutes: look at its plug, its cable and its supply.`;
    if (losses > MOST_LOSSES)
      return `${losses} messages were lost or refused on the line to the board within a minute: take a shorter or better cable, away from the servos' wires.`;
    return undefined;
  }

  function pictureTrouble(signs: Signs, nowMs: number): string | undefined {
    looksWithout = signs.pictures > pictures ? 0 : looksWithout + 1;
    pictures = signs.pictures;
    const droppedMs = droppedIn(signs.droppedMs, nowMs);
    if (looksWithout >= LOOKS_WITHOUT_PICTURE)
      return 'The rig makes no pictures any more; restart it, and send its log to the person who looks after it.';
    if (droppedMs > MOST_DROPPED * WINDOW_MS)
      return `The computer could not keep up: ${(droppedMs / 1000).toFixed(1)} s of the last minute were left out. Close other programs, or choose a slower lens.`;
    return undefined;
  }

  /** A rig without a screen has never had a page. */
  function pageTrouble({ ownPages, open }: Signs): string | undefined {
    hadPage ||= ownPages > 0;
    if (!hadPage || ownPages > 0 || !open) return undefined;
    return 'The page on the screen of this computer is gone: look whether its browser runs.';
  }

  return (signs, nowMs) => {
    const troubles: readonly (readonly [Part, string | undefined])[] = [
      ['device', deviceTrouble(signs)],
      ['line', lineTrouble(signs, nowMs)],
      ['pictures', pictureTrouble(signs, nowMs)],
      ['button', signs.buttonFaults[0] && buttonFaultWords(signs.buttonFaults[0])],
      ['log', signs.log],
      ['page', pageTrouble(signs)],
      ['hub', signs.hub],
    ];
    for (const [part, words] of troubles) health.see(part, words, nowMs);
  };
}
