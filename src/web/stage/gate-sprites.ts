/** Every state of a gate, drawn once: square jaws for sodium, round ones for potassium, a ball, a cross, ions. */
import { BALL_SHARE } from '../geometry.js';
import { gateState, LOCKED, NONE_WORKS, OPEN, openShare, type Side } from './gates.js';
import { hiddenPen, type StageInk } from './pen.js';

/** Steps in which a gate of a membrane of rates opens. */
const OPENINGS = 4;
const COLUMNS = 3 + OPENINGS;

/** The column of the sheet for a byte of a picture: shut, locked, none works, then open by a quarter to all. */
export function spriteColumn(byte: number): number {
  const state = gateState(byte);
  if (state === LOCKED) return 1;
  if (state === NONE_WORKS) return 2;
  if (state !== OPEN) return 0;
  return 3 + Math.min(OPENINGS - 1, Math.floor(openShare(byte) * OPENINGS));
}

/** How much room a gate has: jaws, a bar for both jaws, or too little to draw it. */
export type GateSize = 'jaws' | 'bars' | 'none';

export function gateSize(apartPx: number): GateSize {
  return apartPx >= 9 ? 'jaws' : apartPx >= 4 ? 'bars' : 'none';
}

export interface GateSheet {
  readonly canvas: HTMLCanvasElement;
  /** Of one sprite, whose middle is that of the gate [px of the canvas]. */
  readonly width: number;
  readonly height: number;
}

interface Jaws {
  readonly pen: CanvasRenderingContext2D;
  readonly side: Side;
  /** Size of one jaw, and half the gate's height [CSS px]. */
  readonly jaw: number;
  readonly half: number;
}

/**
 * @param apartPx from gate to gate, and half the height of one [CSS px].
 * @param scale pixels of the canvas per CSS px.
 */
export function gateSheet(apartPx: number, half: number, scale: number, ink: StageInk): GateSheet {
  const wide = Math.min(apartPx, half * 1.5);
  const width = Math.ceil((wide + 2) * scale);
  const height = Math.ceil(2 * (half * (1 + BALL_SHARE) + 1) * scale);
  const pen = hiddenPen(width * COLUMNS, height * 2);
  const size = gateSize(apartPx);
  for (const [row, side] of (['sodium', 'potassium'] as const).entries())
    for (let column = 0; column < COLUMNS; column++) {
      pen.setTransform(scale, 0, 0, scale, (column + 0.5) * width, (row + 0.5) * height);
      pen.fillStyle = ink[side];
      const jaws: Jaws = { pen, side, jaw: wide * 0.27, half };
      if (size === 'bars') drawBar(jaws, column);
      else drawJaws(jaws, column, ink);
    }
  return { canvas: pen.canvas, width, height };
}

const ALPHA = { sodium: [0.55, 0.85, 0.4], potassium: [0.48, 0.48, 0.36] } as const;

/** How far apart the jaws stand, as a share of a jaw. */
function gapOf(column: number): number {
  if (column >= 3) return 0.35 + (0.9 * (column - 2)) / OPENINGS;
  return column === 1 ? 0.55 : 0.12;
}

function drawJaws({ pen, side, jaw, half }: Jaws, column: number, ink: StageInk): void {
  const gap = Math.max(0.5, jaw * gapOf(column));
  const round = side === 'sodium' ? Math.min(0.8, jaw / 4) : jaw / 2;
  pen.globalAlpha = ALPHA[side][column] ?? 0.7 + 0.3 * ((column - 2) / OPENINGS);
  pen.beginPath();
  pen.roundRect(-gap - jaw, -half, jaw, 2 * half, round);
  pen.roundRect(gap, -half, jaw, 2 * half, round);
  pen.fill();
  pen.globalAlpha = 1;
  if (column === 1 && side === 'sodium') {
    pen.beginPath();
    pen.arc(0, half - 0.5, Math.min(half * BALL_SHARE, jaw + gap), 0, 2 * Math.PI);
    pen.fill();
  }
  if (column === 2) drawCross(pen, Math.min(half * 0.5, jaw + gap), ink.plugged);
}

function drawCross(pen: CanvasRenderingContext2D, reach: number, colour: string): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 1.8;
  pen.lineCap = 'round';
  pen.beginPath();
  pen.moveTo(-reach, -reach);
  pen.lineTo(reach, reach);
  pen.moveTo(reach, -reach);
  pen.lineTo(-reach, reach);
  pen.stroke();
}

/** Where two jaws would run into one another: short and faint is shut, long and bright is open, a foot is locked. */
function drawBar({ pen, side, jaw, half }: Jaws, column: number): void {
  const wide = Math.max(1, jaw * 1.4);
  pen.globalAlpha = column >= 3 ? 0.7 + 0.3 * ((column - 2) / OPENINGS) : (ALPHA[side][column] ?? 1);
  const reach = column >= 3 ? half : column === 2 ? half * 0.3 : half * 0.75;
  pen.fillRect(-wide / 2, -reach, wide, 2 * reach);
  if (column === 1 && side === 'sodium') {
    pen.globalAlpha = 1;
    pen.fillRect(-wide, half * 0.6, 2 * wide, 2);
  }
  pen.globalAlpha = 1;
}

export interface IonSprites {
  readonly dot: HTMLCanvasElement;
  readonly arrow: HTMLCanvasElement;
}

/** An ion, and the point of an arrow: ink with a dark edge, so that they are seen over every LED. */
export function ionSprites(radius: number, scale: number, ink: StageInk): IonSprites {
  const reach = radius + 1.5;
  const dot = hiddenPen(2 * reach * scale, 2 * reach * scale);
  dot.setTransform(scale, 0, 0, scale, dot.canvas.width / 2, dot.canvas.height / 2);
  for (const [colour, r] of [[ink.ground, radius + 1] as const, [ink.ink, radius] as const]) {
    dot.fillStyle = colour;
    dot.beginPath();
    dot.arc(0, 0, r, 0, 2 * Math.PI);
    dot.fill();
  }
  const wide = 2.1 * radius;
  const arrow = hiddenPen(2 * (wide + 2) * scale, 2 * (wide + 1) * scale);
  arrow.setTransform(scale, 0, 0, scale, arrow.canvas.width / 2, arrow.canvas.height / 2);
  arrow.lineCap = arrow.lineJoin = 'round';
  for (const [colour, line] of [[ink.ground, 3.4] as const, [ink.ink, 1.7] as const]) {
    arrow.strokeStyle = colour;
    arrow.lineWidth = line;
    arrow.beginPath();
    arrow.moveTo(-wide, -wide / 2);
    arrow.lineTo(0, wide / 2);
    arrow.lineTo(wide, -wide / 2);
    arrow.stroke();
  }
  return { dot: dot.canvas, arrow: arrow.canvas };
}
