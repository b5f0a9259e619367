// The licences of the packages that a build took in, as one text for the people who get the build.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param inputs paths of bundled files. @param beside packages that are shipped as they are. */
export function thirdPartyNotices(inputs, beside) {
  const folders = new Set(beside.map((name) => `node_modules/${name}`));
  for (const input of inputs) {
    // The innermost: a package may bring its own version of another.
    const found = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
    if (found) folders.add(found[0]);
  }
  return [...folders]
    .sort()
    .map(notice)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** Whose packages come without their licence's text: all of them are under the MIT licence. */
const holders = [['onnxruntime-', 'Copyright (c) Microsoft Corporation. All rights reserved.']];

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (texts.length === 0) texts.push(textOfMit(name, license));
  return [`${name} ${version} (${license})`, ...texts, ''].join('\n\n');
}

/** @throws an Error where nobody has written down who holds the copyright. */
function textOfMit(name, license) {
  const [, holder] = holders.find(([start]) => name.startsWith(start)) ?? [];
  if (holder === undefined || license !== 'MIT')
    throw new Error(`The package ${name} has no text of its licence (${license}).`);
  // Our own licence is the same one.
  const ours = readFileSync('LICENSE', 'utf8');
  return `${holder}\n\n${ours.slice(ours.indexOf('Permission is hereby granted')).trim()}`;
}
