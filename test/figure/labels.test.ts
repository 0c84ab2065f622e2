/** Where a label goes when every place is in the way of something. */
import { expect, it } from 'vitest';
import { LabelPlacer } from '../../src/figure/labels.js';
import { Pen } from '../../src/figure/pen.js';
import { plotOf } from '../../src/figure/plot.js';
import { graphOf } from './graphs.js';

it('crosses the line of the handle at 45 px rather than covering a name from 52 px on', () => {
  const plot = { ...plotOf(graphOf()), left: 0, right: 100, top: 0, bottom: 60 };
  const own = new Pen();
  const handle = { left: 45, right: 45, top: 0, bottom: 60 };
  const name = { left: 52, right: 100, top: 0, bottom: 60 };
  const request = { key: 'yellow', width: 40, height: 12, own, at: { x: 50, y: 30 } };
  const around = { pens: [own], ghosts: [], levels: [], taken: [handle, name] };
  const [placed] = new LabelPlacer().place([request], around, plot, 10);
  expect(placed!.right).toBeLessThanOrEqual(50);
});
