/**
 * What no single value shows: whether the parts of an experiment work together. Each check refuses what cannot
 * work, with the reason.
 */
import { type Axon, lengthConstantSites } from './axon.js';
import type { ElectrodePosition } from './electrode.js';
import type { Complaint, FilePath } from './file/index.js';
import type { Membrane } from './membrane.js';

type Gated = Extract<Membrane, { kind: 'gated' }>;

/** A potential as read in a message: at most two places. */
function mv(value: number): string {
  return `${Math.round(value * 100) / 100} mV`;
}

/** Complaint about a place off the axon, or none. */
export function siteComplaint(
  path: FilePath,
  at: ElectrodePosition,
  axon: Axon,
  orBath = false,
): Complaint[] {
  if (at === 'bath' || at < axon.sites) return [];
  const bath = orBath ? ', or bath' : '';
  const message = `expected 0 to ${axon.sites - 1}${bath}, got ${at} – the axon has ${axon.sites} sites, counted from 0`;
  return [{ path, message }];
}

/** Where a site comes to rest while one kind of channel is open beside the leak [mV]. */
function settlesAtMv(conductanceMs: number, reversalMv: number, axon: Axon): number {
  const total = conductanceMs + axon.leakConductanceMs;
  return (conductanceMs * reversalMv + axon.leakConductanceMs * axon.leakReversalMv) / total;
}

/**
 * The gated membrane's rule needs: rest below the threshold; open sodium channels that carry a site beyond the
 * potential at which they close; open potassium channels that carry it below theirs; a rest that lets it recover.
 */
function gatedComplaints(membrane: Gated, axon: Axon, at: FilePath): Complaint[] {
  const complaints: Complaint[] = [];
  const complain = (keys: readonly (keyof Gated)[], message: string, ...or: FilePath[]) => {
    const [path, ...others] = [...keys.map((key) => [...at, key]), ...or];
    complaints.push({ path: path!, or: others, message });
  };
  const restPath = ['axon', 'leakReversalMv'];
  const rest = `the resting potential (axon.leakReversalMv, ${mv(axon.leakReversalMv)})`;
  const opens = `sodiumOpensMv (${mv(membrane.sodiumOpensMv)})`;
  const sodiumCloses = `sodiumClosesMv (${mv(membrane.sodiumClosesMv)})`;
  const potassiumCloses = `potassiumClosesMv (${mv(membrane.potassiumClosesMv)})`;

  if (membrane.channelEvery > 1 && membrane.channelEvery >= axon.sites) {
    const message = `expected less than the axon's ${axon.sites} sites, got ${membrane.channelEvery} – only site 0 would have channels`;
    complain(['channelEvery'], message);
  }
  if (membrane.sodiumOpensMv <= axon.leakReversalMv) {
    const message = `expected ${opens} above ${rest} – as it is, the axon would fire without a stimulus`;
    complain(['sodiumOpensMv'], message, restPath);
  }
  if (membrane.sodiumClosesMv <= membrane.sodiumOpensMv) {
    const message = `expected ${sodiumCloses} above ${opens} – as it is, the channels would close as they open`;
    complain(['sodiumClosesMv', 'sodiumOpensMv'], message);
  } else {
    const peak = settlesAtMv(membrane.sodiumConductanceMs, membrane.sodiumReversalMv, axon);
    if (peak <= membrane.sodiumClosesMv) {
      const message = `expected open sodium channels to carry a site beyond ${sodiumCloses}, but it would stop at ${mv(peak)} – raise sodiumReversalMv or sodiumConductanceMs`;
      complain(['sodiumReversalMv', 'sodiumConductanceMs', 'sodiumClosesMv'], message);
    }
  }
  if (membrane.potassiumClosesMv >= membrane.sodiumOpensMv) {
    const message = `expected ${potassiumCloses} below ${opens} – as it is, the spike would have no way down`;
    complain(['potassiumClosesMv', 'sodiumOpensMv'], message);
  } else {
    const trough = settlesAtMv(membrane.potassiumConductanceMs, membrane.potassiumReversalMv, axon);
    if (trough >= membrane.potassiumClosesMv) {
      const message = `expected open potassium channels to carry a site below ${potassiumCloses}, but it would stop at ${mv(trough)} and they would never close – lower potassiumReversalMv or raise potassiumConductanceMs`;
      complain(['potassiumReversalMv', 'potassiumConductanceMs', 'potassiumClosesMv'], message);
    }
  }
  if (membrane.recoveryBelowMv < axon.leakReversalMv) {
    const message = `expected recoveryBelowMv (${mv(membrane.recoveryBelowMv)}) not below ${rest} – as it is, a site at rest would never recover`;
    complain(['recoveryBelowMv'], message, restPath);
  }
  return complaints;
}

/** Everything about a membrane on its axon that cannot work. `at` is the path of the membrane's section. */
export function membraneComplaints(membrane: Membrane, axon: Axon, at: FilePath = ['membrane']): Complaint[] {
  return membrane.kind === 'gated' ? gatedComplaints(membrane, axon, at) : [];
}

/** What works, but perhaps not as its owner expects. */
export function membraneNotes(membrane: Membrane, axon: Axon, at: FilePath = ['membrane']): Complaint[] {
  if (membrane.kind !== 'gated' || membrane.channelEvery === 1) return [];
  const lengthConstant = lengthConstantSites(axon);
  if (membrane.channelEvery < lengthConstant / 2) return [];
  const share = (membrane.channelEvery / lengthConstant).toFixed(2);
  const message = `channels ${share} length constants apart may be too far to pass a spike on: the signal then dissipates, as the lesson shows`;
  return [{ path: [...at, 'channelEvery'], message }];
}
