// Answers what is asked of a run by whoever looks at it.
import type * as v from 'valibot';
import type { Connection } from '../../protocol/connection';
import type {
  AnchorReport,
  Picture,
  RunSnapshot,
  RunViewEvents,
  RunViewRequests,
  ViewsReport,
} from '../../protocol/run-view';
import type { Neighbourhood, SampleClusters, TestSamples } from '../../protocol/sample-places';
import { InputError } from '../input-error';
import { EpochInspection } from '../inspect/epoch-inspection';
import { NEAREST } from '../inspect/reasons';
import type { Run } from '../runs/run';
import { clusterReport } from './cluster-report';
import { Estimates, type Estimate } from './estimates';
import { Inspections } from './inspections';
import { MapMaker } from './map-maker';
import {
  anchorQuery,
  columnQuery,
  indices,
  ofEpoch,
  ofSample,
  parser,
  searchQuery,
} from './queries';
import { noPicture, readPictures, readValues } from './pictures';
import { RunColumns } from './run-columns';
import { RunData } from './run-data';
import { SampleLookup } from './sample-lookup';
import { SeenViews } from './seen-views';
import { readSnapshot } from './snapshot';
import { EmbeddingFiles } from './stored-embeddings';
import { testSamples } from './test-samples';
import { Working } from './working';

type Nothing = Record<string, never>;
export type ViewConnection = Connection<Nothing, Nothing, RunViewRequests, RunViewEvents>;

export class ViewServer {
  private readonly samples: SampleLookup;
  private readonly data: RunData;
  private readonly files: EmbeddingFiles;
  private readonly maps: MapMaker;
  private readonly columns: RunColumns;
  private readonly inspections: Inspections;
  private readonly estimates: Estimates;
  /** The newest epoch with vectors, of a run that no longer trains. */
  private lastEpoch: number | undefined;
  private seen: Promise<SeenViews> | undefined;

  constructor(
    private readonly run: Run,
    connection: ViewConnection,
  ) {
    const working = new Working((progress) => {
      connection.send('working', progress);
    });
    this.samples = new SampleLookup(run);
    this.data = new RunData(run, this.samples, working, () => {
      connection.send('changed', {});
    });
    this.files = new EmbeddingFiles(run);
    this.maps = new MapMaker(run, this.files, working);
    this.columns = new RunColumns(run, this.samples);
    this.inspections = new Inspections(run, this.samples, this.data, (job) =>
      EpochInspection.read(job),
    );
    this.estimates = new Estimates(run.path, {
      settled: (epoch) => {
        connection.send('estimated', { epoch });
      },
      progress: (progress) => {
        connection.send('estimating', progress);
      },
    });
    this.answerAll(connection);
  }

  private answerAll(connection: ViewConnection): void {
    connection.answer(
      'snapshot',
      () => ({}),
      () => this.snapshot(),
    );
    connection.answer('map', parser(ofEpoch), (query, signal) => this.map(query.epoch, signal));
    connection.answer(
      'inputMap',
      () => ({}),
      (_, signal) => this.maps.inputMap(this.data, signal),
    );
    connection.answer('testSamples', parser(ofEpoch), (query, signal) =>
      this.testSamples(query.epoch, signal),
    );
    connection.answer('clusters', parser(ofEpoch), (query, signal) =>
      this.clusters(query.epoch, signal),
    );
    connection.answer(
      'columns',
      () => ({}),
      () => this.columns.names(),
    );
    connection.answer('column', parser(columnQuery), ({ name }) => this.columns.column(name));
    connection.answer('neighbourhood', parser(ofSample), (query) => this.neighbourhood(query));
    connection.answer('anchor', parser(anchorQuery), (query) => this.anchor(query));
    connection.answer('cosines', parser(ofSample), async (query) => {
      const inspection = await this.inspections.of(query.epoch);
      return inspection.cosines(query.index);
    });
    connection.answer('quality', parser(ofEpoch), async (query) => {
      return (await this.estimate(query.epoch)).quality;
    });
    connection.answer('pictures', parser(indices), (query) => this.pictures(query.indices));
    connection.answer('vectors', parser(indices), (query) => this.vectors(query.indices));
    connection.answer('views', parser(ofSample), (query) => this.views(query));
    connection.answer('search', parser(searchQuery), (query) =>
      this.samples.search(query.text, query.most),
    );
  }

  private async snapshot(): Promise<RunSnapshot> {
    const samples = await this.samples.read();
    // A damaged config is said by the snapshot itself.
    const trouble = await this.data.problem().catch(() => undefined);
    const snapshot = await readSnapshot(this.run, samples, trouble);
    this.lastEpoch = snapshot.state === 'training' ? undefined : snapshot.vectorEpochs.at(-1);
    return snapshot;
  }

  private async map(epoch: number, signal: AbortSignal) {
    const { seed } = await this.run.record();
    const map = await this.maps.map(epoch, seed, signal);
    // The first anchor is likely to be one of this epoch; a training is not held up for a guess.
    if (epoch === this.lastEpoch && !this.estimates.begun)
      setImmediate(() => void this.estimate(epoch).catch(() => undefined));
    return map;
  }

  private async testSamples(epoch: number, signal: AbortSignal): Promise<TestSamples | undefined> {
    const { positions } = await this.map(epoch, signal);
    return testSamples(this.files, this.data, { epoch, positions }, signal);
  }

  private async clusters(epoch: number, signal: AbortSignal): Promise<SampleClusters> {
    const { seed } = await this.run.record();
    const clusters = await this.maps.clusters(epoch, seed, signal);
    return clusterReport(epoch, clusters, (await this.samples.read()).table);
  }

  /** Asked for whatever the pointer is over: it begins no estimate. */
  private async neighbourhood(query: v.InferOutput<typeof ofSample>): Promise<Neighbourhood> {
    const { index, epoch } = query;
    const inspection = await this.inspections.of(epoch);
    const known = this.estimates.ready(await this.inspections.version(epoch));
    const asked = { ...query, top: NEAREST };
    const report = (await known?.anchor(asked)) ?? inspection.anchor(asked);
    const { nearestLabels, estimating, flagged, negatives } = report;
    return {
      ...{ index, epoch, nearestLabels },
      ...(!estimating && { flagged: { count: flagged, of: negatives.length } }),
    };
  }

  /** Ranks at once; probabilities as soon as they are there. */
  private async anchor(query: v.InferOutput<typeof anchorQuery>): Promise<AnchorReport> {
    const inspection = await this.inspections.of(query.epoch);
    const estimate = await this.estimate(query.epoch);
    return estimate.settled ? estimate.anchor(query) : inspection.anchor(query);
  }

  private async estimate(epoch: number): Promise<Estimate> {
    // What is wrong with the epoch's vectors is found here, and data is opened here first.
    await this.inspections.of(epoch);
    return this.estimates.of(epoch, await this.inspections.version(epoch));
  }

  private async pictures(rows: readonly number[]): Promise<Picture[]> {
    const kind = await this.check(rows);
    if (kind === 'vector') return [];
    const opened = await this.data.open().catch(ofInput);
    return opened ? readPictures(opened, rows) : rows.map(noPicture);
  }

  private async vectors(rows: readonly number[]): Promise<Float32Array[]> {
    const kind = await this.check(rows);
    return kind === 'image' ? [] : readValues(await this.data.open(), rows);
  }

  private async views({ index, epoch }: v.InferOutput<typeof ofSample>): Promise<ViewsReport> {
    const kind = await this.check([index]);
    if (kind === 'vector') return { views: [] };
    this.seen ??= this.data.open().then((opened) => SeenViews.create(opened));
    this.seen.catch(() => (this.seen = undefined));
    return { views: await (await this.seen).of(index, epoch) };
  }

  /** The samples' kind, where all these rows are there. */
  private async check(rows: readonly number[]): Promise<'image' | 'vector'> {
    const { count, kind } = (await this.samples.read()).table;
    const outside = rows.find((row) => row < 0 || row >= count);
    if (outside === undefined) return kind;
    throw new InputError(`there is no sample ${outside}: the run has ${count}, counted from 0`);
  }
}

/** For what is told as a problem of the run. */
function ofInput(error: unknown): undefined {
  if (!(error instanceof InputError)) throw error;
}
