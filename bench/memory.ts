// Section `memory`: whether our process, or what it holds on the device, grows while it trains, on
// each runtime of this machine.
import * as v from 'valibot';
import { examine, possibleRuntimes } from '../src/engine/runtime/examine';
import { absenceOf } from '../src/engine/runtime/finding';
import type { RuntimeName } from '../src/engine/runtime/runtime';
import { useVulkan } from '../test/unit/vulkan';
import { usedDeviceMemory } from './device-memory';
import { growthOf, type Growth, type Point } from './growth';
import type { Peer } from './peer';
import type { Section } from './report';
import { steps, VIEWS, withStepPeers } from './step-peers';

const MIB = 2 ** 20;
/** Until then buffers are made and code is compiled. */
const SETTLED = 100;
const END = 2000;
const EVERY = 20;
/** Where a processor plays the graphics card steps of 128 views would take an hour. */
const FEW_VIEWS = 8;

const memorySchema = v.object({ rss: v.number() });

interface Work {
  readonly runtime: RuntimeName;
  readonly views: number;
}

interface MemoryFigures extends Work {
  /** Resident memory of our process, its garbage collected. */
  readonly host: Growth;
  /** Of all graphics cards, whoever uses them; absent where it cannot be read or none is used. */
  readonly device?: Growth;
}

export async function memorySection({ software }: { software: boolean }): Promise<Section> {
  const { works, notes } = await planned(software);
  const figures: MemoryFigures[] = [];
  for (const work of works) figures.push(await measure(work));
  return {
    title: `Memory over ${END} steps of mlp, MiB`,
    columns: [
      ...['runtime', 'views', `host after step ${SETTLED}`, `after step ${END}`, 'growth'],
      ...['KiB a step (fitted line)', 'growth on the device'],
    ],
    rows: figures.map(({ runtime, views, host, device }) => [
      ...[runtime, `${views}`],
      ...[host.first, host.last, host.last - host.first].map(inMiB),
      (host.perStep / 1024).toFixed(2),
      device ? inMiB(device.last - device.first) : '',
    ]),
    notes,
    figures,
  };
}

const inMiB = (bytes: number): string => (bytes / MIB).toFixed(1);

/** What can be measured here, and why the rest cannot. */
async function planned(software: boolean): Promise<{ works: Work[]; notes: string[] }> {
  if (software) await useVulkan();
  const works: Work[] = [];
  const notes: string[] = [];
  for (const runtime of possibleRuntimes()) {
    const finding = await examine(runtime, false);
    if (!finding.available) notes.push(`${runtime} is not measured: ${absenceOf(finding)}`);
    else if (finding.software !== true) works.push({ runtime, views: VIEWS });
    else if (software) works.push({ runtime, views: FEW_VIEWS });
    else notes.push(`${runtime} is software here (${finding.device}): --software measures it.`);
  }
  return { works, notes };
}

async function measure(work: Work): Promise<MemoryFigures> {
  const { runtime } = work;
  const points = await withStepPeers(
    { ...work, net: 'mlp', threads: 2 },
    ({ ours }) => follow(ours),
    { alone: true },
  );
  const device = points.flatMap(({ step, device }): Point[] =>
    device === undefined || runtime === 'cpu' ? [] : [[step, device]],
  );
  return {
    ...work,
    host: growthOf(points.map(({ step, host }) => [step, host])),
    ...(device.length > 0 && { device: growthOf(device) }),
  };
}

interface Reading {
  readonly step: number;
  readonly host: number;
  readonly device: number | undefined;
}

async function follow(ours: Peer): Promise<Reading[]> {
  const readings: Reading[] = [await readingAfter(ours, SETTLED, SETTLED)];
  for (let step = SETTLED + EVERY; step <= END; step += EVERY)
    readings.push(await readingAfter(ours, EVERY, step));
  return readings;
}

/** After `count` more steps, which are `step` in all. */
async function readingAfter(ours: Peer, count: number, step: number): Promise<Reading> {
  await steps(ours, count);
  const { rss } = v.parse(memorySchema, await ours.ask('memory'));
  return { step, host: rss, device: usedDeviceMemory() };
}
