import { Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useSession } from '../api/session.ts';
import { SignInPage } from '../pages/sign-in/sign-in-page.tsx';
import { TermsPage } from '../pages/sign-in/terms-page.tsx';
import { pages } from '../pages.tsx';
import { Complaint } from '../parts/complaint.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Shell } from './shell.tsx';

export function App() {
  return (
    <Switch>
      <Route path="/sign-in" component={SignInPage} />
      <Route path="/setup" component={SignInPage} />
      <Route>
        <SignedIn />
      </Route>
    </Switch>
  );
}

function SignedIn() {
  const session = useSession();
  const [path] = useLocation();
  if (session.isPending) return null;
  if (session.isError) return <Complaint error={session.error} onRetry={() => void session.refetch()} />;
  if (session.data === null) return <Redirect to={signInAddress(path)} replace />;
  if (!session.data.termsAccepted) return <TermsPage session={session.data} />;
  return (
    <Shell session={session.data}>
      <Suspense fallback={<Skeleton rows={12} />}>
        <Switch>
          <Route path="/">
            <Redirect to="/events" replace />
          </Route>
          {pages.map(({ path: pattern, component }) => (
            <Route key={pattern} path={pattern} component={component} />
          ))}
          <Route>
            <p>There is no such page. The navigation shows all there are.</p>
          </Route>
        </Switch>
      </Suspense>
    </Shell>
  );
}

/** Whoever signs in comes back to where they were going. */
function signInAddress(path: string): string {
  const wanted = path + location.search;
  return wanted === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(wanted)}`;
}
