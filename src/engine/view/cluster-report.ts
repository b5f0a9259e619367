// Clusters with what they hold.
import type { Cluster, SampleClusters } from '../../protocol/sample-places';
import { labelCounts, type InspectedSamples } from '../inspect/samples';

/** `of`: the cluster of each sample, from 0. */
export function clusterReport(
  epoch: number,
  of: Int32Array,
  samples: InspectedSamples,
): SampleClusters {
  const members: number[][] = [];
  of.forEach((cluster, row) => (members[cluster] ??= []).push(row));
  const clusters = members.map((rows): Cluster => {
    const counts = Object.entries(labelCounts(samples, rows));
    // Of equal ones the first class.
    const [label, count] = counts.reduce(
      (most, each) => (each[1] > most[1] ? each : most),
      ['', 0],
    );
    return { size: rows.length, ...(count > 0 && { majority: { label: Number(label), count } }) };
  });
  return { epoch, of, clusters };
}
