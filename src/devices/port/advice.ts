/** How to do what a sentence about a board asks for, where it is read: on a terminal, or on a page. */
export interface Advice {
  /** What to do when a board is gone: a sentence. */
  readonly plugIn: string;
  /** Our firmware onto the board: a sentence. */
  readonly flash: string;
  /** The same behind "If that does not help: ". */
  readonly orFlash: string;
  /** Our firmware for a slow line: behind "If that does not help: ". */
  readonly orFlashSlow: string;
  /** Behind "Its firmware is older than ours, 0.1.0: ". */
  readonly flashNewer: string;
  /** Behind "but its firmware is too old for that: ", without an end. */
  readonly flashOurs: string;
  /** What a board with Firmata is good for, by the rig file that fits it best. */
  readonly firmata: (rig: string) => string;
}

export const ON_A_TERMINAL: Advice = {
  plugIn: 'Plug it in and it goes on by itself.',
  flash: 'Put the firmware on it: "npx axon-rig flash".',
  orFlash: 'put the firmware on it: "npx axon-rig flash".',
  orFlashSlow:
    'write "baud: 115200" under "device" in the rig file, and run "npx axon-rig flash" with that file.',
  flashNewer: 'stop the rig, and "npx axon-rig flash" puts that on the board.',
  flashOurs: 'stop the rig, and "axon-rig flash" puts ours on it',
  firmata: (rig) =>
    `Use it as it is with a rig of kind firmata: "npx axon-rig run ${rig}". Or put our firmware on it: "npx axon-rig flash".`,
};
