import type { Rig } from '../rig/index.js';

export type DeviceKind = Rig['device']['kind'];

/** A rig whose device is of this kind. */
export type RigOf<Kind extends DeviceKind> = Rig & {
  readonly device: Extract<Rig['device'], { readonly kind: Kind }>;
};
