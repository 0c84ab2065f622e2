/** Of figures in their order, the smallest first [ms]. */
export function quantiles(sorted: readonly number[]): string {
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
  return `median ${at(0.5).toFixed(0)} ms, 99 % ${at(0.99).toFixed(0)} ms, worst ${at(1).toFixed(0)} ms`;
}
