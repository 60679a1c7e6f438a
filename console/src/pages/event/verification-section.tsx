import { Complaint } from '../../parts/complaint.tsx';
import { Section } from '../../parts/section.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { KeyField } from '../../verifying/key-field.tsx';
import { Verdict } from '../../verifying/verdict.tsx';
import type { Verification } from './verification.ts';

export function VerificationSection({ verification }: { verification: Verification }) {
  const { checked, error } = verification;
  return (
    <Section title="Checked in this browser">
      {error !== null ? (
        <Complaint error={error} onRetry={verification.again} />
      ) : checked === null ? (
        <Skeleton rows={4} />
      ) : (
        <Verdict checked={checked} />
      )}
      <KeyField />
    </Section>
  );
}
