import { useState } from 'react';
import { Section } from '../../parts/section.tsx';
import { Value } from '../../parts/value.tsx';
import { count, counted } from '../../parts/words.ts';

const ROWS_AT_FIRST = 20;

/** What a test found wrong: a row an issue, a column for every member that any of them has. */
export function IssuesSection({ issues }: { issues: readonly Record<string, unknown>[] }) {
  const [isAll, setAll] = useState(false);
  if (issues.length === 0) return null;
  const names = [...new Set(issues.flatMap(Object.keys))];
  const shown = isAll ? issues : issues.slice(0, ROWS_AT_FIRST);
  return (
    <Section title={counted(issues.length, 'issue')}>
      <div className="scroll-x" role="group" aria-label="Issues" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {names.map((name) => (
                <th key={name} scope="col" className="foreign">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((issue, row) => (
              <tr key={row}>
                {names.map((name) => (
                  <td key={name}>
                    <Value value={issue[name]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < issues.length && (
        <p>
          <button type="button" onClick={() => setAll(true)}>
            Show all {count(issues.length)}
          </button>
        </p>
      )}
    </Section>
  );
}
