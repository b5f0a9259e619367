// Stands in for the editor's window inside the page: the theme that the page's address names, and
// `acquireVsCodeApi` with a connection behind it on which a fake extension answers.
import { Connection, type Requests } from '../../../src/protocol/connection';
import { asSent } from './as-sent';

type Nothing = Record<string, never>;

export interface Asked {
  readonly name: string;
  readonly params: unknown;
}

export interface FakeWindow<OurRequests extends Requests<OurRequests>, OurEvents extends object> {
  readonly connection: Connection<Nothing, Nothing, OurRequests, OurEvents>;
  /** Requests that came, in order. */
  readonly requests: Asked[];
}

declare global {
  interface Window {
    acquireVsCodeApi: () => unknown;
  }
}

const KEPT = 'kept state';

/** The page's address says what is to be made up. */
export const address = new URLSearchParams(location.search);

/** For answers that believe their parameters. */
export const asIs = (params: unknown): never => params as never;

export function openFakeWindow<
  OurRequests extends Requests<OurRequests>,
  OurEvents extends object,
>(): FakeWindow<OurRequests, OurEvents> {
  const theme = address.get('theme') ?? 'vscode-dark';
  document.documentElement.dataset.theme = theme;
  document.body.className = theme;
  const requests: Asked[] = [];
  let listener: (message: unknown) => void = () => undefined;
  const connection = new Connection<Nothing, Nothing, OurRequests, OurEvents>({
    post: (message) => {
      window.postMessage(asSent(message), '*');
    },
    listen: (theirs) => {
      listener = theirs;
    },
  });
  window.acquireVsCodeApi = () => ({
    postMessage: (message: Partial<Asked>) => {
      const copy = asSent(message) as Partial<Asked>;
      if (copy.name !== undefined) requests.push({ name: copy.name, params: copy.params });
      queueMicrotask(() => {
        listener(copy);
      });
    },
    // Outlives a reload of the page, as the editor's does.
    getState: () => JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as unknown,
    setState: (state: unknown) => {
      sessionStorage.setItem(KEPT, JSON.stringify(state));
    },
  });
  return { connection, requests };
}
