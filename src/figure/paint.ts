/** A drawing on a canvas. */
import { CORNERS, type Drawing, HALO, OUTLINE, strokeScale, strokesOf, TAG_RADIUS } from './look.js';
import type {
  LinePrimitive,
  MarkPrimitive,
  PolylinePrimitive,
  RectPrimitive,
  TextPrimitive,
} from './primitives.js';
import { TEXT_STYLES, type Theme } from './style.js';

/** What is used of a canvas' context; a CanvasRenderingContext2D has it all. */
export interface Surface {
  strokeStyle: unknown;
  fillStyle: unknown;
  lineWidth: number;
  lineJoin: unknown;
  globalAlpha: number;
  font: string;
  textAlign: unknown;
  textBaseline: unknown;
  setLineDash(dashes: number[]): void;
  beginPath(): void;
  closePath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  roundRect(x: number, y: number, width: number, height: number, radius: number): void;
  stroke(): void;
  fill(): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  strokeRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  strokeText(text: string, x: number, y: number): void;
  save(): void;
  restore(): void;
  translate(x: number, y: number): void;
  rotate(angle: number): void;
}

const SOLID: number[] = [];

/** Paints primitives over what is there; a ratio of device pixels is the caller's, by `scale` of the context. */
export function paint(surface: Surface, { primitives, em }: Drawing, theme: Theme): void {
  const scale = strokeScale(em);
  surface.save();
  surface.lineJoin = 'round';
  surface.textBaseline = 'alphabetic';
  for (const primitive of primitives)
    switch (primitive.kind) {
      case 'line':
      case 'polyline':
        paintLine(surface, primitive, theme, scale);
        break;
      case 'rect':
        paintRect(surface, primitive, theme, em, scale);
        break;
      case 'text':
        paintText(surface, primitive, theme, em);
        break;
      case 'mark':
        paintMark(surface, primitive, theme, scale);
    }
  surface.restore();
}

function paintLine(
  surface: Surface,
  primitive: LinePrimitive | PolylinePrimitive,
  theme: Theme,
  scale: number,
): void {
  surface.beginPath();
  if (primitive.kind === 'line') {
    surface.moveTo(primitive.x1, primitive.y1);
    surface.lineTo(primitive.x2, primitive.y2);
  } else {
    const { points, length } = primitive;
    let isDown = false;
    for (let i = 0; i + 1 < length; i += 2) {
      const x = points[i]!;
      if (Number.isNaN(x)) isDown = false;
      else if (isDown) surface.lineTo(x, points[i + 1]!);
      else {
        surface.moveTo(x, points[i + 1]!);
        isDown = true;
      }
    }
  }
  for (const { colour, width, dashes, opacity } of strokesOf(theme, primitive.role, primitive.ink)) {
    surface.strokeStyle = colour;
    surface.lineWidth = width * scale;
    surface.globalAlpha = opacity;
    surface.setLineDash(dashes.length === 0 ? SOLID : dashes.map((dash) => dash * scale));
    surface.stroke();
  }
  surface.globalAlpha = 1;
  surface.setLineDash(SOLID);
}

function paintRect(
  surface: Surface,
  { role, ink, x, y, width, height }: RectPrimitive,
  theme: Theme,
  em: number,
  scale: number,
): void {
  const colour = theme.colours[ink];
  if (role === 'hollow') {
    surface.strokeStyle = colour;
    surface.lineWidth = scale;
    surface.strokeRect(x, y, width, height);
    return;
  }
  surface.fillStyle = colour;
  if (role !== 'tag') {
    surface.fillRect(x, y, width, height);
    return;
  }
  surface.beginPath();
  surface.roundRect(x, y, width, height, TAG_RADIUS * em);
  surface.fill();
}

function paintText(
  surface: Surface,
  { role, ink, x, y, anchor, text, upright = false }: TextPrimitive,
  theme: Theme,
  em: number,
): void {
  const { weight, size } = TEXT_STYLES[role];
  surface.font = `${weight} ${size * em}px ${theme.family}`;
  surface.textAlign = anchor === 'middle' ? 'center' : anchor;
  if (upright) {
    surface.save();
    surface.translate(x, y);
    surface.rotate(-Math.PI / 2);
  }
  const [textX, textY] = upright ? [0, 0] : [x, y];
  if (ink !== 'room') {
    surface.strokeStyle = theme.colours.room;
    surface.lineWidth = HALO * em;
    surface.strokeText(text, textX, textY);
  }
  surface.fillStyle = theme.colours[ink];
  surface.fillText(text, textX, textY);
  if (upright) surface.restore();
}

function paintMark(
  surface: Surface,
  { shape, ink, hollow, x, y, radius }: MarkPrimitive,
  theme: Theme,
  scale: number,
): void {
  surface.beginPath();
  if (shape === 'disc') surface.arc(x, y, radius, 0, 2 * Math.PI);
  else {
    const corners: readonly number[] = CORNERS[shape];
    for (let i = 0; i < corners.length; i += 2) {
      const [cornerX, cornerY] = [x + radius * corners[i]!, y + radius * corners[i + 1]!];
      if (i === 0) surface.moveTo(cornerX, cornerY);
      else surface.lineTo(cornerX, cornerY);
    }
    surface.closePath();
  }
  surface.fillStyle = hollow ? theme.colours.room : theme.colours[ink];
  surface.fill();
  if (!hollow) return;
  surface.strokeStyle = theme.colours[ink];
  surface.lineWidth = OUTLINE * scale;
  surface.stroke();
}
