// What a machine offers for computing, as lines for people.
import type { BackendReport, DoctorReport } from '../runtime/doctor';
import { productVersion } from '../session/versions';
import { table } from './words';

export function hardwareLines({ onnxRuntime, backends, chosen, reason }: DoctorReport): string[] {
  return [
    `Negative Space ${productVersion}, Node ${process.versions.node}, ONNX Runtime ${onnxRuntime}`,
    ...table(backends.map(cells)).split('\n'),
    `A training takes ${chosen}: ${reason}`,
  ];
}

function cells({ name, available, detail, remedy }: BackendReport): string[] {
  return [name, available ? 'yes' : 'no', remedy === undefined ? detail : `${detail}. ${remedy}`];
}
