import type { Shipped } from '../src/browser/rig/shipped.js';

export function shippedOf(top: string): Shipped;
