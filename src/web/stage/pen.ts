/** Canvases and colours to draw with. */

/** Twice is enough, and a phone's three times costs more than it shows. */
let finest = 2;
const COARSE = 1.5;

/** Pixels of a canvas per CSS px. */
export function screenScale(): number {
  return Math.min(finest, window.devicePixelRatio || 1);
}

/** A slow phone draws more frames so. @returns whether that changes anything on this screen. */
export function drawCoarsely(): boolean {
  const before = screenScale();
  finest = COARSE;
  return screenScale() !== before;
}

/** A pen on a canvas that is given this size [px of the canvas]. */
export function penOn(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  settings: CanvasRenderingContext2DSettings = {},
): CanvasRenderingContext2D {
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  const context = canvas.getContext('2d', settings);
  if (!context)
    throw new Error('This browser cannot draw on a canvas; any current Firefox, Chrome or Safari can.');
  return context;
}

/** A pen on a canvas that nobody sees. */
export function hiddenPen(
  width: number,
  height: number,
  settings: CanvasRenderingContext2DSettings = {},
): CanvasRenderingContext2D {
  return penOn(document.createElement('canvas'), width, height, settings);
}

/** The page's own colours, as a canvas takes them. */
export interface StageInk {
  readonly ink: string;
  readonly warm: string;
  readonly sodium: string;
  readonly potassium: string;
  readonly plugged: string;
  readonly line: string;
  readonly ground: string;
}

/** As the styles have them now: another theme, or forced colours, has others. */
export function stageInk(scene: Element): StageInk {
  const style = getComputedStyle(scene);
  const token = (name: string) => style.getPropertyValue(name).trim() || style.color;
  return {
    ink: token('--ink'),
    warm: token('--warm'),
    sodium: token('--na'),
    potassium: token('--k'),
    plugged: token('--ttx'),
    line: token('--edge'),
    ground: token('--room'),
  };
}
