import { type Ref, useEffect, useState } from 'react';
import { timeIn, useZone } from '../../parts/time.tsx';
import { FacetPicker } from './facet-picker.tsx';
import {
  MEMBERS,
  type Member,
  queryOf,
  SPANS,
  spanOf,
  type Token,
  toggled,
  tokensOf,
  within,
} from './filter.ts';
import { useValueNames } from './value-name.ts';
import './filter-bar.css';

const PICKED: readonly Member[] = [
  'status',
  'category',
  'type',
  'userId',
  'connectionId',
  'source',
  'workspaceId',
];
const TYPING_MS = 250;

/** Words, time and values; every one of them is in the address. */
export function FilterBar(props: {
  search: URLSearchParams;
  now: number;
  onChange: (search: URLSearchParams) => void;
  wordsRef: Ref<HTMLInputElement>;
}) {
  const { search, now, onChange, wordsRef } = props;
  const tokens = tokensOf(search);
  return (
    <search className="filter-bar" aria-label="Events">
      <Words search={search} onChange={onChange} inputRef={wordsRef} />
      <Span search={search} onChange={onChange} />
      <div className="filter-pickers">
        {PICKED.map((member) => (
          <FacetPicker
            key={member}
            member={member}
            filter={withoutMember(queryOf(search, now), member)}
            chosen={search.getAll(member)}
            onToggle={(value) => onChange(toggled(search, member, value))}
          />
        ))}
      </div>
      {tokens.length > 0 && (
        <ul className="filter-tokens" aria-label="Filtered by">
          {tokens.map((token) => (
            <li key={`${token.name} ${token.value}`}>
              <TokenButton
                token={token}
                onRemove={() => onChange(toggled(search, token.name, token.value))}
              />
            </li>
          ))}
          <li>
            <button type="button" className="plain" onClick={() => onChange(withoutTokens(search))}>
              Clear all
            </button>
          </li>
        </ul>
      )}
    </search>
  );
}

function Words(props: {
  search: URLSearchParams;
  onChange: (search: URLSearchParams) => void;
  inputRef: Ref<HTMLInputElement>;
}) {
  const { search, onChange, inputRef } = props;
  const inAddress = search.get('q') ?? '';
  const [typed, setTyped] = useState(inAddress);
  useEffect(() => setTyped(inAddress), [inAddress]);
  useEffect(() => {
    if (typed.trim() === inAddress) return;
    const later = setTimeout(() => {
      const next = new URLSearchParams(search);
      if (typed.trim() === '') next.delete('q');
      else next.set('q', typed.trim());
      onChange(next);
    }, TYPING_MS);
    return () => clearTimeout(later);
  }, [typed, inAddress, search, onChange]);
  return (
    <input
      ref={inputRef}
      type="search"
      className="filter-words"
      aria-label="Words in the event"
      placeholder="Search words   /"
      value={typed}
      maxLength={1000}
      onChange={({ target }) => setTyped(target.value)}
      onKeyDown={({ key, currentTarget }) => key === 'Escape' && currentTarget.blur()}
    />
  );
}

function Span({
  search,
  onChange,
}: {
  search: URLSearchParams;
  onChange: (search: URLSearchParams) => void;
}) {
  const { name: zone } = useZone();
  const span = spanOf(search);
  const [from, to] = ['createdFrom', 'createdTo'].map((name) => {
    const time = Date.parse(search.get(name) ?? '');
    return Number.isNaN(time) ? '…' : timeIn(zone, time).slice(0, 16);
  });
  return (
    <select
      aria-label="Time"
      value={span ?? 'chosen'}
      onChange={({ target }) => onChange(within(search, target.value))}
    >
      {span === null && (
        <option value="chosen">
          {from} to {to}
        </option>
      )}
      {Object.entries(SPANS).map(([value, { words }]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  );
}

function TokenButton({ token, onRemove }: { token: Token; onRemove: () => void }) {
  const [name] = useValueNames(token.member, [token.value]);
  return (
    <button type="button" className="filter-token" onClick={onRemove}>
      <span className="faint">
        {MEMBERS[token.member]}
        {token.excludes && ' not'}
      </span>
      <span className="foreign">{name}</span>
      <span aria-hidden="true">×</span>
      <span className="hidden-text">, remove</span>
    </button>
  );
}

function withoutMember(query: URLSearchParams, member: Member): string {
  query.delete(member);
  return query.toString();
}

function withoutTokens(search: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const { name } of tokensOf(search)) next.delete(name);
  return next;
}
