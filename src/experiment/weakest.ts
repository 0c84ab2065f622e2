/** Which experiment to ask for the weakest press that fires: the one that is played, judged where the press is. */
import { createAxon } from '../model/index.js';
import type { Experiment } from './settle.js';
import { stimulusSpec } from './stimuli.js';

/**
 * The same experiment with one electrode, at the place where stimulus `index` enters, or at the nearest place that can
 * fire: wherever people have put their electrodes, a press has fired if a spike leaves it. `null` where no place can.
 * ModelRefusal for a stimulus that this axon cannot have.
 */
export function pressedAlone(experiment: Experiment, index: number): Experiment | null {
  const { geometry, membrane, treatments, stepMs, stimuli } = experiment;
  const axon = createAxon(geometry, membrane, { stepMs, treatments });
  for (const stimulus of stimuli) axon.inject(stimulusSpec(stimulus, geometry.kind));
  const pressed = axon.compartmentAt([stimuli[index]!.at].flat()[0]!);
  for (let steps = 0; steps < axon.compartmentCount; steps++) {
    for (const compartment of [pressed + steps, pressed - steps]) {
      if (compartment < 0 || compartment >= axon.compartmentCount) continue;
      if (!axon.membraneAt(compartment).canFire) continue;
      return { ...experiment, electrodes: [{ name: 'press', at: axon.places[compartment]! }] };
    }
  }
  return null;
}
