// The command `loss` on files gives what the implementations in PyTorch give: one case of each sort
// of file.
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readNpy } from '../../../src/engine/dataset/read-npy';
import { encodeNpy } from '../../../src/engine/dataset/write-npy';
import { MIX } from '../../../src/engine/negatives/mix-draws';
import { builtProgram } from '../commandline/built-program';
import { expectGradient } from './closeness';
import type { Batch } from './graph-loss';
import type { Rows } from './loss-settings';
import { readReferences, type ReferenceCase } from './reference-case';

const program = builtProgram();
const references = readReferences();

function firstOn(input: string): ReferenceCase {
  return references.find((one) => one.input === input)!;
}

const cases = ['ordinary', 'labelled', 'single', 'queue', 'mixing'].map(firstOn);

describe('negative-space loss, on the rows of a reference', () => {
  it.each(cases)('$name', async ({ batch, settings, loss, gradient }) => {
    const result = await program.result(
      ...['loss', '--gradient', 'g.npy', ...settings.flatMap((one) => ['--set', one])],
      ...filesOf(batch),
    );
    expect(Math.abs(Number(result.loss) - loss)).toBeLessThanOrEqual(1e-5 * Math.abs(loss));
    const { data } = await readNpy(program.at('g.npy'));
    const width = gradient[0].length;
    const inRows = gradient.map((_, i) =>
      Array.from(data.slice(i * width, (i + 1) * width), Number),
    );
    expectGradient(inRows, gradient, 1e-4);
  });
});

/** Writes what a batch holds, and gives the options that name it. */
function filesOf({ rows, twins, classes, kin, stored, feeds }: Batch): string[] {
  const labels = classes ?? kin?.[0];
  if (labels)
    writeFileSync(program.at('y.npy'), encodeNpy([labels.length], Int32Array.from(labels)));
  if (feeds) writeFileSync(program.at('mix.json'), JSON.stringify(drawsOf(feeds, rows.length / 2)));
  return [
    ...['--embeddings', written('z.npy', rows), '--views', twins === false ? '1' : '2'],
    ...(labels ? ['--labels', 'y.npy'] : []),
    ...(stored ? ['--queue', written('q.npy', stored.rows)] : []),
    ...(feeds ? ['--mix', 'mix.json'] : []),
  ];
}

function written(name: string, rows: Rows): string {
  const shape = [rows.length, rows[0].length];
  writeFileSync(program.at(name), encodeNpy(shape, Float32Array.from(rows.flat())));
  return name;
}

/** As the command reads them: lists for each anchor. */
function drawsOf(feeds: Readonly<Record<string, Float32Array>>, anchors: number): unknown {
  const perAnchor = (...names: string[]): number[][][] => {
    const columns = names.map((name) => feeds[name]);
    const many = columns[0].length / anchors;
    return Array.from({ length: anchors }, (_, anchor) =>
      Array.from({ length: many }, (_, i) => columns.map((values) => values[anchor * many + i])),
    );
  };
  return {
    pairs: perAnchor(MIX.first, MIX.second, MIX.alpha),
    anchors: perAnchor(MIX.rank, MIX.beta),
  };
}
