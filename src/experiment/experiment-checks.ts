/** What no single option shows: whether the parts of an experiment work together. */

import type { Complaint, FilePath } from '../files/index.js';
import { createAxon, MOST_COMPARTMENTS, membraneOf } from '../model/index.js';
import { type AxonSection, SHORT_NAMES, settleAxon } from './axon.js';
import { objectionComplaints } from './checks.js';
import { modelComplaint } from './model-complaint.js';
import { placeComplaint, stimulusComplaints, treatmentComplaints } from './part-checks.js';
import type { WrittenExperiment } from './schema.js';
import type { Experiment } from './settle.js';
import { stepComplaints } from './step-checks.js';
import { stimulusSpec } from './stimuli.js';

/** An axon whose short and long name for one figure are both written. `has`: what the file itself has. */
export function shortNameComplaints(axon: AxonSection, has: (path: FilePath) => boolean): Complaint[] {
  return Object.entries(SHORT_NAMES).flatMap(([short, long]) => {
    if (axon[short as keyof typeof SHORT_NAMES] === undefined || !has(['axon', long])) return [];
    const message = `expected ${short} or ${long}, got both – they are two names of one figure; remove one`;
    return [{ path: ['axon', short], message }];
  });
}

/** More compartments than an axon may have: told before any is made. */
function sizeComplaints({ geometry }: Experiment): Complaint[] {
  if (geometry.kind !== 'myelinated') return [];
  const { nodes, internodeCompartments } = geometry;
  const compartments = nodes + (nodes - 1) * internodeCompartments;
  if (compartments <= MOST_COMPARTMENTS) return [];
  const most = Math.floor((MOST_COMPARTMENTS - nodes) / (nodes - 1));
  const message = `expected at most ${MOST_COMPARTMENTS} compartments along the axon, got ${compartments}: ${nodes} nodes, and ${internodeCompartments} pieces in each internode – write internodeCompartments: ${most} or less, or fewer nodes`;
  return [{ path: ['axon', 'internodeCompartments'], or: [['axon', 'nodes']], message }];
}

/** Membrane and axon must be of one world: per site, or per cm². */
function pairComplaints({ geometry, membrane }: Experiment): Complaint[] {
  const { axons, notElsewhere } = membraneOf(membrane);
  if (axons.includes(geometry.kind)) return [];
  const message = `expected another membrane on a ${geometry.kind}, got ${membrane.kind} – ${notElsewhere}`;
  return [{ path: ['membrane', 'kind'], or: [['axon', 'kind']], message }];
}

/** Fields of the membrane that this axon has in their place. */
function elsewhereComplaints(written: WrittenExperiment, { geometry, membrane }: Experiment): Complaint[] {
  const elsewhere = membraneOf(membrane).fieldsOfAxon?.[geometry.kind] ?? {};
  const given: Readonly<Record<string, unknown>> = { ...written.membrane };
  return Object.entries<string>(elsewhere).flatMap(([key, where]) =>
    given[key] === undefined
      ? []
      : [{ path: ['membrane', key], message: `unknown key on a ${geometry.kind} – ${where}` }],
  );
}

function latticeComplaints({ axon }: WrittenExperiment, { membrane }: Experiment): Complaint[] {
  return axon.kind === 'lattice' ? objectionComplaints(membrane, settleAxon(axon)) : [];
}

function electrodeComplaints({ electrodes, geometry }: Experiment): Complaint[] {
  const first = new Map<string, number>();
  return electrodes.flatMap(({ name, at }, i) => {
    const complaints: Complaint[] = [];
    const other = first.get(name);
    if (other !== undefined) {
      complaints.push({
        path: ['electrodes', i, 'name'],
        message: `expected another name than that of electrode ${other + 1}, got "${name}" again – each is a column of the table`,
      });
    } else first.set(name, i);
    if (at === 'bath') return complaints;
    return [...complaints, ...placeComplaint(['electrodes', i, 'at'], at, geometry, true)];
  });
}

/** The model itself has the last word: whatever it would refuse is told with its place in the file. */
function lastWord(experiment: Experiment): Complaint[] {
  const { geometry, membrane, treatments, stimuli, stepMs } = experiment;
  try {
    const axon = createAxon(geometry, membrane, { stepMs, treatments });
    for (const [i, stimulus] of stimuli.entries()) {
      try {
        axon.inject(stimulusSpec(stimulus, geometry.kind));
      } catch (error) {
        return [modelComplaint(error, ['stimuli', i])];
      }
    }
    return [];
  } catch (error) {
    return [modelComplaint(error, [])];
  }
}

/** Everything about the experiment that cannot work. `has`: what the file itself has. */
export function experimentComplaints(
  written: WrittenExperiment,
  experiment: Experiment,
  has: (path: FilePath) => boolean,
): Complaint[] {
  const complaints = [
    ...(written.axon.kind === 'lattice' ? shortNameComplaints(written.axon, has) : []),
    ...pairComplaints(experiment),
    ...sizeComplaints(experiment),
    ...elsewhereComplaints(written, experiment),
    ...latticeComplaints(written, experiment),
    ...treatmentComplaints(written.treatments, experiment.geometry),
    ...stimulusComplaints(experiment),
    ...electrodeComplaints(experiment),
    ...stepComplaints(experiment),
  ];
  return complaints.length > 0 ? complaints : lastWord(experiment);
}
