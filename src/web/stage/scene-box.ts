/** The element that the axon is drawn in: its size, and where it stands on the screen. */
import type { SceneSize } from './layout.js';

export function sceneSize(scene: HTMLElement): SceneSize {
  const { clientWidth: width, clientHeight: height } = scene;
  const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  return { width, height, remPx };
}

/** Puts it on whole pixels: a browser without a graphics card blends what lies between two of them several times as slowly. */
export function snap(scene: HTMLElement): void {
  const { style } = scene;
  style.top = style.left = '';
  const { top, left } = scene.getBoundingClientRect();
  const off = (at: number) => `${(Math.round(at) - at).toFixed(4)}px`;
  style.top = off(top + window.scrollY);
  style.left = off(left + window.scrollX);
}

export function isSame(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
