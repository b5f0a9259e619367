// The classes, with their colours and counts: click hides one, Alt-click shows it alone, hovering
// dims the others. One stop of the Tab key. Other colourings are explained in words.
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { count } from '../../shared/numbers';
import { nextOf } from '../../shared/controls/next-of';
import { classColour, classCounts, classSlots } from '../class-colours';
import * as state from '../state';
import { MarkLegend, RampLegend } from './mark-legend';
import { emphasised } from './map-view';

export function Legend(): JSX.Element {
  const samples = state.run.value?.samples;
  const noun = samples?.kind === 'image' ? 'images' : 'samples';
  const byClass = state.colourBy.value === 'class' && samples?.labels !== undefined;
  return (
    <div class="legend facts">
      {byClass && (
        <>
          <div class="legend-head caption dim">
            <span>Class</span>
            <span>{noun}</span>
          </div>
          <ClassList classes={samples.classes} noun={noun} />
        </>
      )}
      {state.colourBy.value === 'difficulty' && <RampLegend />}
      <MarkLegend />
    </div>
  );
}

interface ClassListProps {
  readonly classes: readonly string[];
  readonly noun: string;
}

function ClassList({ classes, noun }: ClassListProps): JSX.Element {
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const next = nextOf([...event.currentTarget.querySelectorAll('button')], event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <div
      class="legend-classes"
      role="group"
      aria-label="Classes shown on the map"
      onKeyDown={onKeyDown}
      onPointerLeave={() => {
        emphasised.value = undefined;
      }}
    >
      {inOrder().map((label, at) => (
        <ClassButton key={label} label={label} name={classes[label]} noun={noun} first={at === 0} />
      ))}
    </div>
  );
}

/** As the data has them; where not all have a colour, the largest first. */
function inOrder(): readonly number[] {
  const counts = classCounts.value;
  const all = counts.map((_, label) => label);
  if (!classSlots.value.includes(-1)) return all;
  return all.sort((a, b) => counts[b] - counts[a] || a - b);
}

interface ClassButtonProps {
  readonly label: number;
  readonly name: string;
  readonly noun: string;
  readonly first: boolean;
}

function ClassButton({ label, name, noun, first }: ClassButtonProps): JSX.Element {
  const shown = !state.hiddenClasses.value.has(label);
  const samples = classCounts.value[label];
  return (
    <button
      type="button"
      class="legend-class"
      aria-pressed={shown}
      title={`${name}: click hides, Alt-click shows only this class`}
      tabIndex={first ? 0 : -1}
      onClick={({ altKey }) => {
        if (altKey) isolate(label);
        else toggle(label);
      }}
      onPointerEnter={() => {
        emphasised.value = shown ? label : undefined;
      }}
    >
      <span class="swatch" style={{ background: classColour(label) }} />
      <span class="cut">{name}</span>
      <span class="unseen">, </span>
      <span class="legend-count figures">{count(samples)}</span>
      <span class="unseen"> {noun}</span>
    </button>
  );
}

function toggle(label: number): void {
  const hidden = new Set(state.hiddenClasses.value);
  if (!hidden.delete(label)) hidden.add(label);
  state.hiddenClasses.value = hidden;
  emphasised.value = undefined;
}

/** A second Alt-click shows all again. */
function isolate(label: number): void {
  const others = classCounts.value.map((_, each) => each).filter((each) => each !== label);
  const alone = others.every((each) => state.hiddenClasses.value.has(each));
  state.hiddenClasses.value = new Set(alone ? [] : others);
  emphasised.value = undefined;
}
