/** `axon-rig play FILE [RIG]`: a saved recording on a rig, at its own pace, until it is over or someone stops it. */
import { systemTimers } from '../devices/system/timers.js';
import type { StageMap } from '../display/stage.js';
import { typedName } from '../files/typed-name.js';
import { compartmentPlaces } from '../model/index.js';
import { stageOf } from '../playing/rig-stage.js';
import type { RecordedPicture, RecordingHeader } from '../recording/format.js';
import { LONGEST_GAP_MS } from '../recording/pace.js';
import { playedPlaces } from '../recording/places.js';
import { createPlayback } from '../recording/playback.js';
import { type Rig, stretchesOf } from '../rig/index.js';
import { MS_PER_S } from '../units.js';
import { createDevice } from './devices.js';
import { openPauses, progressLine, StoppedError } from './pauses.js';
import { createPlayLoop } from './play-loop.js';
import { type RecordingOnDisk, type RecordingSummary, readRecording, summaryOf } from './recording-lines.js';
import { loadRig } from './rig-files.js';
import { createStateTeller } from './state-teller.js';
import { closeInTime, crashWords, listenForStop } from './stop.js';
import { type Terminal, UserError } from './terminal.js';

export interface PlayOptions {
  /** Serial port that was typed now; it overrides the rig file's. */
  readonly port?: string | undefined;
  /** Begins again at the end. */
  readonly repeat?: boolean;
}

/** From one line of progress on a terminal to the next [ms]. */
const PROGRESS_MS = 250;
/** LEDs on resistors show a stretch each, the same share of the axon as live; those of a strip a place each. */
function mapOf({ light, experiments: [first] }: Rig, header: RecordingHeader): StageMap | undefined {
  const stretches = stretchesOf(light, first.geometry);
  if (stretches === undefined) return playedPlaces(header, light.ledCount);
  const share = (header.places.length - 1) / Math.max(1, compartmentPlaces(first.geometry).length - 1);
  return {
    stretches: stretches.map(({ firstSite, lastSite }) => ({
      firstSite: Math.floor(firstSite * share),
      lastSite: Math.ceil(lastSite * share),
    })),
  };
}

/** `"Lesson", 12.4 s, 60 LEDs, made by axon-rig 0.1.0`. */
function titleWords({ header, playedMs }: RecordingSummary): string {
  const { title, places, program } = header;
  return `"${title}", ${(playedMs / MS_PER_S).toFixed(1)} s, ${places.length} LEDs, made by axon-rig ${program}`;
}

/** What is good to know before it plays, a sentence each. */
function remarks(path: string, { ending, shortGaps }: RecordingSummary, { device }: Rig): string[] {
  const longest = LONGEST_GAP_MS / MS_PER_S;
  return [
    ...(ending.problem === undefined ? [] : [`note: ${path}: ${ending.problem}`]),
    ...(shortGaps === 0
      ? []
      : [
          `note: ${path}: nothing changes for more than ${longest} s ${shortGaps === 1 ? 'once' : `${shortGaps} times`}; it is played as ${longest} s`,
        ]),
    ...(device.kind === 'virtual'
      ? [
          `this rig is virtual, so there is no light to see: name a rig with a board, or make a table with: npx axon-rig export ${typedName(path)} --csv FILE`,
        ]
      : []),
  ];
}

/** Reads it all once; `undefined` if somebody stopped that. */
async function summarised(path: string): Promise<RecordingSummary | undefined> {
  const pauses = openPauses();
  try {
    return await summaryOf(path, pauses);
  } catch (error) {
    if (error instanceof StoppedError) return undefined;
    throw error;
  } finally {
    pauses.clear();
    pauses.close();
  }
}

/** One line that is written over and over; nothing where standard error is no terminal. */
function createProgress(untilMs: number, repeat: boolean) {
  const screen = process.stderr;
  let shownMs = Number.NEGATIVE_INFINITY;
  let shown = false;
  return {
    picture({ roomMs, axonMs, blueMv, yellowMv }: RecordedPicture, round: number): void {
      const nowMs = systemTimers.nowMs();
      if (screen.isTTY !== true || nowMs - shownMs < PROGRESS_MS) return;
      shownMs = nowMs;
      shown = true;
      const seconds = `${(roomMs / MS_PER_S).toFixed(1)} of ${(untilMs / MS_PER_S).toFixed(1)} s`;
      const meters = `blue ${blueMv.toFixed(1)} mV, yellow ${yellowMv.toFixed(1)} mV`;
      const rounds = repeat ? `, round ${round}` : '';
      const words = `${seconds}, axon ${axonMs.toFixed(2)} ms, ${meters}${rounds}`;
      screen.write(`\r${progressLine(words, untilMs > 0 ? roomMs / untilMs : 1)}\u001b[K`);
    },
    clear(): void {
      if (shown) screen.write('\r\u001b[K');
      shown = false;
    },
  };
}

/** @returns the exit code: 0 if it is over or was asked to stop, 1 if something was wrong. */
export async function play(
  path: string,
  wantedRig: string,
  options: PlayOptions,
  terminal: Terminal,
): Promise<number> {
  const { repeat = false, port } = options;
  const summary = await summarised(path);
  if (summary === undefined) return 0;
  const { ending, header, playedMs } = summary;
  if (summary.pictures === 0)
    throw new UserError(
      `${path} has no picture that could be played: ${ending.problem ?? 'nothing was recorded'}`,
    );
  const { rig, notes } = loadRig(wantedRig);
  for (const note of notes) terminal.err(`axon-rig: note: ${note}`);
  for (const words of remarks(path, summary, rig)) terminal.err(`axon-rig: ${words}`);
  const device = await createDevice(rig, port, systemTimers);
  const stop = listenForStop();
  terminal.out(`axon-rig: playing ${titleWords(summary)}, on ${rig.light.ledCount} LEDs`);
  let settle: (outcome: 'over' | 'no-port') => void = () => {};
  const over = new Promise<'over' | 'no-port'>((resolve) => {
    settle = resolve;
  });
  const progress = createProgress(playedMs, repeat);
  // A virtual device sends people to a page, and there is none here.
  const tellState =
    rig.device.kind === 'virtual' ? () => {} : createStateTeller({ terminal, timers: systemTimers });
  let recording: RecordingOnDisk | undefined;
  let wasReady = false;
  const loop = createPlayLoop({
    device,
    stage: stageOf(rig, mapOf(rig, header)),
    timers: systemTimers,
    repeat,
    open() {
      recording?.close();
      recording = readRecording(path);
      return createPlayback(recording.blocks);
    },
    state(state) {
      progress.clear();
      tellState(state);
      wasReady ||= state.kind === 'ready';
      if (port !== undefined && !wasReady && state.kind === 'lost' && state.fault !== 'no-permission-yet')
        settle('no-port');
    },
    shown: progress.picture,
    ended: () => settle('over'),
    crashed: (error) => stop.ask({ kind: 'crash', error }),
  });
  let code = 0;
  try {
    loop.start();
    const reason = await Promise.race([stop.asked, over]);
    progress.clear();
    if (reason === 'no-port') {
      terminal.err(
        'axon-rig: a port given with --port must answer at the start: connect the board, then run this again',
      );
      code = 1;
    } else if (reason !== 'over' && reason.kind === 'crash') {
      terminal.err(crashWords(reason.error));
      code = 1;
    }
  } finally {
    code = await closeInTime(code, () => loop.close(), terminal);
    recording?.close();
    stop.release();
  }
  return code;
}
