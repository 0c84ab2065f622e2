/** A kind of device as it would stand in a folder of `src/devices/`: all that is its own, and nothing else. */
import { z } from 'zod';
import type { Capabilities, LineReport } from '../../../src/devices/device.js';
import { InputIds } from '../../../src/devices/input-ids.js';
import {
  type Driver,
  type KeptDevice,
  keptDevice,
  type Look,
  type Reports,
  type Served,
} from '../../../src/devices/keeper.js';
import type { PictureSlot } from '../../../src/devices/picture-slot.js';
import type { Timers } from '../../../src/devices/timers.js';
import { onAbort } from '../../../src/devices/waiting.js';
import { section } from '../../../src/files/fields.js';
import type { Rig } from '../../../src/rig/index.js';
import { US_PER_MS } from '../../../src/units.js';
import type { FromToy, ToyBoard, ToyLine } from './board.js';

/** Its line of the rig file's schema. */
export const toySchema = section(
  {
    kind: z.literal('toy').describe('A board in memory'),
    port: z.string().describe('Name of the board'),
  },
  'A board in memory',
  'device: {kind: toy, port: desk}',
);

/** What is plugged in, by name. */
export const desk = new Map<string, ToyBoard>();

export function toyFromRig(
  rig: Omit<Rig, 'device'> & { readonly device: z.output<typeof toySchema> },
  timers: Timers,
) {
  const { light, needles, buttons, dials, device } = rig;
  const fitted = (parts: object) => Object.values(parts).filter((part) => part !== null).length;
  const capabilities = {
    ledCount: light.ledCount,
    needleCount: fitted([needles.blue, needles.yellow]),
    buttonCount: fitted(buttons),
    dialCount: fitted(dials),
  };
  return createToyDevice(device.port, capabilities, timers);
}

export function createToyDevice(
  path: string,
  capabilities: Capabilities,
  timers: Timers,
): KeptDevice<ToyStats> {
  return keptDevice(capabilities, timers, (reports, slot) => new ToyDriver(path, timers, reports, slot));
}

type ToyStats = ToyDriver['stats'];

class ToyDriver implements Driver<ToyBoard, ToyStats> {
  readonly stats = {
    picturesOffered: 0,
    picturesSent: 0,
    picturesSuperseded: 0,
    rejected: 0,
    resent: 0,
    reconnects: 0,
  };
  readonly telling = [];
  readonly openingWords: string;
  readonly #path: string;
  readonly #timers: Timers;
  readonly #reports: Reports;
  readonly #slot: PictureSlot;
  readonly #ids = new InputIds();
  #line: ToyLine | undefined;
  /** Until the board has shown the picture before. */
  #isBusy = false;

  constructor(path: string, timers: Timers, reports: Reports, slot: PictureSlot) {
    this.#path = path;
    this.#timers = timers;
    this.#reports = reports;
    this.#slot = slot;
    this.openingWords = `Looking for the toy "${path}".`;
  }

  line(): LineReport {
    const rows = [['sent', String(this.stats.picturesSent)]] as const;
    return { summary: this.#line ? 'a toy' : 'no board', groups: [{ title: 'Pictures', rows }] };
  }

  async look(): Promise<Look<ToyBoard>> {
    const board = desk.get(this.#path);
    if (board?.plugged) return { kind: 'board', board };
    return { kind: 'none', faults: [{ fault: 'no-port', words: `There is no toy "${this.#path}".` }] };
  }

  serve(board: ToyBoard, signal: AbortSignal): Promise<Served> {
    return new Promise((resolve) => {
      let forget = () => {};
      const end = (served: Served) => {
        forget();
        this.#line = undefined;
        resolve(served);
      };
      this.#isBusy = false;
      this.#line = board.open(
        (said) => this.#hear(said),
        () => end({ kind: 'lost', fault: this.#reports.unplugged(this.#path) }),
      );
      this.#reports.ready(`The toy "${this.#path}" is ready.`, 'It comes and goes.');
      this.#slot.refresh();
      this.supply();
      forget = onAbort(signal, () => {
        this.#line?.close();
        end({ kind: 'parted', words: 'The toy is dark, its needles at rest.' });
      });
    });
  }

  supply(): void {
    if (!this.#line || this.#isBusy || this.#slot.state !== 'fresh') return;
    this.#isBusy = true;
    this.#slot.take();
    this.stats.picturesSent++;
    this.#line.show(this.#slot);
  }

  #hear(said: FromToy): void {
    const atUs = Math.trunc(this.#timers.nowMs() * US_PER_MS) >>> 0;
    switch (said.say) {
      case 'shown':
        this.#isBusy = false;
        this.#ids.confirm(said.inputId, atUs, (id, us) => this.#reports.latency(id, us));
        this.supply();
        break;
      case 'button': {
        const { button, pressed } = said;
        this.#reports.input({
          kind: 'button',
          id: this.#ids.next(atUs),
          button,
          pressed,
          deviceUs: atUs,
        });
        break;
      }
      case 'dial': {
        const { dial, position } = said;
        this.#reports.input({ kind: 'dial', id: this.#ids.next(atUs), dial, position, deviceUs: atUs });
        break;
      }
    }
  }
}
