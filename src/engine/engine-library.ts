// Entry of the engine's library for the extension host: reading and checking alone. Nothing native,
// no runtime and no image codec is loaded by it.
import type { EngineLibrary } from '../protocol/engine-library';
import { checkConfig, dataPaths } from './editing/check-config';
import { compareRuns } from './editing/compared-runs';
import { completeConfig } from './editing/complete-config';
import { hoverConfig } from './editing/hover-config';
import { listRuns } from './editing/listed-runs';
import { newConfig } from './editing/new-config';
import { removeRun, renameRun } from './runs/keep-runs';

export const engineLibrary: EngineLibrary = {
  listRuns,
  compareRuns,
  deleteRun: removeRun,
  renameRun,
  checkConfig,
  completeConfig,
  hoverConfig,
  dataPaths,
  newConfig,
};
