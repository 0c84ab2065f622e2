/**
 * The inner loops of the power series, in WebAssembly: two sites at a time, which JavaScript cannot say, and four times
 * as fast. kernel.wat is their source; this file gives them their memory.
 *
 * Numbers with a fraction go by memory: handed over, they may be put on the heap.
 */

import { KERNEL_BYTES } from './kernel-bytes.js';

/** What this file uses of WebAssembly: the model is built without the types of any platform. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

const PAGE_BYTES = 65_536;
/** Arrays begin at multiples of this: a pair of numbers is read at once. */
const ALIGNED_BYTES = 16;

/** Addresses are the `byteOffset` of arrays. A block is what series-memory.ts lays out. */
interface Loops {
  /** Order k of sites `from` up to, but not including, `to`. */
  order(block: number, k: number, from: number, to: number): void;
  /** Adds an array per site, over k, to order k. */
  add(block: number, k: number, from: number, to: number, added: number): void;
  /** The orders after k, which is there. @returns the highest order that matters. */
  expand(block: number, k: number): number;
  /** Where sites `from` up to, but not including, `to` are at the instant in the block, by orders up to `highest`. */
  evaluate(block: number, highest: number, from: number, to: number, into: number): void;
  /** How far those sites may come from their beginning at most. */
  swing(block: number, highest: number, from: number, to: number, into: number): void;
  /** The first of those sites that may reach a limit before the instant in the block; `to` if none does. */
  due(block: number, from: number, to: number, then: number, lower: number, upper: number): number;
}

let module: object | null = null;

/** The loops with a memory of their own, which cannot grow: arrays in it stay valid. */
export class Kernel {
  readonly loops: Loops;
  readonly #buffer: ArrayBuffer;
  #free = 0;

  /** @param bytes what will be asked for by `numbers` and `integers`, each rounded up to 16. */
  constructor(bytes: number) {
    // The loops may read one number behind the last array.
    const pages = Math.ceil((bytes + ALIGNED_BYTES) / PAGE_BYTES);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    module ??= new WebAssembly.Module(KERNEL_BYTES);
    const { exports } = new WebAssembly.Instance(module, { axon: { memory } });
    const { order, add, expand, evaluate, swing, due } = exports as Loops;
    // Into an object of a known shape: what an instance exports is looked up by name at every call.
    this.loops = { order, add, expand, evaluate, swing, due };
    this.#buffer = memory.buffer;
  }

  /** An array of zeros that the loops can see. @throws RangeError if the memory is used up. */
  numbers(length: number): Float64Array {
    return new Float64Array(this.#buffer, this.#take(8 * length), length);
  }

  /** Likewise, of 32 bits each. */
  integers(length: number): Int32Array {
    return new Int32Array(this.#buffer, this.#take(4 * length), length);
  }

  #take(bytes: number): number {
    const address = this.#free;
    this.#free += ALIGNED_BYTES * Math.ceil(bytes / ALIGNED_BYTES);
    return address;
  }
}
