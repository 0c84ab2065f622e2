/** Numbers from 0 to 1 (1 excluded), the same in every run for the same seed: the linear congruence of Numerical Recipes. */
export type Dice = () => number;

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const roll = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  // Neighbouring seeds begin with neighbouring numbers.
  for (let n = 0; n < 8; n++) roll();
  return roll;
}
