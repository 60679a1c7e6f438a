/** What a certificate that holds says, and what it does not say, in sentences for people. */
import type { CertificateHead } from './certificate-file.ts';

export function statements(
  { company, filter, first, origin, period, size }: CertificateHead,
  { matching, others }: { matching: number; others: number },
  outcome: 'verified' | 'consistent',
): { proven: string[]; notProven: string[] } {
  const asked = `createdAt from ${period.from} to ${period.to}${filtered(filter)}`;
  const proven = [
    `${matching} events among entries ${first} to ${size - 1} of ${origin} (company ${company}) have ${asked}; ` +
      `${others} others do not.`,
    `The file holds every entry from number ${first} on that the log held at size ${size}, each as it was sealed.`,
  ];
  if (first > 0)
    proven.push(
      `Entry ${first - 1} was recorded more than 5 minutes before the period. While the log keeps its rules ` +
        '(recordedAt never decreases, createdAt is at most 5 minutes after recordedAt), no earlier one is of the period.',
    );
  const notProven = [
    `Events recorded after size ${size} can still be given a createdAt in the period.`,
    'The times are those that the log states; a witness bounds them.',
    'What the events say is not in the file: each has its affidavit.',
    'Whether everything that happened was recorded.',
  ];
  if (first > 0)
    notProven.unshift(
      `That the ${first} entries before the first keep the rules of the log: an audit of it shows that.`,
    );
  if (filter.userId !== undefined)
    notProven.push(
      matching > 0
        ? `That user ${filter.userId} acts under no other pseudonym than the one opened here.`
        : `That the pseudonym opened here is the one of user ${filter.userId}: no event in the file bears it. Compare the ` +
            'tag salt with that of an affidavit of one of their events.',
    );
  if (outcome === 'consistent')
    notProven.push('Who signed: no key was pinned, so the file vouches only for itself.');
  return { proven, notProven };
}

function filtered(filter: CertificateHead['filter']): string {
  const parts = Object.entries(filter).map(
    ([name, value]) => `${name} ${(Array.isArray(value) ? value : [value]).map(String).join(' or ')}`,
  );
  return parts.length === 0 ? '' : ` and ${parts.join(' and ')}`;
}
