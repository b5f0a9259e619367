// The standard simple API of Python package indexes: the files of one package, as HTML (PEP 503) or
// as JSON (PEP 691).
import * as v from 'valibot';
import { InputError } from '../input-error';
import { demandOk, request, withCredentials } from './http';
import { normalisedName } from './wheel-name';

export interface IndexedFile {
  readonly name: string;
  readonly url: URL;
  /** In hexadecimal; absent where the index publishes none. */
  readonly sha256?: string;
  /** Bytes; absent where the index does not say. */
  readonly size?: number;
}

const JSON_TYPE = 'application/vnd.pypi.simple.v1+json';
const ACCEPT = `${JSON_TYPE}, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1`;

const listing = v.object({
  files: v.array(
    v.object({
      filename: v.string(),
      url: v.string(),
      hashes: v.record(v.string(), v.string()),
      size: v.optional(v.number()),
      yanked: v.optional(v.union([v.boolean(), v.string()])),
    }),
  ),
});

/**
 * Gives what may be downloaded of a package; what was withdrawn (yanked) is left out.
 * @param index the address under which packages lie: `https://host/simple`.
 */
export async function filesOf(
  index: URL,
  name: string,
  signal: AbortSignal,
): Promise<IndexedFile[]> {
  const page = new URL(index);
  page.pathname = `${page.pathname.replace(/\/+$/, '')}/${normalisedName(name)}/`;
  const response = await request(page, { Accept: ACCEPT }, signal);
  demandOk(response, page);
  const base = withCredentials(new URL(response.url), page);
  const isJson = response.headers.get('content-type')?.startsWith(JSON_TYPE) ?? false;
  const text = await response.text();
  return isJson ? fromJson(text, base) : fromHtml(text, base);
}

function fromJson(text: string, base: URL): IndexedFile[] {
  const read = v.safeParse(listing, parsed(text));
  if (!read.success)
    throw new InputError(
      `the package index ${base.host} answers in a form that is not the simple API`,
    );
  return read.output.files
    .filter(({ yanked }) => yanked === undefined || yanked === false)
    .map(({ filename, url, hashes: { sha256 }, size }) => ({
      name: filename,
      url: withCredentials(new URL(url, base), base),
      ...(sha256 && { sha256 }),
      ...(size !== undefined && { size }),
    }));
}

function fromHtml(text: string, base: URL): IndexedFile[] {
  return [...text.matchAll(/<a\s([^>]*)>([^<]*)<\/a>/gi)].flatMap(([, attributes, label]) => {
    const href = /\bhref\s*=\s*["']([^"']+)["']/i.exec(attributes)?.[1];
    if (href === undefined || /\bdata-yanked\b/i.test(attributes)) return [];
    const url = new URL(unescaped(href), base);
    const sha256 = /^#sha256=([0-9a-f]{64})/i.exec(url.hash)?.[1].toLowerCase();
    url.hash = '';
    const name = unescaped(label.trim());
    return { name, url: withCredentials(url, base), ...(sha256 && { sha256 }) };
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
