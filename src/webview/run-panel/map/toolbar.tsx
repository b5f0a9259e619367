// The row over the map: search, colouring, and what the map is shown as.
import type { JSX } from 'preact';
import { IconButton } from '../../shared/controls/icon-button';
import { Select, type Choice } from '../../shared/controls/select';
import { numberColumns } from '../colour-requests';
import { hasPictures } from '../pictures';
import * as state from '../state';
import { inputWords, toggleInput } from './input-map';
import { lassoing, showWhole } from './map-view';
import { Search } from './search';

const colourings: readonly Choice<state.ColourBy>[] = [
  { value: 'class', label: 'Class' },
  { value: 'split', label: 'Split' },
  { value: 'cluster', label: 'Cluster' },
  { value: 'flag', label: 'Flag' },
  { value: 'difficulty', label: 'Difficulty' },
];

/** What the data have numbers of comes last. */
const choices = (): readonly Choice<state.ColourBy>[] => [
  ...colourings,
  ...numberColumns().map(({ name }) => ({
    value: `column:${name}` as const,
    label: name,
    group: 'Columns of the data',
  })),
];

export function Toolbar(): JSX.Element {
  const { colourBy, showPictures, asTable, mapOf } = state;
  const table = asTable.value;
  return (
    <div class="map-tools" role="toolbar" aria-label="Map">
      <Search />
      <Select
        label="Colour"
        choices={choices()}
        chosen={colourBy.value}
        onChoose={(chosen) => {
          colourBy.value = chosen;
        }}
      />
      <span class="map-tools-gap" />
      <IconButton
        icon="lasso"
        label="Lasso"
        shortcut="L"
        pressed={lassoing.value}
        disabled={table}
        onClick={() => {
          lassoing.value = !lassoing.value;
        }}
      />
      {hasPictures() && (
        <IconButton
          icon="file-media"
          label="Pictures"
          shortcut="P"
          pressed={showPictures.value}
          disabled={table}
          onClick={() => {
            showPictures.value = !showPictures.value;
          }}
        />
      )}
      <IconButton
        icon={hasPictures() ? 'device-camera' : 'symbol-numeric'}
        label={`Map ${inputWords()}`}
        shortcut="I"
        pressed={mapOf.value === 'input'}
        disabled={table}
        onClick={toggleInput}
      />
      <IconButton
        icon="screen-full"
        label="Show everything"
        shortcut="0"
        disabled={table}
        onClick={showWhole}
      />
      <IconButton
        icon="table"
        label="Table"
        shortcut="T"
        pressed={table}
        onClick={() => {
          asTable.value = !table;
        }}
      />
    </div>
  );
}
