import type { ComponentType } from 'react';
import { Link, Redirect, useParams } from 'wouter';
import { usePageTitle } from '../../parts/page-title.ts';
import { EmbeddingSection } from './embedding-section.tsx';
import { ErasuresSection } from './erasures-section.tsx';
import { EventTypesSection } from './event-types-section.tsx';
import { HoldsSection } from './holds-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { LinksSection } from './links-section.tsx';
import { RetentionSection } from './retention-section.tsx';
import { TermsSection } from './terms-section.tsx';
import './admin.css';

const SUBJECTS: Readonly<Record<string, readonly [name: string, section: ComponentType]>> = {
  keys: ['API keys', KeysSection],
  links: ['Auditors’ links', LinksSection],
  embedding: ['On other pages', EmbeddingSection],
  'event-types': ['Event types', EventTypesSection],
  retention: ['Retention', RetentionSection],
  holds: ['Legal holds', HoldsSection],
  erasures: ['Erasures', ErasuresSection],
  terms: ['Terms', TermsSection],
};

/** The administration of the company, subject by subject. */
export function AdminPage() {
  const { subject = '' } = useParams<{ subject?: string }>();
  const shown = SUBJECTS[subject];
  usePageTitle(shown?.[0] ?? 'Administration');
  if (shown === undefined) return <Redirect to="/admin/keys" replace />;
  const [name, Shown] = shown;
  return (
    <div className="admin">
      <nav className="admin-subjects" aria-label="Subjects">
        {Object.entries(SUBJECTS).map(([id, [title]]) => (
          <Link key={id} href={`/admin/${id}`} aria-current={id === subject ? 'page' : undefined}>
            {title}
          </Link>
        ))}
      </nav>
      <h1>{name}</h1>
      <Shown />
    </div>
  );
}
