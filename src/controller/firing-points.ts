/** Points along an axon, in order: which of them can fire, and which are next to each other. */

export class FiringPoints {
  /** The compartment of each. */
  readonly compartments: Int32Array;
  /** 1 where something can fire; kept by who knows the treatments in force. */
  readonly able: Uint8Array;

  constructor(compartments: Iterable<number>) {
    this.compartments = Int32Array.from(new Set(compartments)).sort();
    this.able = new Uint8Array(this.count);
  }

  get count(): number {
    return this.compartments.length;
  }

  canFire(point: number): boolean {
    return this.able[point] === 1;
  }

  /** The next point that can fire, `by` 1 or −1; −1 if there is none. */
  next(point: number, by: 1 | -1): number {
    for (let other = point + by; other >= 0 && other < this.count; other += by)
      if (this.canFire(other)) return other;
    return -1;
  }

  /** The points on both sides of a compartment, or at it. */
  around(compartment: number): number[] {
    let behind = 0;
    while (behind < this.count && this.compartments[behind]! < compartment) behind++;
    if (this.compartments[behind] === compartment) return [behind];
    return [behind - 1, behind].filter((point) => point >= 0 && point < this.count);
  }

  /** How many points that can fire lie between a compartment and a point. */
  between(compartment: number, point: number): number {
    const at = this.compartments[point]!;
    const [low, high] = compartment < at ? [compartment, at] : [at, compartment];
    let some = 0;
    for (let k = 0; k < this.count; k++) {
      const other = this.compartments[k]!;
      if (other > low && other < high && this.canFire(k)) some++;
    }
    return some;
  }
}
