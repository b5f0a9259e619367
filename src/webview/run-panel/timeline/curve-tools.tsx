// What can be done with an open curve, above it: read a value, smooth, change the axis, export.
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ChartView } from '../../shared/chart/chart-view';
import { IconButton } from '../../shared/controls/icon-button';
import { Menu } from '../../shared/controls/menu';
import { Select } from '../../shared/controls/select';
import type { PlottedCurve } from './curve-lines';
import type { Curve } from '../../shared/curves/curves';
import { closeCurve } from './opened';
import { hovered, playhead } from './playhead';
import { saveCsv, savePicture } from './save-curve';

export type CurveAxis = 'epoch' | 'step';

interface CurveToolsProps {
  readonly curve: Curve;
  readonly plotted: PlottedCurve;
  readonly smoothing: Signal<number>;
  readonly axis: Signal<CurveAxis>;
  readonly view: { readonly current: ChartView | undefined };
}

export function CurveTools(props: CurveToolsProps): JSX.Element {
  const { curve, plotted, smoothing, axis, view } = props;
  return (
    <header class="curve-tools">
      <strong>{curve.label}</strong>
      <ValueThere curve={curve} plotted={plotted} smoothed={smoothing.value > 0} />
      <Smoothing strength={smoothing} />
      <Select
        label="Axis"
        choices={[
          { value: 'epoch', label: 'epochs' },
          { value: 'step', label: 'steps' },
        ]}
        chosen={axis.value}
        onChoose={(chosen: CurveAxis) => {
          axis.value = chosen;
        }}
      />
      <IconButton
        icon="screen-full"
        label="Show all epochs"
        shortcut="0"
        onClick={() => view.current?.fit()}
      />
      <Menu
        icon="export"
        label="Export"
        commands={[
          { label: 'Save as PNG…', run: () => void savePicture(curve, view) },
          { label: 'Save as CSV…', run: () => void saveCsv(curve, plotted) },
        ]}
      />
      <IconButton icon="close" label="Close the curve" shortcut="Escape" onClick={closeCurve} />
    </header>
  );
}

interface ValueThereProps {
  readonly curve: Curve;
  readonly plotted: PlottedCurve;
  readonly smoothed: boolean;
}

/** At the pointer, else at the playhead. */
function ValueThere({ curve, plotted, smoothed }: ValueThereProps): JSX.Element {
  const epoch = hovered.value ?? playhead.value;
  const at = plotted.epochs.indexOf(epoch);
  const value = (values: readonly (number | null)[]): string => curve.format(values[at] ?? NaN);
  return (
    <span class="curve-value facts dim figures cut">
      epoch {epoch} <b>{value(plotted.measured)}</b>
      {smoothed && <>, smoothed {value(plotted.smoothed)}</>}
    </span>
  );
}

function Smoothing({ strength }: { readonly strength: Signal<number> }): JSX.Element {
  return (
    <label class="curve-smoothing facts">
      <span class="dim">Smoothing</span>
      <input
        type="range"
        min="0"
        max="0.95"
        step="0.05"
        value={strength.value}
        onInput={({ currentTarget }) => {
          strength.value = currentTarget.valueAsNumber;
        }}
      />
    </label>
  );
}
