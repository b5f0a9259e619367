// What is remembered of a machine's runtimes, and when it is not believed.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  forgetSurvey,
  recallSurvey,
  rememberSurvey,
  type Survey,
} from '../../../src/engine/runtime/remembered-survey';

const facts = { onnxRuntime: '1.30.0', processor: 'EPYC, 2', graphics: 'nvidia 550' };
const measured = '2026-03-01T12:00:00.000Z';
const then = Date.parse(measured);
const survey: Survey = {
  measured,
  findings: [
    { name: 'cpu', available: true, device: 'EPYC', milliseconds: 9.5 },
    { name: 'webgpu', available: false, reason: 'no card', remedy: 'Buy one.' },
  ],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'survey-'));
  rememberSurvey(survey, folder, facts);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const file = (): string => join(folder, 'survey.json');

it('is recalled as it was, and leaves one file', () => {
  expect(recallSurvey(folder, facts, then)).toMatchObject(survey);
  expect(readdirSync(folder)).toEqual(['survey.json']);
});

it.each(Object.keys(facts))('is not believed where %s is another', (name) => {
  expect(recallSurvey(folder, { ...facts, [name]: 'another' }, then)).toBeUndefined();
});

it.each([
  ['a month old', 31],
  ['of tomorrow', -1],
])('is not believed where it is %s', (_, days) => {
  expect(recallSurvey(folder, facts, then + days * 86_400_000)).toBeUndefined();
});

it.each([
  ['cut', (text: string) => text.slice(0, 100)],
  ['of another form', (text: string) => text.replace('"cpu"', '"abacus"')],
  ['of another version', (text: string) => text.replace('"version": 1', '"version": 2')],
])('is not believed where its file is %s', (_, damage) => {
  writeFileSync(file(), damage(readFileSync(file(), 'utf8')));
  expect(recallSurvey(folder, facts, then)).toBeUndefined();
});

it('is gone once it is forgotten', () => {
  forgetSurvey(folder);
  expect(recallSurvey(folder, facts, then)).toBeUndefined();
  forgetSurvey(folder);
});
