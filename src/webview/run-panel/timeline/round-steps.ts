// Which epochs are written on a time axis.

/** 1, the last, and round ones between, at most six steps; none so near the last that they touch. */
export function roundSteps(last: number): readonly number[] {
  const size = 10 ** Math.floor(Math.log10(Math.max(1, last / 6)));
  const step = [1, 2, 5, 10].map((times) => times * size).find((each) => last / each <= 6) ?? last;
  const between: number[] = [];
  for (let at = step; at < last - step / 2; at += step) if (at > 1) between.push(at);
  return last > 1 ? [1, ...between, last] : [1];
}
