import { useState } from 'react';
import { useFacet } from '../../api/events.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { PopoverButton } from '../../parts/popover.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { count } from '../../parts/words.ts';
import { MEMBERS, type Member } from './filter.ts';
import { useValueNames } from './value-name.ts';

interface Picking {
  member: Member;
  /** The query of everything else that is filtered by: the counts are among those events. */
  filter: string;
  chosen: readonly string[];
  onToggle: (value: string) => void;
}

/** A button that opens the values of a member, with how many events have each; typing narrows them. */
export function FacetPicker(props: Picking) {
  const title = MEMBERS[props.member];
  return (
    <PopoverButton
      label={
        <>
          {title} <span aria-hidden="true">▾</span>
        </>
      }
      title={`Filter by ${title.toLowerCase()}`}
      className="facet-button"
    >
      {() => <Values {...props} />}
    </PopoverButton>
  );
}

function Values({ member, filter, chosen, onToggle }: Picking) {
  const facet = useFacet(filter, member);
  const [typed, setTyped] = useState('');
  const values = (facet.data ?? []).map(({ value }) => (value === null ? 'null' : String(value)));
  const names = useValueNames(member, values);
  if (facet.isError) return <Complaint error={facet.error} />;
  if (facet.isPending) return <Skeleton rows={6} />;
  const wanted = typed.trim().toLowerCase();
  const shown = facet.data
    .map(({ count }, i) => ({ value: values[i] ?? '', name: names[i] ?? '', count }))
    .filter(({ value, name }) => `${name} ${value}`.toLowerCase().includes(wanted));
  return (
    <div className="facet">
      <input
        type="search"
        // biome-ignore lint/a11y/noAutofocus: the reader has just opened it to look for a value
        autoFocus
        aria-label={`Search ${MEMBERS[member].toLowerCase()}`}
        placeholder="Search"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <ul className="facet-values">
        {shown.map(({ value, name, count: number }) => (
          <li key={value}>
            <label title={value}>
              <input type="checkbox" checked={chosen.includes(value)} onChange={() => onToggle(value)} />
              <span className="foreign">{name}</span>
              <span className="mono faint">{count(number)}</span>
            </label>
          </li>
        ))}
      </ul>
      {facet.data.length >= 50 && member.endsWith('Id') && (
        <p className="faint small">The 50 with the most events are shown.</p>
      )}
      {shown.length === 0 && <p className="faint small">No event here has such a value.</p>}
    </div>
  );
}
