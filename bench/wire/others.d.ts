/** What the bench uses of three packages that bring no types. */

declare module 'firmata-io' {
  import type { EventEmitter } from 'node:events';

  export class Firmata extends EventEmitter {
    constructor(transport: EventEmitter, options?: { readonly reportVersionTimeout?: number });
    readonly MODES: { readonly PULLUP: number };
    pinMode(pin: number, mode: number): void;
    digitalRead(pin: number, listener: (value: 0 | 1) => void): void;
  }
  const firmata: { readonly Firmata: typeof Firmata };
  export default firmata;
}

declare module 'johnny-five' {
  import type { EventEmitter } from 'node:events';
  import type { Firmata } from 'firmata-io';

  interface BoardOptions {
    readonly io: Firmata;
    readonly repl: false;
    readonly debug: false;
    readonly sigint: false;
    readonly timeout: number;
  }
  class Board extends EventEmitter {
    constructor(options: BoardOptions);
  }
  class Servo {
    constructor(options: { readonly pin: number; readonly board: Board });
    to(degrees: number): void;
  }
  const five: { readonly Board: typeof Board; readonly Servo: typeof Servo };
  export default five;
}

declare module 'node-pixel' {
  import type { EventEmitter } from 'node:events';
  import type five from 'johnny-five';

  interface StripOptions {
    readonly board: InstanceType<typeof five.Board>;
    readonly controller: 'FIRMATA';
    readonly data: number;
    readonly length: number;
    readonly gamma: number;
  }
  class Strip extends EventEmitter {
    constructor(options: StripOptions);
    pixel(led: number): { color(rgb: number[]): void };
    show(): void;
  }
  const pixel: { readonly Strip: typeof Strip };
  export default pixel;
}
