/** Nernst's equation, and the constants of nature it needs (CODATA 2018). */

import { requireNumber, requirePositive } from './require.js';

/** Gas constant [J/(mol·K)]. */
const GAS_CONSTANT = 8.314462618;
/** Faraday's constant [C/mol]. */
export const FARADAY = 96485.33212;

const KELVIN_AT_ZERO_C = 273.15;

/** RT/F: what a factor e of concentration is worth [mV]. */
export function thermalMv(temperatureC: number): number {
  return (1000 * GAS_CONSTANT * (temperatureC + KELVIN_AT_ZERO_C)) / FARADAY;
}

/** What a factor of ten of concentration is worth [mV]: 58.17 at 20 °C. ModelRefusal for a temperature as below. */
export function nernstPerDecadeMv(temperatureC: number): number {
  requireTemperature(temperatureC);
  return thermalMv(temperatureC) * Math.LN10;
}

/**
 * Potential at which an ion of one positive charge is in balance [mV]; concentrations in the same unit. ModelRefusal for
 * concentrations that are not above 0, and for a temperature that is not from −273.15 to 1000 °C.
 */
export function nernstMv(outside: number, inside: number, temperatureC: number): number {
  requirePositive(['outside'], outside, '');
  requirePositive(['inside'], inside, '');
  requireTemperature(temperatureC);
  return thermalMv(temperatureC) * (Math.log(outside) - Math.log(inside));
}

function requireTemperature(temperatureC: number): void {
  requireNumber(['temperatureC'], temperatureC, -KELVIN_AT_ZERO_C, 1000, '°C');
}
