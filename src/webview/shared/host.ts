// The view's end of the conversation with the extension, and what the window keeps for the view.
import { Connection, type Requests } from '../../protocol/connection';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();

type Nothing = Record<string, never>;

/** One for each view. */
export function connectToHost<
  TheirRequests extends Requests<TheirRequests>,
  TheirEvents extends object,
>(): Connection<TheirRequests, TheirEvents, Nothing, Nothing> {
  return new Connection({
    post: (message) => {
      api.postMessage(message);
    },
    listen: (listener) => {
      window.addEventListener('message', ({ data }) => {
        listener(data);
      });
    },
  });
}

/** Of this view before it was hidden or the window reloaded; whatever it finds must be checked. */
export const keptState = (): unknown => api.getState();
export const keepState = (state: unknown): void => {
  api.setState(state);
};
