import { Section } from '../../parts/section.tsx';

/** The keys that sign, and their words: to be compared with what is on paper. */
export function KeysSection({ keys }: { keys: readonly { vkey: string; words: string }[] }) {
  return (
    <Section
      title={keys.length === 1 ? 'Key' : 'Keys'}
      aside={
        <a href="/api/log/key-sheet.pdf" download>
          On a page to print
        </a>
      }
    >
      {keys.map(({ vkey, words }) => (
        <div key={vkey}>
          <p className="log-words">{words}</p>
          <code className="small">{vkey}</code>
        </div>
      ))}
      <p className="small faint">
        Give an auditor these words in person. A key that comes with what it signs proves nothing.
      </p>
    </Section>
  );
}
