/**
 * `axon-rig run --record FILE`: what a rig shows and what is done to it, to a file. Each experiment has a file of its
 * own: when another one is loaded, the recording goes on in FILE-2, FILE-3, …. While somebody looks back nothing new
 * happens, and nothing is recorded.
 */
import { join, parse } from 'node:path';
import type { Controller, Happening, LivePicture } from '../controller/contract.js';
import type { LiveExperiment } from '../experiment/live-experiment.js';
import type { PlaceUnit, RecordingHeader } from '../recording/format.js';
import { packageVersion } from './package-folder.js';
import { createRecorder, type Recorder } from './recorder.js';
import { createRecordingFile } from './recording-file.js';
import type { Terminal } from './terminal.js';

export interface RecordParts {
  readonly controller: Controller;
  readonly experiments: readonly LiveExperiment[];
  /** The first file; it must not be there yet. */
  readonly path: string;
  readonly nowMs: () => number;
  readonly terminal: Terminal;
}

export interface Recording {
  /** Brings the rest to the disk. Never throws. */
  close(): Promise<void>;
}

/** Begins at once. Throws UserError if the file is there already, or cannot be made. */
export async function recordTo(parts: RecordParts): Promise<Recording> {
  const { controller, experiments, path, nowMs, terminal } = parts;
  let files = 0;
  let recorder: Recorder | undefined;
  /** The name of the experiment that is recorded, or whose file is being made. */
  let name = '';
  let startMs = 0;
  let making: Promise<void> = Promise.resolve();

  async function begin(wanted: string): Promise<void> {
    files++;
    const file = await createRecordingFile(numbered(path, files), {
      onProblem: (words) => terminal.err(`axon-rig: ${words}`),
    });
    const { axon, roomMsPerAxonMs } = controller.snapshot();
    const header: RecordingHeader = {
      program: packageVersion(),
      startedAt: new Date().toISOString(),
      title: experiments.find((one) => one.name === wanted)?.title ?? wanted,
      unit: axon.kind === 'patch' ? 'patch' : (axon.placeUnit as PlaceUnit),
      places: axon.ledPlaces,
      roomMsPerAxonMs,
      experiment: experiments.find((one) => one.name === wanted) ?? null,
    };
    recorder = createRecorder(header, file);
    startMs = nowMs();
    terminal.out(`axon-rig: recording to ${file.path}`);
  }

  async function change(wanted: string): Promise<void> {
    const before = recorder;
    recorder = undefined;
    await before?.close();
    // Two loads in a breath: only the last one has a file.
    if (wanted === name) await begin(wanted);
  }

  function take(picture: LivePicture): void {
    if (picture.lookingBack) return;
    if (picture.experiment !== name) {
      name = picture.experiment;
      making = making
        .then(() => change(picture.experiment))
        .catch((error: Error) => terminal.err(`axon-rig: ${error.message}; nothing more is recorded`));
    }
    recorder?.picture({
      roomMs: nowMs() - startMs,
      axonMs: picture.modelMs,
      potentialMv: picture.potentialMv,
      blueMv: picture.blueMv,
      yellowMv: picture.yellowMv,
      samples: picture.samples(),
    });
  }

  name = controller.snapshot().experiment;
  await begin(name);
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
      await making;
      await recorder?.close();
    },
  };
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
