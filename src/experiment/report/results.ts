/** Figures of an experiment as data, for `--json` and for the table on a terminal. */
import type { ElectrodePosition, Geometry } from '../../model/index.js';
import { type PairVelocity, pairVelocities, recordingFigures, type TraceFigures } from '../analysis.js';
import type { Recording } from '../recording.js';
import type { Experiment } from '../settle.js';
import { placeUnit } from '../words.js';

/** Unit of velocities along an axon; none on a patch. */
export function velocityUnit(kind: Geometry['kind']): 'm/s' | 'sites/ms' | null {
  if (kind === 'patch') return null;
  return kind === 'lattice' ? 'sites/ms' : 'm/s';
}

export interface ElectrodeResult extends TraceFigures {
  readonly name: string;
  readonly at: ElectrodePosition;
  /** Of `at`; `null` on a patch and in the bath. */
  readonly unit: 'mm' | 'site' | 'node' | null;
}

export interface Results {
  readonly name: string | null;
  readonly durationMs: number;
  readonly stepMs: number;
  readonly electrodes: readonly ElectrodeResult[];
  /** Between each two electrodes in the axon. */
  readonly velocities: readonly (PairVelocity & { readonly unit: 'm/s' | 'sites/ms' })[];
}

/**
 * Where a place is, so that places a millisecond are the unit of velocity: sites, or millimetres, of which one a
 * millisecond is one metre a second. An electrode reads at the centre of its compartment, so that is where it is.
 */
function along(geometry: Geometry, at: ElectrodePosition): number | null {
  if (at === 'bath') return null;
  switch (geometry.kind) {
    case 'lattice':
      return at;
    case 'cable': {
      const pieceMm = geometry.lengthMm / geometry.compartments;
      return (Math.min(Math.floor(at / pieceMm + 1e-9), geometry.compartments - 1) + 0.5) * pieceMm;
    }
    case 'myelinated':
      return at * (geometry.internodeUm + geometry.nodeLengthUm) * 1e-3;
    case 'patch':
      return null;
  }
}

export function resultsOf(experiment: Experiment, recording: Recording): Results {
  const { name, geometry, membrane, electrodes, durationMs, stepMs } = experiment;
  const figures = recordingFigures(recording, membrane.kind !== 'passive');
  const unit = velocityUnit(geometry.kind);
  const places = electrodes.map((electrode) => ({
    name: electrode.name,
    along: along(geometry, electrode.at),
  }));
  return {
    name: name ?? null,
    durationMs,
    stepMs,
    electrodes: electrodes.map(({ name: electrode, at }, i) => ({
      name: electrode,
      at,
      unit: at === 'bath' ? null : placeUnit(geometry.kind),
      ...figures[i]!,
    })),
    velocities: unit === null ? [] : pairVelocities(places, figures).map((pair) => ({ ...pair, unit })),
  };
}
