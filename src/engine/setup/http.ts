// Requests to a package index: credentials of its address travel in a header and are never said, and
// what keeps a request from being answered is a sentence.
import { InputError } from '../input-error';

/** @throws InputError where the host cannot be reached. What it answers is left to the caller. */
export async function request(
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> {
  const bare = new URL(url);
  bare.username = bare.password = '';
  const authorized = url.username === '' ? headers : { ...headers, ...authorization(url) };
  try {
    return await fetch(bare, { headers: authorized, signal });
  } catch (error) {
    signal.throwIfAborted();
    throw new InputError(
      `the package index ${url.host} cannot be reached (${reasonOf(error)}): go online, or name a mirror with --index`,
    );
  }
}

/** @throws InputError where the host refused. */
export function demandOk(response: Response, url: URL): void {
  if (response.ok) return;
  const what = `${url.host}${url.pathname}`;
  throw new InputError(
    `the package index answered ${response.status} for ${what}: check its address (--index, PIP_INDEX_URL)`,
  );
}

/** An address with the credentials of another of the same origin. */
export function withCredentials(url: URL, of: URL): URL {
  const result = new URL(url);
  if (result.origin === of.origin && result.username === '')
    [result.username, result.password] = [of.username, of.password];
  return result;
}

/** ENOTFOUND, ECONNREFUSED, CERT_HAS_EXPIRED … */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? error.message : reasonOf(error.cause);
}

function authorization({ username, password }: URL): { Authorization: string } {
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}
