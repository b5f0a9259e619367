import { renameSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeNpy } from '../../../src/engine/dataset/read-npy';
import { neighboursKept } from '../../../src/engine/project/neighbours-kept';
import { nearestNeighbours } from '../../../src/engine/evaluate/neighbours';
import { Random } from '../../../src/engine/random/random';
import { openRun } from '../../../src/engine/runs/run-folder';
import { selectRuntime } from '../../../src/engine/runtime/select-runtime';
import { loadRunConfig } from '../../../src/engine/session/run-config-file';
import { trainingViews } from '../../../src/engine/train/views/dataset-views';
import { noStatistics } from '../../../src/engine/train/data/encoder-statistics';
import { openTrainingData } from '../../../src/engine/train/data/training-data';
import type { RunViewEvents, RunViewRequests } from '../../../src/protocol/run-view';
import { engineProcesses } from '../session/engine-process';
import { readBytes, trained, writePictures, writeVectors } from './small-runs';

const processes = engineProcesses();
let vectors: string;
let pictures: string;
beforeAll(async () => {
  vectors = await trained(processes, writeVectors(processes.at('vectors')));
  pictures = await trained(processes, writePictures(processes.at('pictures')));
});

const look = (run: string) =>
  processes.start<RunViewRequests, RunViewEvents>('view-process', [run]);
const ask = (run: string) => look(run).connection;

describe('a snapshot', () => {
  it('of vectors is the run as its folder has it', async () => {
    const snapshot = await ask(vectors).request('snapshot', {});
    expect(snapshot).toMatchObject({
      ...{ path: vectors, name: 'clouds', state: 'finished', epochsDone: 3, epochs: 3, seed: 1 },
      ...{ vectorEpochs: [2, 3], vectorsEvery: 2, problems: [], otherSettings: [] },
      config: readBytes(vectors, 'config.yaml').toString(),
    });
    expect(snapshot.metrics.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    expect(snapshot.best.loss.value).toBeGreaterThan(0);
    const { samples } = snapshot;
    expect(samples).toMatchObject({ kind: 'vector', count: 512, shape: [16] });
    expect(samples.names.slice(0, 3)).toEqual(['0', '1', '2']);
    expect(samples.labels).toEqual(Int32Array.from({ length: 512 }, (_, row) => row % 4));
  });

  it('of pictures has their names and classes', async () => {
    const { samples } = await ask(pictures).request('snapshot', {});
    expect(samples).toMatchObject({ kind: 'image', count: 40, classes: ['Stripes', 'dots'] });
    expect(samples.names[0]).toBe('Stripes/0.png');
    expect(samples.labels?.[39]).toBe(1);
  });

  it('of a folder that holds no run is refused in a sentence', async () => {
    await expect(ask(processes.at('nothing')).request('snapshot', {})).rejects.toMatchObject({
      failure: { code: 'input', message: expect.stringMatching(/holds no run/) as string },
    });
  });
});

describe('a map', () => {
  it('is the same of the same seed, kept, and better than chance', async () => {
    const first = await ask(vectors).request('map', { epoch: 2 });
    const kept = await ask(vectors).request('map', { epoch: 2 });
    expect(kept).toEqual(first);
    rmSync(join(vectors, 'maps'), { recursive: true });
    const working: RunViewEvents['working'][] = [];
    const { connection } = look(vectors);
    connection.on('working', (state) => working.push(state));
    expect(await connection.request('map', { epoch: 2 })).toEqual(first);
    expect(working.at(-1)).toMatchObject({ what: 'Arranging the map' });
    expect(working.at(-1)!.done).toBe(working.at(-1)!.total);
    expect(first).toMatchObject({ epoch: 2, method: 'umap' });
    const { shape, data } = decodeNpy(readBytes(vectors, 'epochs/0002/embeddings.npy'));
    const rows = { values: data as Float32Array, count: shape[0], width: shape[1] };
    const near = await nearestNeighbours(await selectRuntime('cpu'), rows, rows, {
      ...{ k: 14, excludeSelf: true },
    });
    const random = Random.stream(1, 'anywhere');
    const anywhere = first.positions.map(() => random.uniform(-1, 1));
    expect(first.neighboursKept).toBeCloseTo(neighboursKept(near, first.positions), 6);
    expect(first.neighboursKept).toBeGreaterThan(5 * neighboursKept(near, anywhere));
  });

  it('is aborted, and others are answered meanwhile', async () => {
    rmSync(join(vectors, 'maps'), { recursive: true, force: true });
    const { connection } = look(vectors);
    const controller = new AbortController();
    const map = connection.request('map', { epoch: 3 }, controller.signal);
    const aborted = expect(map).rejects.toMatchObject({ failure: { code: 'aborted' } });
    const found = connection.request('search', { text: '51', most: 2 });
    controller.abort();
    expect(await found).toEqual([51, 151]);
    await aborted;
    expect((await connection.request('map', { epoch: 3 })).positions).toHaveLength(1024);
  });

  it('of an epoch without vectors is refused in a sentence', async () => {
    await expect(ask(vectors).request('map', { epoch: 1 })).rejects.toMatchObject({
      failure: {
        code: 'input',
        message: expect.stringMatching(/epoch 1 .*no embeddings/) as string,
      },
    });
  });
});

describe('an anchor', () => {
  it('has its hardest negatives, hardest first', async () => {
    const connection = ask(vectors);
    const report = await connection.request('anchor', { index: 7, epoch: 3, top: 10 });
    const cosines = await connection.request('cosines', { index: 7, epoch: 3 });
    expect(cosines).toHaveLength(512);
    expect(cosines[7]).toBeNaN();
    expect(report).toMatchObject({ index: 7, epoch: 3, negativesCount: 511 });
    const hardest = [...cosines.keys()]
      .filter((row) => row !== 7)
      .sort((a, b) => cosines[b] - cosines[a])
      .slice(0, 10);
    expect(report.negatives.map(({ index }) => index)).toEqual(hardest);
    const quality = await connection.request('quality', { epoch: 3 });
    expect(quality?.anchors).toBeGreaterThan(0);
  });

  it('has probabilities once they are said to be estimated', async () => {
    const connection = ask(vectors);
    const said = new Promise<unknown>((done) => {
      connection.on('estimated', done);
    });
    const progress: RunViewEvents['estimating'][] = [];
    connection.on('estimating', (each) => progress.push(each));
    const query = { index: 7, epoch: 3, top: 10 };
    const first = await connection.request('anchor', query);
    expect(first.estimating).toBe(true);
    expect(first.negatives.some((negative) => 'probability' in negative)).toBe(false);
    expect(await said).toEqual({ epoch: 3 });
    expect(progress.map(({ done }) => done)).toEqual([1, 2, 3, 4, 5]);
    expect(progress.at(-1)).toEqual({ epoch: 3, done: 5, total: 5 });
    const second = await connection.request('anchor', query);
    expect(second.estimating).toBeUndefined();
    const ranks = ({ negatives }: typeof first) =>
      negatives.map(({ index, rank, cosine, weight }) => ({ index, rank, cosine, weight }));
    expect(ranks(second)).toEqual(ranks(first));
    for (const { probability } of second.negatives) expect(probability).toBeGreaterThan(0);
  });

  it('of the newest epoch finds the estimate begun by the map of a finished run', async () => {
    const connection = ask(vectors);
    const said = new Promise<unknown>((done) => {
      connection.on('estimated', done);
    });
    await connection.request('snapshot', {});
    await connection.request('map', { epoch: 3 });
    expect(await said).toEqual({ epoch: 3 });
    const report = await connection.request('anchor', { index: 1, epoch: 3, top: 1 });
    expect(report.estimating).toBeUndefined();
  });

  it.each([-1, 512])('that is not there (%i) is refused in a sentence', async (index) => {
    const asked = ask(vectors).request('anchor', { index, epoch: 3, top: 10 });
    await expect(asked).rejects.toMatchObject({
      failure: { code: 'input', message: expect.stringMatching(/no sample (-1|512)/) as string },
    });
  });
});

describe('samples', () => {
  it('that are pictures are shown as they are stored', async () => {
    const run = await openRun(pictures);
    const { train } = await openTrainingData(await loadRunConfig(run));
    const [height, width] = train.sampleShape;
    const bytes = new Uint8Array(height * width * 3);
    await train.read([25], bytes);
    const shown = await ask(pictures).request('pictures', { indices: [25, 0] });
    expect(shown.map(({ index }) => index)).toEqual([25, 0]);
    expect(shown[0]).toMatchObject({ width, height });
    const { pixels } = shown[0];
    expect(pixels.every((value, i) => i % 4 !== 3 || value === 255)).toBe(true);
    expect([...pixels.filter((_, i) => i % 4 !== 3)]).toEqual([...bytes]);
  });

  it('that are vectors have values and no pictures', async () => {
    const connection = ask(vectors);
    expect(await connection.request('pictures', { indices: [0] })).toEqual([]);
    expect(await connection.request('views', { index: 0, epoch: 1 })).toEqual({ views: [] });
    const { data } = decodeNpy(readBytes(processes.at('vectors'), 'points.npy'));
    const values = await connection.request('vectors', { indices: [5, 3] });
    expect(values).toEqual(
      [5, 3].map((row) => (data as Float32Array).slice(16 * row, 16 * row + 16)),
    );
  });

  it('outside of the run are refused in a sentence', async () => {
    await expect(ask(pictures).request('pictures', { indices: [3, 40] })).rejects.toThrow(
      /there is no sample 40: the run has 40/,
    );
  });

  it('are found by name and class, whatever the case', async () => {
    const search = (text: string, most = 100) => ask(pictures).request('search', { text, most });
    expect(await search('STRIPES')).toEqual(Array.from({ length: 20 }, (_, row) => row));
    const snapshot = await ask(pictures).request('snapshot', {});
    const names = (rows: readonly number[]) => rows.map((row) => snapshot.samples.names[row]);
    expect(names(await search('/7.p'))).toEqual(['Stripes/7.png', 'dots/7.png']);
    expect(await search('dots', 3)).toHaveLength(3);
    expect(await search('nothing of it')).toEqual([]);
  });
});

describe('views', () => {
  it('are those that the encoder saw in the epoch', async () => {
    const loaded = await loadRunConfig(await openRun(pictures));
    const data = await openTrainingData(loaded);
    const source = trainingViews(data, loaded.config, noStatistics(data, loaded.config));
    const runtime = await selectRuntime('cpu', { threads: 1 });
    const program = await runtime.compile({ outputs: { ...source.pair(2) } });
    // In a batch with another sample, as it was trained; epochs count from 0 here.
    const seen = await program.run(await source.feedPair(Uint32Array.of(9, 31), 1));
    const { views } = await ask(pictures).request('views', { index: 31, epoch: 2 });
    expect(views).toHaveLength(2);
    for (const [i, values] of [seen.first, seen.second].entries()) {
      const { pixels, width, height, description } = views[i];
      expect([width, height]).toEqual([12, 12]);
      const own = (values as Float32Array).subarray(432);
      for (let at = 0; at < 432; at++)
        expect(pixels[4 * (at % 144) + Math.floor(at / 144)]).toBeCloseTo(255 * own[at], -0.5);
      expect(description).toMatch(/^(crop 0\.\d\d|whole picture)(, [^,]+)*$/);
    }
    expect(views[0].pixels).not.toEqual(views[1].pixels);
  });
});

describe('a run whose data is gone', () => {
  it('says so; its map, its negatives and its names are still there', async () => {
    const [images, aside] = [processes.at('pictures', 'images'), processes.at('aside')];
    renameSync(images, aside);
    renameSync(processes.at('pictures', '.negative-space', 'cache'), processes.at('cache'));
    try {
      const connection = ask(pictures);
      const snapshot = await connection.request('snapshot', {});
      expect(snapshot.problems.join()).toMatch(/the data is gone: there is no .*images/);
      expect(snapshot.samples.names).toHaveLength(40);
      expect((await connection.request('map', { epoch: 2 })).positions).toHaveLength(80);
      const report = await connection.request('anchor', { index: 1, epoch: 2, top: 5 });
      expect(report.negatives).toHaveLength(5);
      const [picture] = await connection.request('pictures', { indices: [4] });
      expect(picture).toMatchObject({ index: 4, width: 0, height: 0 });
      const views = connection.request('views', { index: 4, epoch: 2 });
      await expect(views).rejects.toMatchObject({ failure: { code: 'input' } });
    } finally {
      renameSync(aside, images);
      renameSync(processes.at('cache'), processes.at('pictures', '.negative-space', 'cache'));
    }
  });
});

describe('the process', () => {
  it('says that the run changed', async () => {
    const { connection } = look(vectors);
    await connection.request('snapshot', {});
    const changed = new Promise<void>((done) => {
      connection.on('changed', () => {
        done();
      });
    });
    utimesSync(join(vectors, 'metrics.jsonl'), new Date(), new Date());
    await changed;
  });

  it('ends with the editor, also while a map is made', async () => {
    rmSync(join(vectors, 'maps'), { recursive: true, force: true });
    const child = look(vectors);
    await child.connection.request('snapshot', {});
    const map = child.connection.request('map', { epoch: 3 });
    const closed = expect(map).rejects.toMatchObject({ failure: { code: 'closed' } });
    await child.end();
    expect(await child.ended).toMatchObject({ signal: null });
    await closed;
  });

  it('calls wrong parameters a defect, with the stack on its error output alone', async () => {
    const lines: string[] = [];
    const child = processes.start<RunViewRequests, RunViewEvents>(
      'view-process',
      [vectors],
      (line) => lines.push(line),
    );
    const wrong = child.connection.request('map', { epoch: 'two' } as never);
    await expect(wrong).rejects.toMatchObject({ failure: { code: 'defect' } });
    await expect(wrong).rejects.not.toThrow(/ at /);
    await child.end();
    expect(lines.join('\n')).toMatch(/ValiError/);
  });
});
