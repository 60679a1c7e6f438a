import { Facts } from '../parts/facts.tsx';
import type { Checked } from './checked.ts';
import './verdict.css';

const MARKS = { holds: '●', fails: '▲', open: '◌' } as const;
const WORDS = { holds: 'Holds', fails: 'Does not hold', open: 'Not checked' } as const;
const OUTCOMES = { verified: '◉', consistent: '◐', failed: '▲' } as const;

/** What was checked and what it came to; and, as plainly, what was not checked. */
export function Verdict({ checked }: { checked: Checked }) {
  const { outcome, title, detail, rows, notChecked, facts } = checked;
  return (
    <section className={`verdict ${outcome}`} aria-label="What the check found">
      <div className="verdict-head" role="status">
        <span className="verdict-mark" aria-hidden="true">
          {OUTCOMES[outcome]}
        </span>
        <div>
          <h3>{title}</h3>
          <p className="small foreign">{detail}</p>
        </div>
      </div>
      {rows.length > 0 && (
        <ol className="verdict-rows">
          {rows.map(({ state, what, why }) => (
            <li key={what} className={state}>
              <span aria-hidden="true">{MARKS[state]}</span>
              <span>
                <span className="hidden-text">{WORDS[state]}: </span>
                {what}
                {state === 'open' && <span className="faint"> (not checked)</span>}
                {why !== undefined && <strong className="foreign"> {why}</strong>}
              </span>
            </li>
          ))}
        </ol>
      )}
      {notChecked.length > 0 && (
        <>
          <h2>Not checked</h2>
          <ul className="verdict-rows open">
            {notChecked.map((what) => (
              <li key={what}>
                <span aria-hidden="true">◌</span>
                <span className="foreign">{what}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {facts.length > 0 && <Facts facts={facts} />}
    </section>
  );
}
