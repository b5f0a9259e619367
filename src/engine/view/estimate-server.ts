// Answers what needs an epoch's estimate, in a process of its own: while it is made, which takes
// seconds, whoever looks at the run is answered by the process beside it.
import * as v from 'valibot';
import type { Connection } from '../../protocol/connection';
import type {
  AnchorQuery,
  AnchorReport,
  FlagQuality,
  RunViewEvents,
} from '../../protocol/run-view';
import { EpochInspection } from '../inspect/epoch-inspection';
import type { Run } from '../runs/run';
import { Inspections } from './inspections';
import { RunData } from './run-data';
import { SampleLookup } from './sample-lookup';
import { Working } from './working';

/** Both wait until the estimate is made. */
export interface EstimateRequests {
  anchor(query: AnchorQuery): AnchorReport;
  quality(params: { readonly epoch: number }): FlagQuality | undefined;
}

export interface EstimateEvents {
  /** How far the estimate of an epoch is. */
  estimating: RunViewEvents['estimating'];
}

type Nothing = Record<string, never>;
export type EstimateConnection = Connection<Nothing, Nothing, EstimateRequests, EstimateEvents>;

const ofEpoch = v.object({ epoch: v.number() });
const anchorQuery = v.object({ index: v.number(), epoch: v.number(), top: v.number() });
const quietly = (): void => undefined;

export function answerEstimates(run: Run, connection: EstimateConnection): void {
  const samples = new SampleLookup(run);
  const data = new RunData(run, samples, new Working(quietly), quietly);
  const inspections = new Inspections(run, samples, data, (job) =>
    EpochInspection.open({
      ...job,
      onProgress: (done, total) => {
        connection.send('estimating', { epoch: job.epoch, done, total });
      },
    }),
  );
  connection.answer(
    'anchor',
    (params) => v.parse(anchorQuery, params),
    async (query) => (await inspections.of(query.epoch)).anchor(query),
  );
  connection.answer(
    'quality',
    (params) => v.parse(ofEpoch, params),
    async ({ epoch }) => (await inspections.of(epoch)).quality,
  );
}
