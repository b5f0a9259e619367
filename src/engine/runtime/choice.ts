// Which runtime `auto` takes, and what is to be said of the others.
import type { Precision } from '../config/precision';
import { absenceOf, computesIn, type Finding, type WorkingRuntime } from './finding';
import type { RuntimeName } from './runtime';

export interface Choice {
  readonly chosen: WorkingRuntime;
  /** Why this one: a sentence. */
  readonly reason: string;
}

/** What is that much faster than the CPU is worth its device; less is within the measurement's error. */
const WORTH = 1.1;

/**
 * The fastest that works and is no software. `excluded`: those that have failed, and must not be
 * taken again. The CPU is always there; where it does not compute in the precision that is asked for,
 * any other that does is worth its device, and where none does it is chosen all the same.
 */
export function automaticChoice(
  findings: readonly Finding[],
  excluded: ReadonlySet<RuntimeName> = new Set(),
  precision: Precision = 'float32',
): Choice {
  const cpu = findings.find(
    (finding): finding is WorkingRuntime => finding.name === 'cpu' && finding.available,
  );
  if (!cpu) throw new Error('a survey must hold the CPU');
  const own = computesIn(cpu, precision) ? cpu.milliseconds : undefined;
  const faster = findings
    .filter((finding) => finding.available)
    .filter((finding) => computesIn(finding, precision))
    .filter(({ name, software }) => name !== 'cpu' && !software && !excluded.has(name))
    .flatMap((finding) => (finding.milliseconds === undefined ? [] : [timed(finding)]))
    .filter(({ ms }) => own === undefined || ms * WORTH < own)
    .sort((a, b) => a.ms - b.ms);
  const [best] = faster as [(typeof faster)[number]?, ...unknown[]];
  return best
    ? { chosen: best.finding, reason: praise(best.finding, best.ms, own) }
    : { chosen: cpu, reason: 'nothing faster works here.' };
}

const timed = (finding: WorkingRuntime): { finding: WorkingRuntime; ms: number } => ({
  finding,
  ms: finding.milliseconds ?? Infinity,
});

function praise({ device }: WorkingRuntime, ms: number, cpu: number | undefined): string {
  const than = cpu === undefined ? '' : `, ${ratio(cpu / ms)} times as fast as the CPU`;
  return `${device} passed the self-test, with ${milliseconds(ms)} a step${than}.`;
}

/** Why a runtime was not taken, and what would help: one sentence or more. */
export function whyNot(finding: Finding, { chosen }: Choice): string {
  if (!finding.available) return capital(absenceOf(finding));
  if (finding.software)
    return `It is software, no graphics card (${finding.device}). Install the driver of the graphics card, if there is one.`;
  const [own, best] = [finding.milliseconds, chosen.milliseconds];
  if (own === undefined || best === undefined) return 'It was not timed.';
  return own >= best
    ? `It is slower: ${milliseconds(own)} a step, where ${chosen.name} takes ${milliseconds(best)}.`
    : `It is hardly faster: ${milliseconds(own)} a step, where ${chosen.name} takes ${milliseconds(best)}.`;
}

export const milliseconds = (ms: number): string =>
  `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;

const ratio = (value: number): string => (value < 10 ? value.toFixed(1) : `${Math.round(value)}`);

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
