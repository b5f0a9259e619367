// Running statistics as they were before a step in chunks: its chunks move them one by one, and only
// at its end is it known whether the step counts.
import type { Network, Parameter } from '../../encoder/network';
import { Random } from '../../random/random';
import type { Tensor } from '../../graph/tensor';
import { input } from '../../graph/sources';
import type { StateValue } from '../../runtime/runtime';
import { SCALING_PREFIX } from '../optimisers/loss-scaling';

const BEFORE_PREFIX = `${SCALING_PREFIX}before.`;

export interface StatisticsBefore {
  /** Of a step that counts: the statistics stay as its chunks made them, and are noted. */
  readonly updates: Readonly<Record<string, Tensor>>;
  /** Of one that is skipped: the statistics as they were noted. */
  readonly otherwise: Readonly<Record<string, Tensor>>;
  readonly initialState: Readonly<Record<string, StateValue>>;
}

/** Of all statistics that the networks' own updates move. */
export function statisticsBefore(networks: readonly Network[]): StatisticsBefore {
  const moved = networks.flatMap(({ statistics, updates }) =>
    statistics.filter(({ name }) => name in updates),
  );
  const of = <T>(make: (statistic: Parameter) => readonly [string, T][]): Record<string, T> =>
    Object.fromEntries(moved.flatMap(make));
  return {
    updates: of(({ name, tensor }) => [
      [name, tensor],
      [BEFORE_PREFIX + name, tensor],
    ]),
    otherwise: of(({ name, shape }) => {
      const before = input(BEFORE_PREFIX + name, shape);
      return [
        [name, before],
        [BEFORE_PREFIX + name, before],
      ];
    }),
    initialState: of(({ name, shape, initialise }) => {
      // Statistics that are moved begin with constants, which draw nothing.
      return [[BEFORE_PREFIX + name, { shape, data: initialise(shape, Random.stream(0)) }]];
    }),
  };
}
