import { useTerms } from '../../api/admin.ts';
import { Section } from '../../parts/section.tsx';
import { Trail } from '../../parts/trail.tsx';
import { Answered } from './admin-parts.tsx';

/** What users agree to before anything else is answered, and who did. */
export function TermsSection() {
  const terms = useTerms();
  return (
    <>
      <Answered query={terms}>
        {({ version, text }) => (
          <Section title={`Version ${version}`}>
            <p className="terms-text">{text}</p>
          </Section>
        )}
      </Answered>
      <Section title="Agreed to by">
        <Trail filter="type=TERMS_AGREED" nothing="No agreement is recorded yet." />
      </Section>
    </>
  );
}
