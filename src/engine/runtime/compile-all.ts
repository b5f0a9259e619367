// Several programs that are only of use together.
import type { Program } from '../graph/program';
import type { Executable, Runtime } from './runtime';

/** Compiles them one after the other; where one fails, those before it are given back. */
export async function compileAll<Name extends string>(
  runtime: Runtime,
  programs: Readonly<Record<Name, Program>>,
): Promise<Record<Name, Executable>> {
  const compiled: [string, Executable][] = [];
  try {
    for (const [name, program] of Object.entries<Program>(programs))
      compiled.push([name, await runtime.compile(program)]);
  } catch (error) {
    for (const [, executable] of compiled) await executable.dispose();
    throw error;
  }
  return Object.fromEntries(compiled) as Record<Name, Executable>;
}
