import { Link, useSearchParams } from 'wouter';
import { type EventTypes, useEventTypes } from '../../api/admin.ts';
import { ListHead, narrowed, useRowKeys } from '../../parts/list-page.tsx';
import { Time } from '../../parts/time.tsx';
import { count, counted, inWords } from '../../parts/words.ts';
import { Answered } from './admin-parts.tsx';

type Listed = EventTypes['data'][number];

const SHOWN: Readonly<Record<string, readonly [words: string, fits: (type: Listed) => boolean]>> = {
  recorded: ['Recorded here', ({ count }) => count > 0],
  own: ['The company’s own', ({ origin }) => origin === 'COMPANY'],
  all: ['All that may be recorded', () => true],
};

const ORIGINS: Readonly<Record<Listed['origin'], string>> = {
  CONTRACT: 'the contract',
  SYSTEM: 'the system, which alone records it',
  COMPANY: 'the company',
};

/** Which types of events there are, and how many events have each. */
export function EventTypesSection() {
  const types = useEventTypes();
  return <Answered query={types}>{({ data }) => <Types types={data} />}</Answered>;
}

function Types({ types }: { types: readonly Listed[] }) {
  const [search, setSearch] = useSearchParams();
  const words = (search.get('q') ?? '').trim().toLowerCase();
  const [, fits] = SHOWN[search.get('show') ?? ''] ?? SHOWN.recorded ?? [];
  const found = types.filter(
    (type) => fits?.(type) && `${type.name} ${inWords(type.name)}`.toLowerCase().includes(words),
  );
  return (
    <div className="list-page">
      <ListHead found={counted(found.length, 'type')} searched="Search types">
        <select
          aria-label="Which types"
          value={search.get('show') ?? 'recorded'}
          onChange={({ target }) => setSearch(narrowed(search, 'show', target.value))}
        >
          {Object.entries(SHOWN).map(([value, [name]]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </ListHead>
      {found.length === 0 ? (
        <p>
          No such type. A company registers its own with <code>POST /api/event-types</code>.
        </p>
      ) : (
        <TypesTable types={found} />
      )}
    </div>
  );
}

function TypesTable({ types }: { types: readonly Listed[] }) {
  const table = useRowKeys();
  return (
    <table ref={table}>
      <thead>
        <tr>
          <th scope="col">Type</th>
          <th scope="col" className="is-secondary">
            Category
          </th>
          <th scope="col" className="is-secondary">
            Named by
          </th>
          <th scope="col">Events</th>
        </tr>
      </thead>
      <tbody>
        {types.map(({ name, category, origin, version, createdAt, count: events }) => (
          <tr key={name}>
            <th scope="row">
              <Link href={`/events?type=${encodeURIComponent(name)}&last=all`} className="foreign">
                {inWords(name)}
              </Link>
              <p className="mono faint small foreign">{name}</p>
            </th>
            <td className="is-secondary">
              {category === null ? <span className="faint">as each event says</span> : inWords(category)}
            </td>
            <td className="is-secondary">
              {ORIGINS[origin]}
              {createdAt !== null && (
                <p className="small faint">
                  version {version}, <Time at={createdAt} />
                </p>
              )}
            </td>
            <td className="mono">{count(events)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
