/** What a recording says of the experiment that plays. */
import type { LiveExperiment } from '../experiment/live-experiment.js';
import type { RecordingHeader } from '../recording/format.js';
import type { AxonFacts } from './contract.js';

/** @param roomMsPerAxonMs the lens as it stands. */
export function recordingHeader(
  experiment: LiveExperiment,
  { placeUnit, ledPlaces }: AxonFacts,
  roomMsPerAxonMs: number,
): Omit<RecordingHeader, 'program' | 'startedAt'> {
  return {
    title: experiment.title,
    unit: placeUnit === '' ? 'patch' : placeUnit,
    places: ledPlaces,
    roomMsPerAxonMs,
    experiment,
  };
}
