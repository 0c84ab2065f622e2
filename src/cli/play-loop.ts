/**
 * Shows a saved recording on a device, 60 times a second: the potentials of its LEDs become those of this rig's, and
 * the flash limit and the current limit act as they do live. It begins when the device is ready for the first time.
 */
import { PICTURE_MS } from '../controller/contract.js';
import type { Device, DeviceState } from '../devices/device.js';
import type { Timers } from '../devices/timers.js';
import type { Stage } from '../display/stage.js';
import type { RecordedPicture } from '../recording/format.js';
import type { Playback } from '../recording/playback.js';

export interface PlayLoopParts {
  readonly device: Device;
  readonly stage: Stage;
  readonly timers: Timers;
  /** The recording from its beginning. */
  open(): Playback;
  /** Begins again at the end, without one. */
  readonly repeat: boolean;
  state(state: DeviceState): void;
  /** `round` counts from 1. */
  shown(picture: RecordedPicture, round: number): void;
  /** It has been played to its end. */
  ended(): void;
  /** Something threw; the loop has ended. */
  crashed(error: unknown): void;
}

export interface PlayLoop {
  start(): void;
  /** Ends it; strip dark, needles at rest. */
  close(): Promise<void>;
}

export function createPlayLoop(parts: PlayLoopParts): PlayLoop {
  const { device, stage, timers } = parts;
  const meterMv: [number, number] = [0, 0];
  let playback: Playback | undefined;
  let round = 0;
  let startMs = 0;
  let nextMs = 0;
  let cancel = (): void => {};
  let closing: Promise<void> | undefined;

  function beginRound(nowMs: number): Playback {
    round++;
    startMs = nowMs;
    playback = parts.open();
    return playback;
  }

  function show(picture: RecordedPicture, nowMs: number): void {
    meterMv[0] = picture.blueMv;
    meterMv[1] = picture.yellowMv;
    const { levels, rgb, needleLevels } = stage.render(picture.potentialMv, meterMv, nowMs);
    device.show({ levels, rgb, needleLevels, inputId: 0 });
    parts.shown(picture, round);
  }

  function tick(): void {
    const nowMs = timers.nowMs();
    // What is due before the middle of this picture and the next: rounding of times then leaves none out.
    let picture = playback!.at(nowMs - startMs + PICTURE_MS / 2);
    if (picture === undefined && parts.repeat) picture = beginRound(nowMs).at(0);
    if (picture === undefined) {
      parts.ended();
      return;
    }
    show(picture, nowMs);
    nextMs = Math.max(nextMs + PICTURE_MS, nowMs);
    cancel = timers.after(nextMs - nowMs, guardedTick);
  }

  function guardedTick(): void {
    if (closing) return;
    try {
      tick();
    } catch (error) {
      parts.crashed(error);
    }
  }

  return {
    start() {
      device.open({
        input() {},
        state(state) {
          parts.state(state);
          if (state.kind !== 'ready' || playback !== undefined || closing) return;
          nextMs = timers.nowMs();
          try {
            beginRound(nextMs);
          } catch (error) {
            parts.crashed(error);
            return;
          }
          cancel = timers.after(0, guardedTick);
        },
      });
    },
    close() {
      cancel();
      closing ??= device.close();
      return closing;
    },
  };
}
