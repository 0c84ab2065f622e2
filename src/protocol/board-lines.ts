/**
 * Board → host: printable lines as values, and back (firmware-protocol.md, "Board to host").
 * A line is `VERB fields*XXXXXXXX`: the check is the CRC-32 of all before the star, in lower-case hexadecimal.
 */
import { MAX_LINE_CHARS } from './constants.js';
import { crc32 } from './crc32.js';

export const BOOT_CAUSES = ['power', 'reset', 'watchdog', 'brownout'] as const;
export type BootCause = (typeof BOOT_CAUSES)[number];
export const REFUSAL_CODES = ['type', 'length', 'range', 'busy'] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** `H`: who the board is. All but `major` may grow in later minor versions: unknown keys are ignored. */
export interface Greeting {
  readonly verb: 'H';
  readonly major: number;
  readonly firmware: string;
  readonly board: string;
  /** LEDs set up at present, and the most the board has memory for. */
  readonly ledCount: number;
  readonly maxLeds: number;
  /** Bytes that may be under way to the board at any time. */
  readonly windowBytes: number;
  /** One letter per ability: L level, P profile, R rgb, M marks, F fade. */
  readonly caps: string;
  readonly boot: BootCause;
}

/** `S`: counters since boot, once a second while a host is there. */
export interface Statistics {
  readonly verb: 'S';
  readonly upS: number;
  readonly framesOk: number;
  readonly framesBad: number;
  /** Data overruns of the UART and bytes that found the ring full: both stay 0 unless a host overspends. */
  readonly overruns: number;
  readonly overflows: number;
  /** The last show() [µs]. */
  readonly showUs: number;
  /** Least free memory between heap and stack so far [bytes]. */
  readonly freeRamBytes: number;
  /** Frames that the current limit of the board has dimmed. */
  readonly framesDimmed: number;
  /** Input events that were dropped because too many waited for confirmation. */
  readonly eventsLost: number;
}

export type BoardLine =
  | Greeting
  | Statistics
  | { readonly verb: 'K'; readonly seq: number }
  | { readonly verb: 'A'; readonly seq: number }
  | { readonly verb: 'N'; readonly seq: number; readonly code: RefusalCode; readonly text: string }
  | {
      readonly verb: 'B';
      readonly id: number;
      readonly deviceUs: number;
      readonly button: number;
      readonly pressed: boolean;
    }
  | {
      readonly verb: 'D';
      readonly id: number;
      readonly deviceUs: number;
      readonly dial: number;
      /** 0 to 1023. */
      readonly value: number;
    }
  | { readonly verb: 'L'; readonly id: number; readonly latencyUs: number }
  | { readonly verb: 'T'; readonly token: number; readonly receivedUs: number; readonly sentUs: number }
  | { readonly verb: '#'; readonly text: string };

/**
 * Why text is no line of a board. `verb` and `form` come from a board all the same, for the check was right: one
 * has an unknown verb (a later minor version), the other fields that its verb does not have.
 */
export interface LineProblem {
  readonly problem: 'too-long' | 'not-printable' | 'no-check' | 'check' | 'verb' | 'form';
  readonly text: string;
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');

function lineText(line: BoardLine): string {
  switch (line.verb) {
    case 'H':
      return `H ${line.major} fw=${line.firmware} board=${line.board} led=${line.ledCount} max=${line.maxLeds} win=${line.windowBytes} caps=${line.caps} boot=${line.boot}`;
    case 'S':
      return `S up=${line.upS} ok=${line.framesOk} bad=${line.framesBad} dor=${line.overruns} ovf=${line.overflows} show=${line.showUs} ram=${line.freeRamBytes} dim=${line.framesDimmed} lost=${line.eventsLost}`;
    case 'K':
    case 'A':
      return `${line.verb} ${hex(line.seq, 2)}`;
    case 'N':
      return `N ${hex(line.seq, 2)} ${line.code} ${line.text}`;
    case 'B':
      return `B ${line.id} ${line.deviceUs} ${line.button} ${line.pressed ? 'down' : 'up'}`;
    case 'D':
      return `D ${line.id} ${line.deviceUs} ${line.dial} ${line.value}`;
    case 'L':
      return `L ${line.id} ${line.latencyUs}`;
    case 'T':
      return `T ${hex(line.token, 4)} ${line.receivedUs} ${line.sentUs}`;
    case '#':
      return `# ${line.text}`;
  }
}

/** The line as a board sends it, without the newline. */
export function formatBoardLine(line: BoardLine): string {
  const text = lineText(line);
  const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
  return `${text}*${hex(crc32(bytes), 8)}`;
}

/** What a line says. Every character is untrusted: no line throws. A carriage return at the end is ignored. */
export function parseBoardLine(raw: string): BoardLine | LineProblem {
  const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
  const problem = (kind: LineProblem['problem']): LineProblem => ({ problem: kind, text: line });
  if (line.length > MAX_LINE_CHARS) return problem('too-long');
  if (!/^[\x20-\x7e]*$/.test(line)) return problem('not-printable');
  const sent = /^(.*)\*([0-9a-f]{8})$/.exec(line);
  if (!sent) return problem('no-check');
  const text = sent[1]!;
  const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
  if (Number.parseInt(sent[2]!, 16) !== crc32(bytes)) return problem('check');
  return parseText(text) ?? problem(KNOWN_VERB.test(text) ? 'form' : 'verb');
}

const KNOWN_VERB = /^[HSKANBDLT#] /;

function decimal(text: string | undefined, high = 0xffffffff): number | undefined {
  if (text === undefined || !/^\d{1,10}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= high ? value : undefined;
}

function parseText(text: string): BoardLine | undefined {
  const verb = text.slice(0, 1);
  if (text.slice(1, 2) !== ' ') return undefined;
  const rest = text.slice(2);
  const fields = rest.split(' ');
  switch (verb) {
    case 'H':
      return parseGreeting(fields);
    case 'S':
      return parseStatistics(fields);
    case 'K':
    case 'A':
      return /^[0-9a-f]{2}$/.test(rest) ? { verb, seq: Number.parseInt(rest, 16) } : undefined;
    case 'N': {
      const code = REFUSAL_CODES.find((known) => known === fields[1]);
      if (!code || !/^[0-9a-f]{2}$/.test(fields[0]!)) return undefined;
      return { verb, seq: Number.parseInt(fields[0]!, 16), code, text: fields.slice(2).join(' ') };
    }
    case 'B':
    case 'D':
      return parseEvent(verb, fields);
    case 'L': {
      const [id, latencyUs] = [decimal(fields[0], 255), decimal(fields[1])];
      return id === undefined || latencyUs === undefined || fields.length !== 2
        ? undefined
        : { verb, id, latencyUs };
    }
    case 'T': {
      const [receivedUs, sentUs] = [decimal(fields[1]), decimal(fields[2])];
      if (!/^[0-9a-f]{4}$/.test(fields[0]!) || fields.length !== 3) return undefined;
      if (receivedUs === undefined || sentUs === undefined) return undefined;
      return { verb, token: Number.parseInt(fields[0]!, 16), receivedUs, sentUs };
    }
    case '#':
      return { verb, text: rest };
    default:
      return undefined;
  }
}

function parseEvent(verb: 'B' | 'D', fields: readonly string[]): BoardLine | undefined {
  const [id, deviceUs] = [decimal(fields[0], 255), decimal(fields[1])];
  if (!id || deviceUs === undefined || fields.length !== 4) return undefined;
  if (verb === 'D') {
    const [dial, value] = [decimal(fields[2], 1), decimal(fields[3], 1023)];
    return dial === undefined || value === undefined ? undefined : { verb, id, deviceUs, dial, value };
  }
  const button = decimal(fields[2], 4);
  if (!button || (fields[3] !== 'down' && fields[3] !== 'up')) return undefined;
  return { verb, id, deviceUs, button, pressed: fields[3] === 'down' };
}

function keyed(fields: readonly string[]): Map<string, string> {
  const map = new Map<string, string>();
  for (const field of fields) {
    const at = field.indexOf('=');
    if (at > 0) map.set(field.slice(0, at), field.slice(at + 1));
  }
  return map;
}

function parseGreeting(fields: readonly string[]): Greeting | undefined {
  const major = decimal(fields[0], 255);
  if (major === undefined) return undefined;
  const keys = keyed(fields.slice(1));
  return {
    verb: 'H',
    major,
    firmware: keys.get('fw') ?? '?',
    board: keys.get('board') ?? '?',
    ledCount: decimal(keys.get('led'), 255) ?? 0,
    maxLeds: decimal(keys.get('max'), 255) ?? 0,
    windowBytes: decimal(keys.get('win'), 0xffff) ?? 0,
    caps: keys.get('caps') ?? '',
    boot: BOOT_CAUSES.find((cause) => cause === keys.get('boot')) ?? 'reset',
  };
}

function parseStatistics(fields: readonly string[]): Statistics {
  const keys = keyed(fields);
  const count = (key: string) => decimal(keys.get(key)) ?? 0;
  return {
    verb: 'S',
    upS: count('up'),
    framesOk: count('ok'),
    framesBad: count('bad'),
    overruns: count('dor'),
    overflows: count('ovf'),
    showUs: count('show'),
    freeRamBytes: count('ram'),
    framesDimmed: count('dim'),
    eventsLost: count('lost'),
  };
}
