/** All that touches the axon: the press, the electrodes, the switch of the channels, what is done to stretches. */
import { ChannelsSwitch } from './channels-switch.js';
import { Electrodes } from './electrodes.js';
import { ExperimentPanel } from './experiment-panel.js';
import type { SceneGeometry } from './geometry.js';
import { MeterControls } from './meter-controls.js';
import type { Part, Rig } from './part.js';
import { PressPanel } from './press-panel.js';
import { byId } from './svg.js';

/** @param geometryOf where things are on the scene, at this moment. */
export function touchPart(rig: Rig, geometryOf: () => SceneGeometry): Part {
  const electrodes = new Electrodes(byId('electrodes', SVGSVGElement), (name, at) =>
    rig.send({ do: 'electrode', name, at }),
  );
  const meters = new MeterControls(rig.send, (name) => electrodes.placeOf(name));
  const channels = new ChannelsSwitch(rig.send);
  const press = new PressPanel(rig.send, rig.refuse);
  const experiment = new ExperimentPanel(rig.send);
  return {
    // All were disabled: an electrode in the bath has no place to choose.
    link(state) {
      if (state.kind === 'open') meters.showAgain();
    },
    state(state) {
      electrodes.place(state.electrodes, state.axon);
      meters.show(state);
      channels.show(state);
      press.show(state);
      experiment.show(state);
    },
    layOut: (calm) => electrodes.resize(geometryOf(), calm),
    key(action) {
      switch (action) {
        case 'stimulate':
          press.press();
          return true;
        case 'membrane':
          channels.toggle();
          return true;
        case 'blue':
        case 'yellow':
          meters.toggle(action);
          return true;
        default:
          return false;
      }
    },
  };
}
