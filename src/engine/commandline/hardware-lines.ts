// What a machine offers for computing, as lines for people.
import { milliseconds } from '../runtime/choice';
import type { BackendReport, DoctorReport } from '../runtime/doctor';
import { productVersion } from '../session/versions';
import { table } from './words';

export function hardwareLines(report: DoctorReport): string[] {
  const { onnxRuntime, cuda, tensorFlow, backends, chosen, reason, measured } = report;
  const own = [`Negative Space ${productVersion}`, `Node ${process.versions.node}`];
  const libraries = [
    `ONNX Runtime ${onnxRuntime}${cuda === undefined ? '' : ' with CUDA'}`,
    ...(tensorFlow === undefined ? [] : [`TensorFlow ${tensorFlow}`]),
  ];
  return [
    [...own, ...libraries].join(', '),
    ...table(backends.map(cells)).split('\n'),
    `Steps of the self-test were timed on ${measured.slice(0, 16).replace('T', ' ')} UTC.`,
    `A training takes ${chosen}: ${reason}`,
  ];
}

function cells(report: BackendReport): string[] {
  const { name, available, detail, milliseconds: ms, whyNot, remedy } = report;
  const step = ms === undefined ? '' : `${milliseconds(ms)} a step`;
  // Why one that works is not taken; why one is not there is its detail.
  const notes = available ? whyNot : remedy;
  return [
    name,
    available ? 'yes' : 'no',
    step,
    notes === undefined || detail.startsWith('software') ? detail : `${detail}. ${notes}`,
  ];
}
