/**
 * `axon-rig run --record FILE`: what a rig shows and what is done to it, to a file. Each experiment has a file of its
 * own: when another one is loaded, the recording goes on in FILE-2, FILE-3, …, without those that are there already. One
 * that is left within half a second has none. While somebody looks back nothing new happens, and nothing is recorded.
 */
import { join, parse } from 'node:path';
import type { Controller, Happening, LivePicture } from '../controller/contract.js';
import { recordingHeader } from '../controller/recording-header.js';
import type { LiveExperiment } from '../experiment/live-experiment.js';
import type { RecordingHeader } from '../recording/format.js';
import { packageVersion } from './package-folder.js';
import { createRecorder, type Recorder } from './recorder.js';
import { createRecordingFile, type NewFile, NewFileError, openNewFile } from './recording-file.js';
import { type Terminal, UserError } from './terminal.js';

/** Most files of one run: so nobody who loads and loads fills the folder. */
export const MOST_RUN_FILES = 100;

export interface RecordParts {
  readonly controller: Controller;
  /** The one that plays, by its name. */
  readonly experimentNamed: (name: string) => LiveExperiment | undefined;
  /** The first file; it must not be there yet. */
  readonly path: string;
  readonly nowMs: () => number;
  readonly terminal: Terminal;
}

export interface Recording {
  /** Brings the rest to the disk. Never throws. */
  close(): Promise<void>;
}

/** Begins at once. Throws UserError if the name is none, the file is there already, or cannot be made. */
export async function recordTo(parts: RecordParts): Promise<Recording> {
  const { controller, experimentNamed, path, nowMs, terminal } = parts;
  checkName(path);
  const first = await openNewFile(path);
  let files = 1;
  let number = 1;
  /** The experiment that is recorded. */
  let name = '';
  let startMs = 0;
  let recorder: Recorder | undefined;
  let toldFull = false;
  /** Of the files before. */
  let closing: Promise<unknown> = Promise.resolve();

  const tell = (words: string) => terminal.err(`axon-rig: ${words}`);

  function told(file: NewFile): NewFile {
    terminal.out(`axon-rig: recording to ${file.path}`);
    return file;
  }

  /** The next one that is not there yet. */
  async function openNext(): Promise<NewFile> {
    files++;
    for (;;) {
      number++;
      try {
        return told(await openNewFile(numbered(path, number)));
      } catch (error) {
        if (!(error instanceof NewFileError && error.isThere)) throw error;
      }
    }
  }

  function begin(wanted: string, make: () => Promise<NewFile>, waits: boolean): Recorder {
    name = wanted;
    startMs = nowMs();
    const { axon, roomMsPerAxonMs } = controller.snapshot();
    const experiment = experimentNamed(wanted)!;
    const header: RecordingHeader = {
      program: packageVersion(),
      startedAt: new Date().toISOString(),
      ...recordingHeader(experiment, axon, roomMsPerAxonMs),
    };
    return createRecorder(header, createRecordingFile(make, { onProblem: tell }), { waits });
  }

  function change(wanted: string): void {
    closing = Promise.all([closing, recorder?.close()]);
    recorder = undefined;
    name = wanted;
    if (files < MOST_RUN_FILES) {
      recorder = begin(wanted, openNext, true);
    } else if (!toldFull) {
      toldFull = true;
      tell(
        `${MOST_RUN_FILES} recordings have been made, the most of one run; what is loaded now is not recorded: to go on, stop the rig and start it again`,
      );
    }
  }

  function take(picture: LivePicture): void {
    if (picture.lookingBack) return;
    if (picture.experiment !== name) change(picture.experiment);
    recorder?.picture({
      roomMs: nowMs() - startMs,
      axonMs: picture.modelMs,
      potentialMv: picture.potentialMv,
      blueMv: picture.blueMv,
      yellowMv: picture.yellowMv,
      samples: picture.samples(),
    });
  }

  recorder = begin(controller.snapshot().experiment, async () => told(first), false);
  const stop = controller.observe({
    picture: take,
    happened(happening) {
      const { axonMs, ...data } = happening;
      recorder?.event({ roomMs: nowMs() - startMs, axonMs, words: wordsOf(happening), data });
    },
  });
  return {
    async close() {
      stop();
      await Promise.all([closing, recorder?.close()]);
    },
  };
}

function checkName(path: string): void {
  if (path.trim() === '')
    throw new UserError('--record needs the name of a new file, such as --record lesson.recording');
  if (path === '-')
    throw new UserError(
      '--record - : a recording goes to a file, not to standard output; give the name of a new one, such as lesson.recording',
    );
}

/** `lesson.recording`, then `lesson-2.recording`. */
function numbered(path: string, file: number): string {
  if (file === 1) return path;
  const { dir, name, ext } = parse(path);
  return join(dir, `${name}-${file}${ext}`);
}

function wordsOf(happening: Happening): string {
  switch (happening.kind) {
    case 'button':
      return `button ${happening.button} ${happening.pressed ? 'pressed' : 'let go'}`;
    case 'dial':
      return `dial ${happening.dial} turned to ${(100 * happening.position).toFixed(0)} %`;
    case 'press':
      return `press ${happening.press} at ${happening.places.map((at) => Number(at.toFixed(3))).join(', ')}`;
    case 'spike':
      return `spike at the ${happening.meter} voltmeter`;
    case 'forget':
      return 'measures begin again';
    case 'command': {
      const { do: name, ...fields } = happening.command;
      return [
        name,
        ...Object.entries(fields).map(([field, value]) => `${field} ${JSON.stringify(value)}`),
      ].join(' ');
    }
  }
}
