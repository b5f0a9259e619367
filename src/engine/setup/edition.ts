// Which TensorFlow is set up, and the packages that it is made of.
import { InputError } from '../input-error';
import { hasNvidiaDriver } from '../runtime/nvidia';
import type { TensorFlowVariant } from '../runtime/tensorflow/installation';
import type { Requirement } from './requirement';

export interface Edition {
  /** 2.20.0 */
  readonly version: string;
  readonly variant: TensorFlowVariant;
}

/** 2.20.0-cpu */
export const editionName = ({ version, variant }: Edition): string => `${version}-${variant}`;

export const DEFAULT_VERSION = '2.20.0';
/** Minor versions of TensorFlow 2 with which the addon works. */
const [OLDEST, NEWEST] = [12, 21];
/** The first one whose package names the CUDA libraries it needs. */
const OLDEST_WITH_CUDA = 14;

/** Bytes that a set-up takes at its height. */
export const SPACE: Readonly<Record<TensorFlowVariant, number>> = { cpu: 1.2e9, gpu: 6.5e9 };

/** What a person gets who asks for nothing else. */
export const defaultEdition = (): Edition => ({
  version: DEFAULT_VERSION,
  variant: hasNvidiaDriver() ? 'gpu' : 'cpu',
});

/** @throws InputError with what to give instead. */
export function demandSupported({ version, variant }: Edition): void {
  const minor = Number(/^2\.(\d+)\.\d+$/.exec(version)?.[1]);
  if (!(minor >= OLDEST && minor <= NEWEST))
    throw new InputError(
      `TensorFlow ${version} cannot be used: give a version from 2.${OLDEST} to 2.${NEWEST} in full, such as --version ${DEFAULT_VERSION}`,
    );
  if (variant === 'gpu' && minor < OLDEST_WITH_CUDA)
    throw new InputError(
      `TensorFlow ${version} does not say which CUDA libraries it needs: give a version from 2.${OLDEST_WITH_CUDA}.0 on for the graphics card, or --cpu`,
    );
}

export const tensorFlowPackage = ({ version, variant }: Edition): Requirement => ({
  name: variant === 'cpu' ? 'tensorflow-cpu' : 'tensorflow',
  specifier: `==${version}`,
});
