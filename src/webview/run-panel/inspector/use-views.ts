// The two views that the encoder saw of a sample in an epoch, ready to draw.
import { useEffect, useState } from 'preact/hooks';
import type { ViewsReport } from '../../../protocol/run-view';
import { drawableOf, type Drawable } from '../pictures';
import { host } from '../requests';

export interface DrawableView {
  readonly drawable: Drawable;
  readonly description: string;
}

/** Empty: there are none. Undefined: not here yet. */
export function useViews(
  index: number,
  epoch: number | undefined,
): readonly DrawableView[] | undefined {
  const [views, setViews] = useState<readonly DrawableView[]>();
  useEffect(() => {
    if (epoch === undefined) return undefined;
    const request = new AbortController();
    host.request('views', { index, epoch }, request.signal).then(
      (report) => {
        if (!request.signal.aborted) setViews(drawable(report));
      },
      () => {
        if (!request.signal.aborted) setViews([]);
      },
    );
    return () => {
      request.abort();
    };
  }, [index, epoch]);
  return views;
}

const drawable = (report: ViewsReport): readonly DrawableView[] =>
  report.views.map((view) => ({ drawable: drawableOf(view), description: view.description }));
