/** Round numbers from 0 to at least `highest`, not many more than `most` of them. */
export function roundSteps(highest: number, most: number): number[] {
  const rough = Math.max(highest, 1e-9) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10) * power;
  const count = Math.ceil(highest / step - 1e-9);
  return Array.from({ length: count + 1 }, (_unused, index) => Number((index * step).toPrecision(12)));
}
