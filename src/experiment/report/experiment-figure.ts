/** An experiment and its recording, brought together for a figure. */

import { problemWords } from '../../files/index.js';
import { doneWords } from '../done-words.js';
import type { Recording } from '../recording.js';
import { recordingNotes } from '../recording-notes.js';
import { restNotes } from '../rest-notes.js';
import type { Experiment } from '../settle.js';
import { accuracyNotes } from '../step-checks.js';
import { stimulusSpans, strengthOf } from '../stimuli.js';
import { describeAxon, placeWords } from '../words.js';
import { figureSvg } from './figure.js';

/** @param title for an experiment without a name. */
export function experimentSvg(experiment: Experiment, recording: Recording, title: string): string {
  const { name, geometry, membrane, electrodes, stimuli, durationMs } = experiment;
  return figureSvg({
    title: name ?? title,
    captions: [describeAxon(geometry, membrane), doneWords(experiment)],
    notes: [
      ...[...accuracyNotes(experiment), ...restNotes(experiment)].map(problemWords),
      ...recordingNotes(recording),
    ],
    timesMs: recording.timesMs,
    lines: recording.traces.map(({ potentialMv }, i) => {
      const { name: electrode, at } = electrodes[i]!;
      const place = placeWords(at, geometry.kind);
      return { label: place === '' ? electrode : `${electrode}, ${place}`, potentialMv };
    }),
    stimuli: stimuli.flatMap((stimulus) => {
      const negative = !strengthOf(stimulus, geometry.kind).depolarises;
      return stimulusSpans(stimulus, durationMs).map((span) => ({ ...span, negative }));
    }),
  });
}
