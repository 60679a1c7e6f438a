import type { ReactNode } from 'react';
import './status.css';

type Tone = 'passed' | 'failed' | 'error' | 'faint';

const SHAPES: Readonly<Record<Tone, string>> = { passed: '●', failed: '▲', error: '■', faint: '◌' };

/** A state: a shape, words and a colour, any one of which is enough. */
export function Mark({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`status ${tone}`}>
      <span aria-hidden="true">{SHAPES[tone]}</span> {children}
    </span>
  );
}

interface Look {
  word: string;
  tone: Tone;
}

const LOOKS: Readonly<Record<string, Look>> = {
  PASSED: { word: 'Passed', tone: 'passed' },
  FAILED: { word: 'Failed', tone: 'failed' },
  ERROR: { word: 'Error', tone: 'error' },
  READY: { word: 'Ready', tone: 'faint' },
  PREAUDIT: { word: 'Pre-audit', tone: 'faint' },
};

/** The result of an event. */
export function Status({ status }: { status: string | null }) {
  if (status === null) return <span className="faint">–</span>;
  const { word, tone } = lookOf(status);
  return <Mark tone={tone}>{word}</Mark>;
}

export function lookOf(status: string): Look {
  return LOOKS[status] ?? { word: status, tone: 'faint' };
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
