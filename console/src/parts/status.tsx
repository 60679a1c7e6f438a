import './status.css';

interface Look {
  mark: string;
  word: string;
  tone: string;
}

const LOOKS: Readonly<Record<string, Look>> = {
  PASSED: { mark: '●', word: 'Passed', tone: 'passed' },
  FAILED: { mark: '▲', word: 'Failed', tone: 'failed' },
  ERROR: { mark: '■', word: 'Error', tone: 'error' },
  READY: { mark: '◌', word: 'Ready', tone: 'faint' },
  PREAUDIT: { mark: '◌', word: 'Pre-audit', tone: 'faint' },
};

/** A result: a shape, a word and a colour, any one of which is enough. */
export function Status({ status }: { status: string | null }) {
  if (status === null) return <span className="faint">–</span>;
  const { mark, word, tone } = lookOf(status);
  return (
    <span className={`status ${tone}`}>
      <span aria-hidden="true">{mark}</span> {word}
    </span>
  );
}

export function lookOf(status: string): Look {
  return LOOKS[status] ?? { mark: '◌', word: status, tone: 'faint' };
}

type Proof = 'pending' | 'signed' | 'witnessed';

const PROOFS: Readonly<Record<Proof, [string, string]>> = {
  pending: ['◌', 'Pending'],
  signed: ['◐', 'Signed'],
  witnessed: ['◉', 'Witnessed'],
};

/** How far an event at a place in the log is vouched for. */
export function proofOf(seq: number, signedSize: number, witnessedSize: number): Proof {
  if (seq < witnessedSize) return 'witnessed';
  return seq < signedSize ? 'signed' : 'pending';
}

export function ProofState({ proof }: { proof: Proof }) {
  const [mark, word] = PROOFS[proof];
  return (
    <span className="status proof">
      <span aria-hidden="true">{mark}</span> {word}
    </span>
  );
}
