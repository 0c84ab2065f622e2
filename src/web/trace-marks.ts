/** What is drawn into the graph of the traces beside them, on account of looking back. */
import type uPlot from 'uplot';

const MOMENT = '#eeeae0';
const DASHES = [7, 5];
const INK = '#a9b1bc';
/** Beside the ghost, so that nobody takes it for what is. */
export const GHOST_WORDS = 'as it was before';

/** The moment that is looked at; NaN: none [ms]. */
export function drawMoment(plot: uPlot, lookMs: number): void {
  if (Number.isNaN(lookMs)) return;
  const { ctx, bbox } = plot;
  const x = Math.round(plot.valToPos(lookMs, 'x', true)) + 0.5;
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
 * @param ghost time [ms], then the potentials of each meter [mV]; undefined if there is none.
 */
export function drawGhost(
  plot: uPlot,
  ghost: readonly Float64Array[] | undefined,
  colours: readonly string[],
  fontPx: number,
  family: string,
): void {
  const [modelMs, ...meters] = ghost ?? [];
  if (modelMs === undefined || modelMs.length < 2) return;
  const { ctx, bbox } = plot;
  const { min = 0, max = 0 } = plot.scales.x!;
  if (modelMs[0]! > max! || modelMs.at(-1)! < min!) return;
  const ratio = window.devicePixelRatio || 1;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.globalAlpha = 0.5;
  ctx.lineWidth = 2 * ratio;
  ctx.setLineDash(DASHES);
  for (const [k, potentialMv] of meters.entries()) {
    ctx.strokeStyle = colours[k]!;
    ctx.beginPath();
    for (let i = 0; i < modelMs.length; i++)
      ctx.lineTo(plot.valToPos(modelMs[i]!, 'x', true), plot.valToPos(potentialMv[i]!, 'mV', true));
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
  ctx.setLineDash([]);
  ctx.font = `${Math.round(fontPx * ratio)}px ${family}`;
  ctx.textAlign = 'right';
  ctx.textBaseline = 'top';
  ctx.fillStyle = INK;
  ctx.fillText(`┄ ${GHOST_WORDS}`, bbox.left + bbox.width - 6 * ratio, bbox.top + 4 * ratio);
  ctx.restore();
}
