import { useState } from 'react';
import { useConnections, useUsersNamed } from '../../api/directory.ts';
import { FACET_VALUES, useFacet } from '../../api/events.ts';
import { Complaint } from '../../parts/complaint.tsx';
import { PopoverButton } from '../../parts/popover.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { connectionName, count, nameOf } from '../../parts/words.ts';
import { MEMBERS, type Member } from './filter.ts';
import { useValueNames } from './value-name.ts';

interface Chosen {
  chosen: readonly string[];
  onToggle: (value: string) => void;
}

interface Picking extends Chosen {
  member: Member;
  /** The query of everything else that is filtered by: the counts are among those events. */
  filter: string;
}

interface OtherChoices {
  member: Member;
  /** What was typed. */
  words: string;
  /** Values that are shown already. */
  known: readonly string[];
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
  const isCut = member.endsWith('Id') && facet.data.length >= FACET_VALUES.ids;
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
      <Choices values={shown} chosen={chosen} onToggle={onToggle} />
      {isCut && wanted === '' && (
        <p className="faint small">
          The {FACET_VALUES.ids} with the most events are shown.
          {member in SEARCHED && ' Search finds the others too.'}
        </p>
      )}
      {isCut && wanted !== '' && (
        <Others member={member} words={wanted} known={values} chosen={chosen} onToggle={onToggle} />
      )}
      {shown.length === 0 && !isCut && <p className="faint small">No event here has such a value.</p>}
    </div>
  );
}

interface Choice {
  value: string;
  name: string;
  /** Absent where it is not known. */
  count?: number;
}

function Choices({ values, chosen, onToggle }: { values: readonly Choice[] } & Chosen) {
  return (
    <ul className="facet-values">
      {values.map(({ value, name, count: number }) => (
        <li key={value}>
          <label title={value}>
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => onToggle(value)} />
            <span className="foreign">{name}</span>
            {number !== undefined && <span className="mono faint">{count(number)}</span>}
          </label>
        </li>
      ))}
    </ul>
  );
}

/** Members of which the directory knows more than the list of the most frequent shows. */
const SEARCHED: Partial<Record<Member, true>> = { userId: true, connectionId: true };

/** Those that the words name and that are not among the most frequent: how many events they have is not counted. */
function Others({ member, words, known, ...picking }: OtherChoices & Chosen) {
  const users = useUsersNamed(member === 'userId' ? words : '');
  const connections = useConnections(member === 'connectionId');
  const named =
    member === 'userId'
      ? (users.data?.data ?? []).map((user) => ({ value: String(user.id), name: nameOf(user) }))
      : (connections.data ?? [])
          .map((connection) => ({ value: String(connection.id), name: connectionName(connection) }))
          .filter(({ name }) => name.toLowerCase().includes(words));
  const others = member in SEARCHED ? named.filter(({ value }) => !known.includes(value)) : [];
  if (member === 'userId' && users.isPending) return null;
  if (others.length === 0) return <p className="faint small">Nothing else has such a name.</p>;
  return (
    <>
      <p className="faint small">Not among the {FACET_VALUES.ids} with the most events:</p>
      <Choices values={others} {...picking} />
    </>
  );
}
