// What `views` and `files` work on: the herbarium's pictures, augmented as peers/views.py has it.
import { join } from 'node:path';
import type { RunConfigInput } from '../src/engine/config/run-config';
import type { Dataset } from '../src/engine/dataset/dataset';
import { openDataset } from '../src/engine/dataset/open-dataset';
import { writeHerbarium } from '../src/engine/sample/herbarium';

/** Images in a batch; twice as many views. */
export const BATCH = 128;

/** torchvision's transforms of peers/views.py: 64×64 pictures become views of 32×32. */
export const positives: NonNullable<RunConfigInput['positives']> = {
  from: 'augmentation',
  size: 32,
  crop: [0.2, 1],
  flip: 0.5,
  jitter: [0.4, 0.4, 0.4, 0.1],
  jitter_probability: 0.8,
  gray: 0.2,
  blur: 0,
};

/** Writes the pictures below `folder`; returns the folder of PNG files. */
export async function writePictures(folder: string, thorough: boolean): Promise<string> {
  const directory = join(folder, 'herbarium');
  const perSpecies = thorough ? 100 : 40;
  return (await writeHerbarium(directory, { seed: 1, perSpecies })).imageFolder;
}

/** Decodes the first time, then reads what was decoded, kept beside the pictures. */
export function openPictures(images: string): Promise<Dataset> {
  return openDataset(
    { path: images, format: 'image-folder' },
    { cacheDirectory: join(images, '..', 'cache') },
  );
}
