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

/**
 * @param title what is to be set up, as people call it.
 * @param supported processors, in Node's words.
 * @throws InputError where its packages do not run.
 */
export function thisMachine(title: string, supported: readonly string[]): Machine {
  const architecture = architectures[process.arch];
  const isSupported = process.platform === 'linux' && supported.includes(process.arch);
  if (!isSupported || architecture === undefined)
    throw new InputError(
      `${title} is set up on Linux with ${supported.join(' or ')} only, and this is ${process.platform} on ${process.arch}: train with the runtime cpu or webgpu`,
    );
  const glibc = glibcVersion();
  if (glibc === undefined)
    throw new InputError(
      `the packages of ${title} need the GNU C library, which this system does not use: train with the runtime cpu`,
    );
  return { architecture, glibc };
}

/** The minor version of glibc 2, or nothing with another C library (musl). */
function glibcVersion(): number | undefined {
  const { header } = v.parse(reportSchema, process.report.getReport());
  const minor = /^2\.(\d+)/.exec(header.glibcVersionRuntime ?? '')?.[1];
  return minor === undefined ? undefined : Number(minor);
}
