/** The rig's state as a phone is told of it. */
import type { Snapshot } from '../controller/contract.js';
import type { PhoneState } from './phone-messages.js';
import type { RigFacts } from './state.js';

export function phoneState({ brightness }: RigFacts, now: Snapshot, pictures: boolean): PhoneState {
  const { axon, electrodes, running, channelsOn } = now;
  const shareOf = (at: number | 'bath') =>
    at === 'bath' ? null : axon.lastPlace === 0 ? 0.5 : at / axon.lastPlace;
  const { sodiumOpensMv, sodiumClosesMv } = axon.channels;
  return {
    type: 'phone',
    restMv: axon.restMv,
    levels: axon.switching ? { opensMv: sodiumOpensMv, closesMv: sodiumClosesMv } : null,
    electrodes: { blue: shareOf(electrodes.blue), yellow: shareOf(electrodes.yellow) },
    running,
    channelsOn,
    brightness,
    pictures,
  };
}
