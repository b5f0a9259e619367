// The runs as a tree of two groups: one stop of the Tab key, arrows inside.
import type { JSX } from 'preact';
import { Icon } from '../shared/icon';
import { RunRow } from './run-row';
import { active, fold, folded, groups, rows, tabStop, type Group } from './state';
import { treeKey } from './tree-keys';

export function RunTree(): JSX.Element {
  return (
    <div
      class="runs"
      role="tree"
      aria-label="Runs"
      aria-multiselectable="true"
      onKeyDown={(event) => {
        if (treeKey(event, event.currentTarget)) event.preventDefault();
      }}
    >
      {rows.value.map((row) =>
        row.run ? (
          <RunRow key={row.key} run={row.run} group={row.group} />
        ) : (
          <GroupHead key={row.key} group={row.group} />
        ),
      )}
    </div>
  );
}

function GroupHead({ group }: { readonly group: Group }): JSX.Element {
  const { name, runs } = group;
  const shut = folded.value.has(name);
  return (
    <div
      class="group-head"
      role="treeitem"
      aria-level={1}
      aria-posinset={groups.value.indexOf(group) + 1}
      aria-setsize={groups.value.length}
      aria-expanded={!shut}
      tabIndex={tabStop.value === name ? 0 : -1}
      data-key={name}
      onFocus={() => {
        active.value = name;
      }}
      onClick={() => {
        fold(name, !shut);
      }}
    >
      <Icon name={shut ? 'chevron-right' : 'chevron-down'} />
      {name} <span class="dim figures">{runs.length}</span>
    </div>
  );
}
