/** The live loop and what it is asked and tells. */

export type { Clock } from './clock.js';
export type {
  Activity,
  AxonFacts,
  ButtonAction,
  Command,
  Controller,
  DialAction,
  ExperimentName,
  GateFacts,
  LivePicture,
  MembraneKind,
  MeterName,
  NamedTreatment,
  Observer,
  Paint,
  PressFields,
  PressMark,
  PressOutcome,
  PressReport,
  SignalEnd,
  Snapshot,
} from './contract.js';
export { PICTURE_MS } from './contract.js';
export { type ControllerParts, createController } from './controller.js';
