import { useState } from 'react';
import { Section } from '../../parts/section.tsx';
import { Value } from '../../parts/value.tsx';
import { isSame, rowsOf } from './metadata.ts';
import './metadata-section.css';

/** What changed, before and after; and the same as it was recorded. */
export function MetadataSection({ metadata }: { metadata: Record<string, unknown> | null }) {
  const [isRaw, setRaw] = useState(false);
  if (metadata === null || Object.keys(metadata).length === 0) return null;
  const { isChange, rows } = rowsOf(metadata);
  return (
    <Section
      title={isChange ? 'What changed' : 'Details'}
      aside={
        <button type="button" className="plain" aria-pressed={isRaw} onClick={() => setRaw(!isRaw)}>
          Raw JSON
        </button>
      }
    >
      {isRaw ? (
        <pre className="raw foreign" tabIndex={0} role="group" aria-label="Raw JSON">
          {JSON.stringify(metadata, null, 2)}
        </pre>
      ) : (
        <table className="metadata">
          <thead>
            <tr>
              <th scope="col">Member</th>
              {isChange && <th scope="col">Before</th>}
              <th scope="col">{isChange ? 'After' : 'Value'}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name} className={isChange && !isSame(row) ? 'is-changed' : ''}>
                <th scope="row" className="foreign">
                  {row.name}
                </th>
                {isChange && (
                  <td>
                    <Value value={row.before} />
                  </td>
                )}
                <td>
                  {isChange && isSame(row) ? (
                    <span className="faint">unchanged</span>
                  ) : (
                    <Value value={row.after} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
