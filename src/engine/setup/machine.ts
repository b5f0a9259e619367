// What a set-up needs to know of the machine: its architecture and its C library.
import * as v from 'valibot';
import { InputError } from '../input-error';
import type { Machine } from './wheel-name';

const architectures: Readonly<Partial<Record<string, string>>> = {
  x64: 'x86_64',
  arm64: 'aarch64',
};

const reportSchema = v.object({
  header: v.object({ glibcVersionRuntime: v.optional(v.string()) }),
});

/** @throws InputError where TensorFlow's packages do not run. */
export function thisMachine(): Machine {
  const architecture = architectures[process.arch];
  if (process.platform !== 'linux' || architecture === undefined)
    throw new InputError(
      `TensorFlow is set up on Linux with x64 or arm64 only, and this is ${process.platform} on ${process.arch}: train with the runtime cpu or webgpu`,
    );
  const glibc = glibcVersion();
  if (glibc === undefined)
    throw new InputError(
      'TensorFlow’s packages need the GNU C library, which this system does not use: train with the runtime cpu',
    );
  return { architecture, glibc };
}

/** The minor version of glibc 2, or nothing with another C library (musl). */
function glibcVersion(): number | undefined {
  const { header } = v.parse(reportSchema, process.report.getReport());
  const minor = /^2\.(\d+)/.exec(header.glibcVersionRuntime ?? '')?.[1];
  return minor === undefined ? undefined : Number(minor);
}
