/**
 * The one file that knows johnny-five and firmata-io, and only a board's own process loads it: johnny-five keeps its
 * boards for ever and forgets no listener. It is kept from everything else it would like to do: it opens no port, has
 * no REPL, takes no signal, prints nothing.
 */
import type { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { SERVO_LOW_US } from '../../rig/devices/firmata-limits.js';

/** What of firmata-io is used. Every call becomes bytes on the transport at once. */
export interface FirmataIo extends EventEmitter {
  readonly MODES: { readonly OUTPUT: number; readonly PWM: number };
  readonly ports: number[];
  pinMode(pin: number, mode: number): void;
  analogWrite(pin: number, value: number): void;
  digitalWrite(pin: number, value: number): void;
  i2cConfig(delayUs: number): void;
  i2cWrite(address: number, register: number, bytes: readonly number[]): void;
  i2cReadOnce(address: number, register: number, count: number, done: (bytes: number[]) => void): void;
  sysexCommand(message: readonly number[]): void;
}

/** What firmata-io wants of a line to a board. */
export interface FirmataTransport extends EventEmitter {
  write(bytes: Uint8Array, done?: () => void): void;
}

export interface Servo {
  to(pulseUs: number): void;
}

/** A board that has said what it can do. */
export interface JohnnyFive {
  readonly io: FirmataIo;
  /** A servo that is told its pulse [µs] instead of an angle; it starts at `startUs`. */
  servo(pin: number, startUs: number, longestUs: number): Servo;
  /**
   * A button between a pin and ground, or one that brings its pin to 5 V (`high`). johnny-five says an edge when 7 ms have
   * passed without another. `wasOpen`: the board has reported it open before; if it has not, the button was held when the
   * listening began.
   */
  button(pin: number, high: boolean, changed: (pressed: boolean, wasOpen: boolean) => void): void;
  /** A dial: its reading, the median of what came in the last 25 ms, whether it has changed or not. */
  dial(channel: number, reading: (value: number) => void): void;
  /** Puts away the timers of everything made here. */
  release(): void;
}

interface Timed {
  timer?: NodeJS.Timeout;
  reportVersionTimeoutId?: NodeJS.Timeout;
}
interface Sensor extends EventEmitter {
  readonly raw: number | null;
  disable(): void;
}
type Component<T> = new (options: object) => T;
interface Package {
  readonly Board: Component<EventEmitter & Timed>;
  readonly Servo: Component<Servo>;
  readonly Button: Component<EventEmitter>;
  readonly Sensor: Component<Sensor>;
}

const LIBRARY_LONGEST_US = 2400;
const DIAL_MS = 25;
const NEVER_MS = 2 ** 31 - 1;

/** Both packages know only `require`, and are read from disk here, not before. */
export function loadJohnnyFive(): (
  transport: FirmataTransport,
  failed: (error: Error) => void,
  ready: (board: JohnnyFive) => void,
) => { release(): void } {
  const require = createRequire(import.meta.url);
  const five = require('johnny-five') as Package;
  const { Firmata } = require('firmata-io') as {
    Firmata: new (transport: FirmataTransport, options: object) => FirmataIo & Timed;
  };

  return (transport, failed, ready) => {
    const io = new Firmata(transport, { reportVersionTimeout: NEVER_MS });
    clearTimeout(io.reportVersionTimeoutId);
    const board = new five.Board({ io, repl: false, debug: false, sigint: false, timeout: NEVER_MS });
    const sensors: Sensor[] = [];
    const buttons: { readonly pin: number; readonly open: number }[] = [];
    board.on('error', (error: unknown) =>
      failed(error instanceof Error ? error : new Error('johnny-five reports a fault')),
    );
    const release = () => {
      clearTimeout(board.timer);
      for (const sensor of sensors) sensor.disable();
      // A button that is down keeps a timer until it is up.
      for (const { pin, open } of buttons) io.emit(`digital-read-${pin}`, open);
      io.removeAllListeners();
    };
    board.on('ready', () =>
      ready({
        io,
        servo(pin, startUs, longestUs) {
          const range = [SERVO_LOW_US, Math.max(LIBRARY_LONGEST_US, longestUs)];
          // Its "degrees" are microseconds here: the map from one range to the same loses nothing.
          return new five.Servo({
            board,
            pin,
            pwmRange: range,
            degreeRange: range,
            range,
            startAt: startUs,
          });
        },
        button(pin, high, changed) {
          const button = new five.Button({ board, pin, pullup: !high, holdtime: NEVER_MS });
          const open = high ? 0 : 1;
          buttons.push({ pin, open });
          let wasOpen = false;
          // The first report of a port tells how its pins stand; johnny-five takes them for open before.
          io.on(`digital-read-${pin}`, (level: number) => {
            wasOpen ||= level === open;
          });
          button.on('down', () => changed(true, wasOpen));
          button.on('up', () => changed(false, true));
        },
        dial(channel, reading) {
          const sensor = new five.Sensor({ board, pin: `A${channel}`, freq: DIAL_MS });
          sensors.push(sensor);
          // Before the first reading it says 0.
          sensor.on('data', (value: number) => sensor.raw !== null && reading(value));
        },
        release,
      }),
    );
    transport.emit('open');
    return { release };
  };
}
