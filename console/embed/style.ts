/** How the element looks on anybody's page: nothing of the page gets in but its fonts' size and its colour scheme. */
export const style = `
:host {
  --paper: light-dark(#fcfcfa, #11141a);
  --ink: light-dark(#15181e, #e9e8e3);
  --faint: light-dark(#575d69, #9ba2b0);
  --rule: light-dark(#dfdfd9, #2a2f3a);
  --accent: light-dark(#21439c, #9db8ff);
  --passed: light-dark(#1a6a3c, #7fcf9d);
  --failed: light-dark(#ab2417, #ff9a8b);
  --error: light-dark(#8a4a00, #f0b25e);
  display: block;
  container-type: inline-size;
  background: var(--paper);
  color: var(--ink);
  font: 0.875rem / 1.45 system-ui, sans-serif;
  text-align: start;
}
:host([hidden]) { display: none; }
:host([theme='light']) { color-scheme: light; }
:host([theme='dark']) { color-scheme: dark; }
:host([theme='auto']) { color-scheme: light dark; }
ul { margin: 0; padding: 0; list-style: none; }
li {
  display: grid;
  grid-template-columns: 10.5rem 1fr 6rem;
  gap: 2px 16px;
  padding: 8px 12px;
  border-bottom: 1px solid var(--rule);
}
p { margin: 0; padding: 8px 12px; }
.said { unicode-bidi: isolate; overflow-wrap: anywhere; }
.faint, time { color: var(--faint); }
time { font: 0.929em ui-monospace, monospace; font-variant-numeric: tabular-nums; }
.passed { color: var(--passed); }
.failed { color: var(--failed); }
.error { color: var(--error); }
button {
  margin: 8px 12px;
  min-height: 28px;
  padding: 3px 10px;
  border: 1px solid var(--faint);
  border-radius: 4px;
  background: none;
  color: var(--accent);
  font: inherit;
  cursor: pointer;
}
button:disabled { color: var(--faint); cursor: default; }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
@container (max-width: 36rem) {
  li { grid-template-columns: 1fr; }
}
`;
