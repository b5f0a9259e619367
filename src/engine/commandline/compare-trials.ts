// The trainings of a comparison: each cell of the grid with each seed, checked before any is begun.
import { loadConfig, type LoadedConfig } from '../config/load-config';
import { cellText, type Cell } from '../compare/grid';
import { fingerprintOf } from '../compare/plan';
import { InputError } from '../input-error';

export interface Trial {
  readonly cell: Cell;
  readonly seed: number;
  readonly loaded: LoadedConfig;
  /** Trials of the same one train the same. */
  readonly fingerprint: string;
}

export interface Grid {
  readonly config: string;
  readonly set: readonly string[];
  readonly cells: readonly Cell[];
  /** How many, the first of them the config's. */
  readonly seeds: number;
}

/**
 * Every cell with the first seed, then every cell with the second: a comparison that is stopped
 * has something to say of each cell.
 * @throws InputError that names the cell whose config is wrong.
 */
export async function trialsOf({ config, set, cells, seeds }: Grid): Promise<Trial[]> {
  const loaded: LoadedConfig[] = [];
  for (const cell of cells) loaded.push(await loadCell(config, set, cell));
  return Array.from({ length: seeds }, (_, nth) =>
    cells.map((cell, i) => trialOf(cell, loaded[i], nth)),
  ).flat();
}

async function loadCell(config: string, set: readonly string[], cell: Cell): Promise<LoadedConfig> {
  const overrides = Object.entries(cell).map(([path, value]) => `${path}=${value}`);
  try {
    return await loadConfig(config, [...set, ...overrides]);
  } catch (error) {
    if (!(error instanceof InputError) || overrides.length === 0) throw error;
    throw new InputError(`cannot train ${cellText(cell)}: ${error.message}`);
  }
}

function trialOf(cell: Cell, loaded: LoadedConfig, nth: number): Trial {
  const seed = loaded.config.train.seed + nth;
  const config = {
    ...loaded.config,
    name: [loaded.config.name, ...Object.entries(cell).map(shortly), `seed ${seed}`].join(' '),
    train: { ...loaded.config.train, seed },
  };
  return { cell, seed, loaded: { ...loaded, config }, fingerprint: fingerprintOf(config) };
}

/** `objective=hcl` as hcl, `negatives.beta=2` as beta 2: for the names of runs. */
function shortly([path, value]: readonly [string, string]): string {
  const keys = path.split('.');
  return keys.length === 1 ? value : `${keys.at(-1) ?? ''} ${value}`;
}

/** As people are told which one is trained. */
export const trialText = ({ cell, seed }: Trial): string =>
  [cellText(cell), `seed ${seed}`].filter((text) => text !== '').join(', ');
