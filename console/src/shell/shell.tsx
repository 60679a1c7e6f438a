import { type ReactNode, useEffect, useState } from 'react';
import { Link, useRoute } from 'wouter';
import { type Session, switchCompany } from '../api/session.ts';
import { pages } from '../pages.tsx';
import { usePreference } from '../parts/preferences.ts';
import { useZone } from '../parts/time.tsx';
import { Help } from './help.tsx';
import { useKey } from './keys.ts';
import { ReaderMenu } from './reader-menu.tsx';
import './shell.css';

/** What stands around every page. */
export function Shell({ session, children }: { session: Session; children: ReactNode }) {
  const [help, setHelp] = useState(false);
  const zone = useZone();
  useKey('?', 'show what the keys do', () => setHelp(true));
  useKey('t', 'switch between UTC and local time', zone.toggle);
  return (
    <div className="shell">
      <a className="shell-skip" href="#page">
        Skip to the page
      </a>
      <header className="shell-side">
        <Link href="/events" className="shell-mark">
          <Seal />
          Affidavit
        </Link>
        <Company session={session} />
        <nav aria-label="Pages">
          {pages.map(({ path, navigation }) =>
            navigation === undefined ? null : (
              <NavigationLink key={path} path={path}>
                {navigation}
              </NavigationLink>
            ),
          )}
        </nav>
        <div className="shell-foot">
          <button type="button" className="plain" onClick={zone.toggle} title="Key t">
            Times in {zone.isUtc ? 'UTC' : zone.name}
          </button>
          <ThemeButton />
          <button type="button" className="plain" onClick={() => setHelp(true)} title="Key ?">
            Keys
          </button>
          <a href="/docs">API</a>
          <ReaderMenu session={session} />
        </div>
      </header>
      <main id="page" tabIndex={-1}>
        {children}
      </main>
      <Help isOpen={help} onClose={() => setHelp(false)} />
    </div>
  );
}

/** The mark: a leaf in a ring. */
function Seal() {
  return (
    <svg width="18" height="18" viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <circle cx="8" cy="8" r="2.6" fill="currentColor" />
    </svg>
  );
}

function NavigationLink({ path, children }: { path: string; children: ReactNode }) {
  const [isHere] = useRoute(`${path}/*?`);
  return (
    <Link href={path} aria-current={isHere ? 'page' : undefined}>
      {children}
    </Link>
  );
}

function Company({ session: { company, companies } }: { session: Session }) {
  if (companies.length < 2) return <p className="shell-company foreign">{company.name}</p>;
  return (
    <select
      className="shell-company"
      aria-label="Company"
      value={company.id}
      onChange={({ target }) => void switchCompany(target.value).then(() => location.assign('/events'))}
    >
      {companies.map(({ companyId, name }) => (
        <option key={companyId} value={companyId}>
          {name}
        </option>
      ))}
    </select>
  );
}

const THEMES = ['system', 'light', 'dark'] as const;

function ThemeButton() {
  const [theme, setTheme] = usePreference('theme', 'system');
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const next = THEMES[(THEMES.indexOf(theme as 'system') + 1) % THEMES.length] ?? 'system';
  return (
    <button type="button" className="plain" onClick={() => setTheme(next)}>
      Theme: {theme}
    </button>
  );
}
