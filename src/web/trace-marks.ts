/** What is drawn into the graph of the traces beside them, on account of looking back. */
import type uPlot from 'uplot';

const MOMENT = '#eeeae0';
const DASHES = [5, 5];

/** The moment that is looked at; at the edge of the graph where it lies before it. NaN: none [ms]. */
export function drawMoment(plot: uPlot, lookMs: number): void {
  if (Number.isNaN(lookMs)) return;
  const { ctx, bbox } = plot;
  const x = Math.max(bbox.left, Math.round(plot.valToPos(lookMs, 'x', true))) + 0.5;
  ctx.save();
  ctx.strokeStyle = MOMENT;
  ctx.lineWidth = 2;
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}

/**
 * What would have been: faint, behind the traces of the future that came instead.
 * @param ghost time [ms], then the potentials of each meter [mV]; empty if there is none.
 */
export function drawGhost(plot: uPlot, ghost: readonly Float64Array[], colours: readonly string[]): void {
  const [modelMs, ...meters] = ghost;
  if (modelMs === undefined || modelMs.length < 2) return;
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.globalAlpha = 0.4;
  ctx.lineWidth = 1.5;
  ctx.setLineDash(DASHES);
  for (const [k, potentialMv] of meters.entries()) {
    ctx.strokeStyle = colours[k]!;
    ctx.beginPath();
    for (let i = 0; i < modelMs.length; i++)
      ctx.lineTo(plot.valToPos(modelMs[i]!, 'x', true), plot.valToPos(potentialMv[i]!, 'mV', true));
    ctx.stroke();
  }
  ctx.restore();
}
