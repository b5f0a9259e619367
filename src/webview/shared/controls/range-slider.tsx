// Two ends of a span on one bar, each of them a slider of the browser.
import type { JSX } from 'preact';
import './controls.css';

type Span = readonly [low: number, high: number];

interface RangeSliderProps {
  /** What it is a span of. */
  readonly label: string;
  /** Both in 0 … 1, rising. */
  readonly span: Span;
  /** What stands at a place, for screen readers. */
  readonly textOf: (place: number) => string;
  readonly onChange: (span: Span) => void;
}

const STEP = 0.01;

export function RangeSlider({ label, span, textOf, onChange }: RangeSliderProps): JSX.Element {
  const [low, high] = span;
  return (
    <div class="range-slider">
      <div class="range-bar" />
      <End
        label={`Least ${label}`}
        place={low}
        text={textOf(low)}
        onPlace={(place) => {
          onChange([Math.min(place, high), high]);
        }}
      />
      <End
        label={`Largest ${label}`}
        place={high}
        text={textOf(high)}
        onPlace={(place) => {
          onChange([low, Math.max(place, low)]);
        }}
      />
    </div>
  );
}

interface EndProps {
  readonly label: string;
  readonly place: number;
  readonly text: string;
  readonly onPlace: (place: number) => void;
}

const End = ({ label, place, text, onPlace }: EndProps): JSX.Element => (
  <input
    type="range"
    min={0}
    max={1}
    step={STEP}
    value={place}
    aria-label={label}
    aria-valuetext={text}
    onInput={({ currentTarget }) => {
      onPlace(Number(currentTarget.value));
      // Past the other end it stays there.
      currentTarget.value = String(place);
    }}
  />
);
