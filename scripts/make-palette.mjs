#!/usr/bin/env node
/**
 * Computes the palette once and writes it where page, controller and board find it:
 *
 *   node scripts/make-palette.mjs           writes both files
 *   node scripts/make-palette.mjs --check   writes nothing, exit 1 if a file differs
 *
 * - src/display/palette-table.ts: two tables of 33 stops as linear light at full brightness, 0 to 1
 * - firmware/axon-rig-uno/palette.h: the first at the default brightness, as PWM counts in flash
 *
 * How the colours of the whole scale were chosen. OKLab lightness (Ottosson 2020) rises with every level, so more
 * millivolts always look like more, and dimming keeps it so: OKLab is homogeneous, light times b is L times the cube
 * root of b. It rises faster just above rest than on average, since a step of PWM is coarse there and a small signal
 * small. Hue says on which side the membrane is: cold colours while the inside is negative (violet below rest, azure
 * at rest, teal on the way up), warm ones above 0 mV (amber, then cream). Blue against amber is the one contrast that
 * protanopia and deuteranopia leave; the red in the violet and the fall from teal to amber serve tritanopia. Rest has
 * green in it: for the same current green is ten times as bright as blue. No colour is a saturated red (WCAG 2.2, "red
 * flash": R/(R+G+B) >= 0.8).
 *
 * The magnified one spends what there is on the 22 mV above rest, for an axon whose channels are off. At rest it is
 * the whole scale's own colour; up it goes through lilac to orchid, which the whole scale has nowhere, so its brightest
 * is no action potential's; down it is a darker azure and never violet, so lilac is never taken for "below rest".
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

/** Level of rest, −70 mV: both tables have the same stop there. */
const REST_LEVEL = 40;

/** Lightness, chroma and hue [degrees] of OKLCH at some levels; in between they go straight through OKLab. */
const WHOLE = [
  { level: 0, l: 0.18, chroma: 0.08, hue: 306 }, // −92 mV: violet, almost dark
  { level: 22, l: 0.26, chroma: 0.105, hue: 296 }, // −80 mV: violet, the trough
  { level: REST_LEVEL, l: 0.357, chroma: 0.081, hue: 241 }, // −70 mV: azure, rest
  { level: 60, l: 0.446, chroma: 0.1, hue: 225 }, // −59 mV
  { level: 80, l: 0.497, chroma: 0.09, hue: 223 }, // −48 mV
  { level: 113, l: 0.574, chroma: 0.083, hue: 198 }, // −30 mV: teal
  { level: 167, l: 0.68, chroma: 0.108, hue: 141 }, // 0 mV: green
  { level: 204, l: 0.79, chroma: 0.139, hue: 82 }, // +20 mV: amber
  { level: 240, l: 0.873, chroma: 0.068, hue: 84 }, // +40 mV: cream, the peak
  { level: 256, l: 0.898, chroma: 0.065, hue: 88 }, // just beyond the scale: nearly white
];
const MAGNIFIED = [
  { level: 0, l: 0.15, chroma: 0.03, hue: 241 }, // 22 mV below rest: almost dark
  { level: 32, l: 0.245, chroma: 0.055, hue: 241 },
  { level: REST_LEVEL, l: 0.357, chroma: 0.081, hue: 241 }, // rest, as on the whole scale
  { level: 48, l: 0.487, chroma: 0.125, hue: 262 }, // 4.4 mV above it: periwinkle
  { level: 56, l: 0.58, chroma: 0.14, hue: 278 },
  { level: 64, l: 0.657, chroma: 0.14, hue: 290 }, // 13.2 mV: lilac
  { level: 72, l: 0.717, chroma: 0.135, hue: 302 },
  { level: 80, l: 0.762, chroma: 0.12, hue: 312 }, // 22 mV: orchid, and so is all above
  { level: 256, l: 0.762, chroma: 0.12, hue: 312 },
];

const STOPS = 33;
const STEP = 8;
const LAST_LEVEL = STEP * (STOPS - 1);

/** 33 × [R, G, B], linear light, 0 to 1, five decimals. */
function computeTable(landmarks) {
  const toLinear = converter('lrgb');
  const colourAt = interpolate(
    landmarks.map(({ level, l, chroma, hue }) => [
      { mode: 'oklch', l, c: chroma, h: hue },
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

const rowsOf = (table) =>
  table
    .map(
      (stop, index) =>
        `  ${stop.map((light) => (light === 0 ? '0' : light.toFixed(5)).padStart(7)).join(', ')}, // ${STEP * index}: ${potentialOf(index)}`,
    )
    .join('\n');

function tableSource(whole, magnified) {
  return `/**
 * ${GENERATED}
 *
 * 33 palette stops each, one every ${STEP} levels: R, G, B as linear light at full brightness, 0 to 1.
 */

/** The whole scale. */
// biome-ignore format: one stop a line
export const WHOLE_TABLE: readonly number[] = [
${rowsOf(whole)}
];

/** The same light spent on the 22 mV above rest, of an axon that rests at −70 mV. */
// biome-ignore format: one stop a line
export const MAGNIFIED_TABLE: readonly number[] = [
${rowsOf(magnified)}
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
  const whole = computeTable(WHOLE);
  return [
    { path: 'src/display/palette-table.ts', text: tableSource(whole, computeTable(MAGNIFIED)) },
    { path: 'firmware/axon-rig-uno/palette.h', text: headerSource(whole) },
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
