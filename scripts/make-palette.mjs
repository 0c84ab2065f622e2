#!/usr/bin/env node
/**
 * Computes the palette once and writes it where page, controller and board find it:
 *
 *   node scripts/make-palette.mjs           writes both files
 *   node scripts/make-palette.mjs --check   writes nothing, exit 1 if a file differs
 *
 * - src/display/palette-table.ts: 33 stops as linear light at full brightness, 0 to 1
 * - firmware/axon-rig-uno/palette.h: the same at the default brightness, as PWM counts in flash
 *
 * How the colours were chosen. Lightness (OKLab L, Ottosson 2020) rises by the same amount with every level, so
 * equal millivolts look like equal steps, and dimming keeps it so: OKLab is homogeneous, light times b is L
 * times the cube root of b. Hue says on which side the membrane is: cold colours while the inside is negative
 * (violet below rest, blue at rest, teal on the way up), warm ones above 0 mV (amber, then nearly white). Blue
 * against amber is the one contrast that protanopia and deuteranopia leave; the red in the violet and the fall
 * from teal to amber serve tritanopia. No colour is a saturated red (WCAG 2.2, "red flash": R/(R+G+B) >= 0.8).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { argv, exit, stderr } from 'node:process';
import { fileURLToPath } from 'node:url';
import { clampChroma, converter, interpolate } from 'culori';

/**
 * Brightness of a rig that says nothing else. 60 LEDs at rest with the two action potentials of one press in the
 * middle then need 198 mA in the worst case, so the 200 mA of a USB port are not the limit in an ordinary lesson.
 */
const DEFAULT_BRIGHTNESS = 0.38;

/** OKLab lightness at the first and at the last stop. */
const DARKEST = 0.165;
const LIGHTEST = 0.955;

/** Chroma and hue [degrees] of OKLCH at some levels; in between they go straight through OKLab. */
const LANDMARKS = [
  { level: 0, chroma: 0.084, hue: 306 }, // −92 mV: violet, almost dark
  { level: 22, chroma: 0.105, hue: 296 }, // −80 mV: violet, the trough
  { level: 40, chroma: 0.135, hue: 268 }, // −70 mV: dim blue, rest
  { level: 67, chroma: 0.136, hue: 257 }, // −55 mV: blue, threshold
  { level: 113, chroma: 0.09, hue: 222 }, // −30 mV: teal
  { level: 167, chroma: 0.105, hue: 160 }, // 0 mV: sea green
  { level: 204, chroma: 0.135, hue: 80 }, // +20 mV: amber
  { level: 240, chroma: 0.075, hue: 82 }, // +40 mV: cream, the peak
  { level: 256, chroma: 0.045, hue: 88 }, // just beyond the scale: nearly white
];

const STOPS = 33;
const STEP = 8;
const LAST_LEVEL = STEP * (STOPS - 1);

/** 33 × [R, G, B], linear light, 0 to 1, five decimals. */
function computeTable() {
  const toLinear = converter('lrgb');
  const colourAt = interpolate(
    LANDMARKS.map(({ level, chroma, hue }) => [
      { mode: 'oklch', l: DARKEST + ((LIGHTEST - DARKEST) * level) / LAST_LEVEL, c: chroma, h: hue },
      level / LAST_LEVEL,
    ]),
    'oklab',
  );
  return Array.from({ length: STOPS }, (_, stop) => {
    // clampChroma keeps lightness and hue of the few blues that an LED of these primaries cannot show.
    const { r, g, b } = toLinear(clampChroma(colourAt((stop * STEP) / LAST_LEVEL), 'oklch'));
    return [r, g, b].map((light) => Number(Math.min(1, Math.max(0, light)).toFixed(5)));
  });
}

const GENERATED = 'Written by scripts/make-palette.mjs; edit that and run it again.';
const potentialOf = (stop) => `${(-92 + 0.55 * STEP * stop).toFixed(1)} mV`;

function tableSource(table) {
  const rows = table.map(
    (stop, index) =>
      `  ${stop.map((light) => (light === 0 ? '0' : light.toFixed(5)).padStart(7)).join(', ')}, // ${STEP * index}: ${potentialOf(index)}`,
  );
  return `/**
 * ${GENERATED}
 *
 * 33 palette stops, one every ${STEP} levels: R, G, B as linear light at full brightness, 0 to 1.
 */
// biome-ignore format: one stop a line
export const PALETTE_TABLE: readonly number[] = [
${rows.join('\n')}
];

/** Brightness of a rig that says nothing else, 0 to 1. */
export const DEFAULT_BRIGHTNESS = ${DEFAULT_BRIGHTNESS};
`;
}

function headerSource(table) {
  const rows = table.map((stop, index) => {
    const counts = stop.map((light) => String(Math.round(255 * DEFAULT_BRIGHTNESS * light)).padStart(3));
    return `    ${counts.join(', ')},  // ${STEP * index}: ${potentialOf(index)}`;
  });
  return `// ${GENERATED}
//
// The palette at power-up: 33 stops, one every ${STEP} levels, R, G, B as PWM counts (linear light) at brightness
// ${DEFAULT_BRIGHTNESS}. A PALETTE message replaces it.
#pragma once

#include <stdint.h>

#include "flash.h"

static const uint8_t DEFAULT_PALETTE[${3 * STOPS}] PROGMEM = {
${rows.join('\n')}
};
`;
}

const inProject = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** What belongs into which file. */
export function paletteFiles() {
  const table = computeTable();
  return [
    { path: 'src/display/palette-table.ts', text: tableSource(table) },
    { path: 'firmware/axon-rig-uno/palette.h', text: headerSource(table) },
  ];
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  for (const { path, text } of paletteFiles()) {
    if (!argv.includes('--check')) {
      writeFileSync(inProject(path), text);
    } else if (readFileSync(inProject(path), 'utf8') !== text) {
      stderr.write(`${path} is not what scripts/make-palette.mjs writes: run it again\n`);
      exit(1);
    }
  }
}
