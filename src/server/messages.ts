/**
 * What travels between server and page over the web socket: pictures as binary messages, everything else as JSON. What
 * comes in is looked at here, at both ends, before anybody believes it. Pure: the page and the server import this file.
 */
import {
  ACTIVITIES,
  COMMANDS,
  type CommandOf,
  createCommandGuard,
  type LineGroup,
  type LineReport,
  type Snapshot,
  VIEWS,
} from '../controller/contract.js';
import type { LessonState } from '../lessons/contract.js';
import { METERS } from '../units.js';
import { isAxonFacts } from './axon-checks.js';
import { EXHIBIT_COMMANDS, isPageExhibit, type PageExhibit } from './exhibit-messages.js';
import { isLessonState, LESSON_COMMANDS } from './lesson-messages.js';
import { arePressMarks, isPressReport } from './press-checks.js';
import { isPageRole, type PageRole, ROLE_COMMANDS } from './role-messages.js';
import {
  areAll,
  isCount,
  isNumber,
  isOfBoth,
  isOneOf,
  isPlace,
  isPosition,
  isRecord,
  isText,
} from './value-checks.js';
import { isPageVotes, type PageVotes, VOTE_COMMANDS } from './vote-messages.js';

export type { ExhibitPhase, VisitorUse } from '../exhibit/contract.js';
export type {
  CardsText,
  CardText,
  LessonCard,
  LessonCommand,
  LessonPhase,
  LessonResult,
  LessonState,
  LessonWait,
  Measured,
  NoValue,
  PlanText,
  Remark,
  SettingName,
} from '../lessons/contract.js';
export { isCardsText } from './cards-messages.js';
export type { PageExhibit } from './exhibit-messages.js';
export { decodePagePicture, encodePagePicture, type PagePicture } from './page-picture.js';
export type { PageRole, Role } from './role-messages.js';
export { choiceLetter, type PageBallot, type PageVotes, type VoteRound } from './vote-messages.js';

/** All that a page may ask for. */
export const PAGE_COMMANDS = {
  ...COMMANDS,
  ...LESSON_COMMANDS,
  ...ROLE_COMMANDS,
  ...VOTE_COMMANDS,
  ...EXHIBIT_COMMANDS,
};

/** What a page may ask for: whatever the controller may be asked, and what concerns lessons, roles and votes. */
export type PageCommand = CommandOf<typeof PAGE_COMMANDS>;

const commandOf = createCommandGuard(PAGE_COMMANDS);

const DEVICE_KINDS = [
  'opening',
  'ready',
  'silent',
  'lost',
  'resting',
  'closed',
] as const satisfies readonly Snapshot['device']['kind'][];

/** What a page is told of the rig as the controller has it. */
type Told =
  | 'axon'
  | 'activity'
  | 'lastPress'
  | 'presses'
  | 'resets'
  | 'membrane'
  | 'experiments'
  | 'experiment'
  | 'channelsOn'
  | 'treatments'
  | 'strength'
  | 'held'
  | 'look'
  | 'ghostFromPicture'
  | 'fastestBecause'
  | 'running'
  | 'tapeMs'
  | 'pauseWhen'
  | 'weakest'
  | 'measures'
  | 'stimulusWaits'
  | 'ledCount'
  | 'buttonFaults'
  | 'view'
  | 'viewRestMv'
  | 'electrodes';

/** The rig as the page describes it in words; sent as JSON on connection and on every change. */
export interface PageState extends Pick<Snapshot, Told> {
  readonly type: 'state';
  readonly rig: string;
  /** One sentence of the rig file that invites to begin; null if there is none. */
  readonly invite: string | null;
  readonly device: {
    readonly kind: (typeof DEVICE_KINDS)[number];
    readonly words: string;
  };
  /** Milliseconds of room for one millisecond of axon. */
  readonly lens: number;
  /** The fastest that it may be. */
  readonly fastestLens: number;
  /** Where each LED sits, as a share of the axon's length; absent if they sit evenly, as on a strip. */
  readonly ledPlaces?: readonly number[] | undefined;
  readonly currentLimitMa: number;
  /** Share of full light in the strip's palette, above 0 to 1: a screen need not be dimmed and divides by it. */
  readonly brightness: number;
  /** Button to light on the board's own clock, the last press [ms]; null before the first, and once the board is away. */
  readonly latencyMs: number | null;
}

/** Whether channels open and close now at the levels that the rig tells. */
export function channelsSwitch({ channelsOn, axon }: Pick<PageState, 'channelsOn' | 'axon'>): boolean {
  return channelsOn && axon.switching;
}

/** What the line to the board carries and how well, once a second; for technicians. */
export type PageLine = LineReport & { readonly type: 'line' };
export type { LineGroup };

/** What the server answers to a command it cannot follow. */
export interface PageRefusal {
  readonly type: 'refusal';
  readonly words: string;
}

/** Longest message that the server takes from a page [bytes]. */
export const MAX_COMMAND_BYTES = 1024;

/** The command in a text, or a sentence that says what is wrong with it. */
export function parsePageCommand(text: string): PageCommand | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'a command must be JSON';
  }
  return commandOf(value);
}

/** The person who looks after the rig wants the page to load itself again. */
export interface PageReload {
  readonly type: 'reload';
}

/** What the server says in text. */
export type ServerMessage =
  | PageState
  | LessonState
  | PageLine
  | PageRefusal
  | PageRole
  | PageVotes
  | PageReload
  | PageExhibit;

/** The message in a text, or `undefined` if it is none. */
export function parseServerMessage(text: string): ServerMessage | undefined {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (isPageState(message) || isLessonState(message)) return message;
  if (isPageRole(message) || isPageVotes(message) || isPageExhibit(message)) return message;
  if (isPageReload(message)) return message;
  return isRefusal(message) || isPageLine(message) ? message : undefined;
}

function isPageReload(message: unknown): message is PageReload {
  return isRecord(message) && message.type === 'reload';
}

function isExperimentName(value: unknown): boolean {
  return isRecord(value) && isText(value.name) && isText(value.title) && isText(value.lengthWords);
}

function isButtonFault(value: unknown): boolean {
  return isRecord(value) && isCount(value.button) && (value.kind === 'stuck' || value.kind === 'bouncing');
}

function isNamedTreatment(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value.id === 'string' &&
    isRecord(value.treatment) &&
    typeof value.treatment.kind === 'string' &&
    typeof value.words === 'string'
  );
}

function isTapeEnd(value: unknown): boolean {
  return isRecord(value) && isCount(value.picture) && isPlace(value.axonMs) && isPlace(value.tapeMs);
}

function isLook(value: unknown, lastPlace: number): boolean {
  if (!isRecord(value)) return false;
  if (value.kind === 'live') return true;
  return (
    value.kind === 'looking-back' &&
    isTapeEnd(value) &&
    isTapeEnd(value.from) &&
    isTapeEnd(value.to) &&
    typeof value.wasRunning === 'boolean' &&
    isRecord(value.setUp) &&
    isSetUp(value.setUp, lastPlace)
  );
}

/** What is set up on an axon, now or then. */
function isSetUp(value: Record<string, unknown>, lastPlace: number): boolean {
  return (
    typeof value.channelsOn === 'boolean' &&
    areAll(value.treatments, isNamedTreatment) &&
    isOfBoth(value.electrodes, (at) => isPosition(at, lastPlace))
  );
}

/** Whether a message is a state in every field that the page reads: it is drawn from without a second look. */
function isPageState(message: unknown): message is PageState {
  if (!isRecord(message) || message.type !== 'state') return false;
  const { axon, device, latencyMs } = message;
  return (
    typeof message.rig === 'string' &&
    (message.invite === null || typeof message.invite === 'string') &&
    isRecord(device) &&
    areAll(message.buttonFaults, isButtonFault) &&
    isOneOf(DEVICE_KINDS, device.kind) &&
    typeof device.words === 'string' &&
    areAll(message.experiments, isExperimentName) &&
    typeof message.experiment === 'string' &&
    typeof message.membrane === 'string' &&
    isNumber(message.strength) &&
    typeof message.held === 'boolean' &&
    (message.ghostFromPicture === null || isCount(message.ghostFromPicture)) &&
    typeof message.running === 'boolean' &&
    (message.pauseWhen === null || isLevel(message.pauseWhen)) &&
    isWeakest(message.weakest) &&
    isPlace(message.tapeMs) &&
    areMeasures(message.measures) &&
    typeof message.stimulusWaits === 'boolean' &&
    isNumber(message.lens) &&
    message.lens > 0 &&
    isNumber(message.fastestLens) &&
    (message.fastestBecause === null || typeof message.fastestBecause === 'string') &&
    isAxonFacts(axon) &&
    isSetUp(message, axon.lastPlace) &&
    isLook(message.look, axon.lastPlace) &&
    isOneOf(ACTIVITIES, message.activity) &&
    (message.lastPress === null || isPressReport(message.lastPress)) &&
    arePressMarks(message.presses, axon.lastPlace) &&
    isCount(message.resets) &&
    isCount(message.ledCount) &&
    isOneOf(VIEWS, message.view) &&
    isNumber(message.viewRestMv) &&
    arePlaces(message.ledPlaces) &&
    isNumber(message.currentLimitMa) &&
    isNumber(message.brightness) &&
    message.brightness > 0 &&
    message.brightness <= 1 &&
    (latencyMs === null || isNumber(latencyMs))
  );
}

function isLevel(value: unknown): boolean {
  return (
    isRecord(value) &&
    isOneOf(METERS, value.name) &&
    isNumber(value.crossesMv) &&
    typeof value.rising === 'boolean' &&
    typeof value.crossed === 'boolean'
  );
}

function isWeakest(value: unknown): boolean {
  if (!isRecord(value)) return false;
  switch (value.kind) {
    case 'not-asked':
      return true;
    case 'searching':
      return isNumber(value.share) && value.share >= 0 && value.share <= 1;
    case 'found':
      return isNumber(value.strength) && typeof value.unit === 'string';
    case 'none':
      return typeof value.because === 'string';
    default:
      return false;
  }
}

const METER_MEASURES = [
  'peak',
  'latency',
  'halfWidth',
] as const satisfies readonly (keyof Snapshot['measures']['blue'])[];
const AXON_MEASURES = ['velocity', 'gap', 'lit', 'locked', 'front'] as const satisfies readonly Exclude<
  keyof Snapshot['measures'],
  'blue' | 'yellow'
>[];

function areMeasures(value: unknown): boolean {
  return (
    isRecord(value) &&
    isOfBoth(value, (meter) => isRecord(meter) && METER_MEASURES.every((name) => isMeasure(meter[name]))) &&
    AXON_MEASURES.every((name) => isMeasure(value[name]))
  );
}

function isMeasure(value: unknown): boolean {
  if (!isRecord(value)) return false;
  if (value.value === null) return typeof value.because === 'string';
  const { within } = value;
  return (
    isNumber(value.value) && typeof value.unit === 'string' && (within === undefined || isNumber(within))
  );
}

function arePlaces(value: unknown): boolean {
  return (
    value === undefined ||
    (Array.isArray(value) && value.every((share) => isNumber(share) && share >= 0 && share <= 1))
  );
}

function isRefusal(message: unknown): message is PageRefusal {
  return isRecord(message) && message.type === 'refusal' && typeof message.words === 'string';
}

function isPageLine(message: unknown): message is PageLine {
  if (!isRecord(message) || message.type !== 'line' || typeof message.summary !== 'string') return false;
  return Array.isArray(message.groups) && message.groups.every(isLineGroup);
}

function isLineGroup(group: unknown): boolean {
  if (!isRecord(group) || typeof group.title !== 'string' || !Array.isArray(group.rows)) return false;
  return group.rows.every(
    (row: unknown) => Array.isArray(row) && row.length === 2 && row.every((cell) => typeof cell === 'string'),
  );
}
