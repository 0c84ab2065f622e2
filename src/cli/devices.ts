/**
 * From a rig file's `device` to a device: the one place that knows the concrete ones. Each is loaded only when a rig
 * asks for it, so that the virtual rig starts fast and runs where no port can be opened.
 */
import type { Device } from '../devices/device.js';
import type { DeviceKind, RigOf } from '../devices/rig-of.js';
import type { Timers } from '../devices/timers.js';
import type { Rig } from '../rig/index.js';
import { UserError } from './terminal.js';

type MakeDevice<R> = (rig: R, timers: Timers) => Device;

/** Loads what makes a device of a kind; it is only ever given a rig of that kind. */
type LoadKind<R = never> = () => Promise<MakeDevice<R>>;

/** Loads what opens ports; throws UserError on a computer that has no code for them. */
export function withPort<T>(load: () => Promise<T>): () => Promise<T> {
  return async () => {
    const { noBuildWords } = await import('../devices/system/build.js');
    const words = await noBuildWords();
    if (words !== undefined) throw new UserError(words);
    return load();
  };
}

/** One line a kind. */
export const DEVICE_KINDS = {
  virtual: async () => (await import('../devices/virtual/from-rig.js')).virtualFromRig,
  serial: withPort(async () => {
    const [{ serialFromRig }, { systemPorts }] = await Promise.all([
      import('../devices/serial/from-rig.js'),
      import('../devices/system/ports.js'),
    ]);
    return (rig: RigOf<'serial'>, timers: Timers) => serialFromRig(rig, timers, systemPorts);
  }),
  firmata: withPort(async () => (await import('../devices/firmata/from-rig.js')).firmataFromRig),
} satisfies { readonly [Kind in DeviceKind]: LoadKind<RigOf<Kind>> };

/** A device of the rig. Parameters as of `deviceMaker`. */
export async function createDevice(...of: Parameters<typeof deviceMaker>): Promise<Device> {
  return (await deviceMaker(...of))();
}

/**
 * What makes a device of the rig, as often as it is asked.
 * @param port typed on the command line; it overrides the rig file's.
 */
export async function deviceMaker(
  rig: Rig,
  port: string | undefined,
  timers: Timers,
  kinds: Readonly<Record<string, LoadKind>> = DEVICE_KINDS,
): Promise<() => Device> {
  const { device } = rig;
  if (port !== undefined && !('port' in device))
    throw new UserError(
      `--port ${port}: this rig is ${device.kind} and has no port; choose a rig with a board, for instance "npx axon-rig run uno-60 --port ${port}"`,
    );
  const make = await kinds[device.kind]!();
  const wanted = port === undefined ? rig : { ...rig, device: { ...device, port } };
  return () => make(wanted as never, timers);
}
