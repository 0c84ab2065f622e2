/** The live loop and what it is asked and tells. */

export type { Clock } from './clock.js';
export type {
  Activity,
  AxonFacts,
  ButtonAction,
  ChannelFacts,
  Command,
  Controller,
  DialAction,
  MembraneKind,
  MeterName,
  Observer,
  PressOutcome,
  PressReport,
  SignalEnd,
  Snapshot,
  Stimulus,
  View,
} from './contract.js';
export { type ControllerParts, createController } from './controller.js';
export { LENS_DEFAULT, LENS_FASTEST, LENS_SLOWEST } from './lens.js';
export { FRAME_MS } from './motor.js';
