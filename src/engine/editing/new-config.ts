// A config for data that has none: small enough to read, commented, valid for this data.
import { dirname, isAbsolute, relative, sep } from 'node:path';
import { stringify } from 'yaml';
import { detectFormat } from '../dataset/detect-format';
import type { Survey } from './survey';
import { surveyArray } from './survey-array';
import { surveyImages } from './survey-images';
import { surveyTable } from './survey-table';

/**
 * The text of a config that will lie at `configFile`, for a folder of images or a file at `data`.
 * @throws InputError where there is nothing at the path, or nothing that can be a data set.
 */
export async function newConfig(data: string, configFile: string): Promise<string> {
  const survey = await look(data);
  const sections = [
    dataSection(survey, dirname(configFile)),
    survey.kind === 'image' ? imageSections(survey) : vectorSections(survey),
    lossSections(survey),
    trainSections(survey),
  ];
  return `# ${capital(survey.samples)}.\n${sections.join('\n')}`;
}

async function look(path: string): Promise<Survey> {
  const format = await detectFormat({ path, format: 'auto' });
  switch (format) {
    case 'image-folder':
      return surveyImages(path);
    case 'idx':
    case 'npy':
      return surveyArray(path, format);
    default:
      return surveyTable(path, format);
  }
}

/** Images larger than this are made smaller, and get a ResNet. */
const LARGE = 64;

function dataSection({ kind, train, test, labelFile, columns, ...more }: Survey, folder: string) {
  const lines = [
    `train: ${pathFrom(folder, train)}`,
    ...(test === undefined ? [] : [`test: ${pathFrom(folder, test)}`]),
    ...(labelFile === undefined ? [] : [`labels: ${pathFrom(folder, labelFile)}`]),
    ...Object.entries(columns ?? {}).map(([role, name]) => `columns: { ${role}: ${inFlow(name)} }`),
    ...(kind === 'image' && (more.size ?? 0) > LARGE
      ? [`size: ${LARGE}                 # pixels; larger shows more and takes longer`]
      : []),
  ];
  const labels =
    more.labels === undefined
      ? 'No labels were found: the map and the losses are what judges the training.'
      : `Labels, ${more.labels}, judge the training; it does not learn from them.`;
  return `# ${labels}\ndata:\n${indented(lines)}`;
}

function imageSections({ gray = false, handed = false, size = 0 }: Survey): string {
  const encoder =
    size > LARGE
      ? '{ name: resnet18, stem: small }'
      : '{ name: conv, widths: [32, 64, 128, 256], batch_norm: true }';
  const lines = [
    'from: augmentation',
    'crop: [0.2, 1]           # share of the image that a view shows',
    handed
      ? 'flip: 0                  # mirrored, these would be something else'
      : 'flip: 0.5                # 0 where left and right are different things',
    ...(gray ? [] : ['jitter: [0.4, 0.4, 0.4, 0.1]']),
    `gray: ${gray ? '0' : '0.2'}`,
    ...(size > LARGE ? ['blur: 0.5'] : ['blur: 0                  # small images lose too much']),
  ];
  return `
# What is the same thing: two views of one image.
positives:
${indented(lines)}
encoder: ${encoder}
head: { layers: [256, 128] }
`;
}

function vectorSections({ size = 512 }: Survey): string {
  const widths = size < 64 ? '[256, 128]' : '[512, 256]';
  return `
# What is the same thing: a vector with noise, and with some of its numbers left out.
positives:
  from: augmentation
  noise: 0.2               # in standard deviations of each number
  dropout: 0.2             # share of the numbers that are left out

encoder: { name: mlp, widths: ${widths}, batch_norm: true }
head: { layers: [128] }
`;
}

/** τ⁺ is the share of samples that are of the anchor's class. */
function lossSections({ classes }: Survey): string {
  const share = classes === undefined ? 0.1 : Math.min(0.5, Math.max(0.01, 1 / classes));
  const reason = classes === undefined ? 'assumed' : `one of ${classes} classes`;
  return `objective: { name: info-nce, temperature: 0.5 }

# Hard negatives: tau_plus is the share of false ones (${reason}), beta how much near ones count.
negatives: { weighting: hard, tau_plus: ${Number(share.toPrecision(2))}, beta: 1 }
`;
}

function trainSections({ count = Infinity }: Survey): string {
  const batch = Math.max(2, Math.min(256, 2 ** Math.floor(Math.log2(count))));
  return `optimizer: { name: adam, lr: 1.0e-3 }
train: { epochs: 50, batch_size: ${batch}, seed: 1 }
evaluate: { every: 5 }
`;
}

/** With `/`, and `./` where it does not lead upwards; quoted where YAML needs it. */
function pathFrom(folder: string, path: string): string {
  const way = relative(folder, path).split(sep).join('/');
  const plain = way === '' ? '.' : isAbsolute(way) || way.startsWith('..') ? way : `./${way}`;
  return stringify(plain, { lineWidth: 0 }).trim();
}

const inFlow = (name: string): string => JSON.stringify(name);

const indented = (lines: readonly string[]): string => lines.map((line) => `  ${line}\n`).join('');

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
