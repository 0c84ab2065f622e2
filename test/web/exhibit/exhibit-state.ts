/** What the page is told of an exhibit as rigs/exhibit.yaml has it. */
import type { PageExhibit } from '../../../src/server/messages.js';

export const EXHIBIT: PageExhibit = {
  type: 'exhibit',
  phase: { kind: 'attracting' },
  zone: null,
  visitors: ['stimulate', 'lens', 'lesson', 'language'],
  languages: ['en', 'de'],
  volume: 0.5,
  trail: 'science-fair',
  lens: { slow: 500, real: 1 },
};
