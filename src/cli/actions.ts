/** What buttons and dials of a rig file are to the controller. */
import type { ButtonAction, DialAction, Stimulus } from '../controller/contract.js';
import type { LiveExperiment, WrittenStimulus } from '../experiment/index.js';
import type { Rig, ButtonAction as RigAction, DialAction as RigDial } from '../rig/index.js';

/** A pulse of current or a conductance at one place. */
export function stimulusOf(written: WrittenStimulus): Stimulus {
  const at = [written.at].flat()[0]!;
  const durationMs = 'durationMs' in written ? written.durationMs : 1000;
  if (written.kind === 'conductance')
    return { at, durationMs, conductanceMs: written.conductanceMs, reversalMv: written.reversalMv };
  return { at, durationMs, currentUa: written.currentUa ?? 0 };
}

function bindButton(action: RigAction | null, [first]: Rig['experiments']): ButtonAction | null {
  switch (action?.do) {
    case 'stimulate': {
      const { at, durationMs, stimuli = first.stimuli } = action;
      const usual = stimuli[0];
      if (usual === undefined) return null;
      const stimulus = stimulusOf(usual);
      return {
        do: 'stimulate',
        ...stimulus,
        at: at === undefined ? stimulus.at : [at].flat()[0]!,
        durationMs: durationMs ?? stimulus.durationMs,
      };
    }
    case 'channels':
      return { do: 'membrane' };
    case 'pause':
    case 'reset':
    case 'step':
      return { do: action.do };
    default:
      return null;
  }
}

/** Those that the controller knows. */
export function bindActions({ buttons, dials, experiments }: Rig) {
  const dial = (action: RigDial | null): DialAction | null => (action?.do === 'lens' ? { do: 'lens' } : null);
  return {
    buttons: {
      1: bindButton(buttons[1], experiments),
      2: bindButton(buttons[2], experiments),
      3: bindButton(buttons[3], experiments),
      4: bindButton(buttons[4], experiments),
    },
    dials: { 0: dial(dials[0]), 1: dial(dials[1]) },
  };
}

/** Both voltmeters of a live experiment, and its press. */
export function pressOf({ stimuli }: LiveExperiment): Stimulus {
  return stimuli[0] === undefined ? { at: 0, durationMs: 1, currentUa: 0 } : stimulusOf(stimuli[0]);
}
