import { type ReactNode, useRef } from 'react';
import { useSearchParams } from 'wouter';
import { useKey } from '../shell/keys.ts';
import { count } from './words.ts';
import './list-page.css';

/** The head of a list: its name unless the page has one, how many it has, and the words that narrow it, which the address keeps as `q`. */
export function ListHead(props: { title?: string; found: string; searched: string; children?: ReactNode }) {
  const { title, found, searched, children } = props;
  const [search, setSearch] = useSearchParams();
  const words = useRef<HTMLInputElement>(null);
  useKey('/', 'search words', () => words.current?.focus());
  return (
    <header className="list-page-head">
      {title !== undefined && <h1>{title}</h1>}
      <p className="faint" role="status">
        {found}
      </p>
      <form role="search" onSubmit={(event) => event.preventDefault()}>
        <input
          ref={words}
          type="search"
          aria-label={searched}
          placeholder={searched}
          defaultValue={search.get('q') ?? ''}
          onChange={({ target }) => setSearch(narrowed(search, 'q', target.value.trim()), { replace: true })}
        />
        {children}
      </form>
    </header>
  );
}

/** The address with a value in place of another, from the first page on; empty: without. */
export function narrowed(search: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete('page');
  if (value === '') next.delete(name);
  else next.set(name, value);
  return next;
}

/** The keys j and k go from row to row of a table whose rows begin with a link. */
export function useRowKeys() {
  const table = useRef<HTMLTableElement>(null);
  const go = (by: number) => {
    const links = [...(table.current?.querySelectorAll<HTMLElement>('tbody th a') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1);
    links[next]?.focus();
  };
  useKey('j', 'go to the next row; Enter opens it', () => go(1));
  useKey('k', 'go to the row before', () => go(-1));
  return table;
}

/** The pages of a list, where there are several; the address keeps which. */
export function Pager({ page, size, total }: { page: number; size: number; total: number }) {
  const [search, setSearch] = useSearchParams();
  if (total <= size) return null;
  const last = Math.ceil(total / size);
  const go = (to: number) => {
    const next = narrowed(search, 'page', '');
    if (to > 1) next.set('page', String(to));
    setSearch(next);
  };
  return (
    <nav className="row" aria-label="Pages of the list">
      <button type="button" disabled={page <= 1} onClick={() => go(page - 1)}>
        Back
      </button>
      <span className="small">
        {count((page - 1) * size + 1)}–{count(Math.min(page * size, total))} of {count(total)}
      </span>
      <button type="button" disabled={page >= last} onClick={() => go(page + 1)}>
        Next
      </button>
    </nav>
  );
}
