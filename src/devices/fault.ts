/** What is wrong with a device, as a value: a code for programs, a sentence for people. */

/** What may be wrong with any device at a port, whatever is to be there. A device has codes of its own beside these. */
export type PortCode =
  | 'no-port'
  | 'port-taken'
  | 'modem-manager'
  | 'brltty'
  | 'no-permission'
  /** The port has just appeared, and its rights may be on their way. */
  | 'no-permission-yet'
  | 'port-error'
  | 'unplugged'
  /** The board cannot do what the rig wants. */
  | 'refused'
  /** It has stopped answering. */
  | 'silent'
  /** It never gets as far as its first picture. */
  | 'restarting';

export interface Fault<Code extends string = string> {
  readonly fault: Code;
  readonly words: string;
  /** Told on while its port is not there, which says no more than that. */
  readonly stands?: true;
}

export type PortFault = Fault<PortCode>;

/** Of several faults the one to tell: by the order of their codes, or else the first. */
export function tellingOf<F extends Fault>(faults: readonly F[], codes: readonly string[]): F {
  const code = codes.find((some) => faults.some(({ fault }) => fault === some));
  return faults.find(({ fault }) => fault === code) ?? faults[0]!;
}
