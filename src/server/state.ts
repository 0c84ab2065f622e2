/** The rig's state as a page is told of it. */
import type { Snapshot } from '../controller/contract.js';
import { US_PER_MS } from '../units.js';
import type { PageState } from './messages.js';

/** What of the rig does not change while it runs. */
export interface RigFacts {
  readonly name: string;
  readonly invite: string | null;
  readonly currentLimitMa: number;
  readonly brightness: number;
  /** True if LED 0 is at the far end of the axon; pages draw the axon from its first site on. */
  readonly reversed: boolean;
  /** Where each LED sits, as a share of the axon's length, if that is not evenly. */
  readonly ledPlaces?: readonly number[] | undefined;
}

export function pageState(rig: RigFacts, now: Snapshot): PageState {
  return {
    type: 'state',
    rig: rig.name,
    invite: rig.invite,
    device: { kind: now.device.kind, words: now.device.words },
    buttonFaults: now.buttonFaults,
    axon: now.axon,
    activity: now.activity,
    lastPress: now.lastPress,
    presses: now.presses,
    resets: now.resets,
    membrane: now.membrane,
    experiments: now.experiments,
    experiment: now.experiment,
    channelsOn: now.channelsOn,
    treatments: now.treatments,
    strength: now.strength,
    held: now.held,
    look: now.look,
    ghostFromPicture: now.ghostFromPicture,
    fastestLens: now.fastestRoomMsPerAxonMs,
    fastestBecause: now.fastestBecause,
    running: now.running,
    tapeMs: now.tapeMs,
    pauseWhen: now.pauseWhen,
    weakest: now.weakest,
    measures: now.measures,
    stimulusWaits: now.stimulusWaits,
    lens: now.roomMsPerAxonMs,
    ledCount: now.ledCount,
    view: now.view,
    viewRestMv: now.viewRestMv,
    ledPlaces: rig.ledPlaces,
    currentLimitMa: rig.currentLimitMa,
    brightness: rig.brightness,
    electrodes: now.electrodes,
    latencyMs: now.latencyUs === null ? null : now.latencyUs / US_PER_MS,
  };
}

/** The LEDs in the other order: R, G, B of the last one first. */
export function reverseLeds(rgb: Uint8Array, out: Uint8Array): Uint8Array {
  for (let from = 0, to = rgb.length - 3; to >= 0; from += 3, to -= 3) {
    out[to] = rgb[from]!;
    out[to + 1] = rgb[from + 1]!;
    out[to + 2] = rgb[from + 2]!;
  }
  return out;
}
