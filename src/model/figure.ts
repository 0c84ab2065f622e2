/** A figure with as many digits as one reads: at most `digits` that count, no trailing zeros. */
export function figure(value: number, digits = 4): string {
  return String(Number(value.toPrecision(digits))).replace('-', '−');
}
