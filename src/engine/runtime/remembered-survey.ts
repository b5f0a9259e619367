// The survey of a machine's runtimes, kept in a file for the next start.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { findingSchema } from './finding';
import { machineFacts } from './machine';
import { runtimesFolder } from './installation';

const surveySchema = v.object({
  version: v.literal(1),
  /** What the machine was like. */
  facts: v.record(v.string(), v.string()),
  /** ISO 8601, UTC. */
  measured: v.pipe(v.string(), v.isoTimestamp()),
  findings: v.array(findingSchema),
});

export type Survey = Omit<v.InferOutput<typeof surveySchema>, 'version' | 'facts'>;

/** Where drivers cannot be told from files, a survey is too old after a month. */
const MOST_DAYS = 30;

const fileOf = (folder: string): string => path.join(folder, 'survey.json');

/** Undefined where there is none, or where it is damaged, old or of another machine. */
export function recallSurvey(
  folder = runtimesFolder(),
  facts = machineFacts(),
  now = Date.now(),
): Survey | undefined {
  try {
    const survey = v.parse(surveySchema, JSON.parse(readFileSync(fileOf(folder), 'utf8')));
    const days = (now - Date.parse(survey.measured)) / 86_400_000;
    const same = JSON.stringify(survey.facts) === JSON.stringify(facts);
    return same && days >= 0 && days <= MOST_DAYS ? survey : undefined;
  } catch {
    return undefined;
  }
}

/** Where the folder cannot be written nothing is remembered, and the next start tries again. */
export function rememberSurvey(
  survey: Survey,
  folder = runtimesFolder(),
  facts = machineFacts(),
): void {
  const temporary = `${fileOf(folder)}.${process.pid}.tmp`;
  const text = JSON.stringify({ version: 1, facts, ...survey }, null, 2);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(temporary, `${text}\n`);
    renameSync(temporary, fileOf(folder));
  } catch {
    removeQuietly(temporary);
  }
}

/** For when a runtime has turned out to be otherwise. */
export function forgetSurvey(folder = runtimesFolder()): void {
  removeQuietly(fileOf(folder));
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // The folder is none, or may not be written: then there is nothing of ours in it.
  }
}
