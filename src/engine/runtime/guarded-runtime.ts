// A runtime whose device may fail: what its library says of that becomes a `DeviceError`.
import { DeviceError, deviceError } from './device-error';
import type { Executable, Runtime, State } from './runtime';

/** Makes `runtime` itself tell its device's failures, and gives it back. */
export function guarded(runtime: Runtime): Runtime {
  const { name, device } = runtime;
  const guard = { meaning: (error: unknown) => deviceError(name, device, error) };
  const compile = runtime.compile.bind(runtime);
  const createState = runtime.createState.bind(runtime);
  return Object.assign(runtime, {
    compile: async (program: Parameters<Runtime['compile']>[0]) =>
      guardedExecutable(await told(guard, () => compile(program)), guard),
    createState: (values: Parameters<Runtime['createState']>[0]) => {
      try {
        return guardedState(createState(values), guard);
      } catch (error) {
        throw guard.meaning(error);
      }
    },
  });
}

interface Guard {
  /** The `DeviceError` that an error means, or the error itself. */
  readonly meaning: (error: unknown) => unknown;
}

async function told<T>({ meaning }: Guard, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw meaning(error);
  }
}

function guardedExecutable(executable: Executable, guard: Guard): Executable {
  const run = executable.run.bind(executable);
  const enqueue = executable.enqueue?.bind(executable);
  const runMany = executable.runMany?.bind(executable);
  const dispose = executable.dispose.bind(executable);
  return Object.assign(executable, {
    run: (...given: Parameters<Executable['run']>) => told(guard, () => run(...given)),
    ...(enqueue && {
      enqueue: (...given: Parameters<typeof enqueue>) =>
        told(guard, async () => {
          const read = await enqueue(...given);
          return () => told(guard, read);
        }),
    }),
    ...(runMany && {
      runMany: (...given: Parameters<typeof runMany>) => told(guard, () => runMany(...given)),
    }),
    dispose: () => told(guard, dispose).catch(unlessGone),
  });
}

function guardedState(state: State, guard: Guard): State {
  const read = state.read.bind(state);
  const dispose = state.dispose.bind(state);
  return Object.assign(state, {
    read: (name: string) => told(guard, () => read(name)),
    dispose: () => {
      try {
        dispose();
      } catch (error) {
        unlessGone(guard.meaning(error));
      }
    },
  });
}

/** What lay on a device that is gone is gone with it. */
function unlessGone(error: unknown): void {
  if (!(error instanceof DeviceError)) throw error;
}
