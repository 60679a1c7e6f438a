/** The style of the reference: the reader's own fonts, and light or dark as the reader's system is. */
export const style = `
:root { color-scheme: light dark; --line: light-dark(#d5d9de, #3b4148); --soft: light-dark(#f5f6f8, #1d2125);
  --text: light-dark(#1c2126, #dfe3e8); --back: light-dark(#fff, #15181b); --link: light-dark(#0b5cad, #7db8f5); }
* { box-sizing: border-box; }
body { margin: 0; display: grid; grid-template-columns: 19rem minmax(0, 1fr); color: var(--text); background: var(--back);
  font: 15px/1.55 system-ui, sans-serif; }
a { color: var(--link); text-decoration: none; }
a:hover, a:focus-visible { text-decoration: underline; }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1rem; border-right: 1px solid var(--line);
  background: var(--soft); font-size: 13px; }
nav p { margin: .9rem 0 .2rem; font-weight: 600; }
nav ul { margin: 0; padding: 0; list-style: none; }
nav li { padding: .1rem 0; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
main { padding: 1.5rem 2.5rem 6rem; max-width: 64rem; }
h1 { margin-top: 0; }
h2 { margin-top: 3.5rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
h3 { margin: 0 0 .4rem; font-size: 1.05rem; }
h4 { margin: 1rem 0 .3rem; font-size: .85rem; }
article, .schema { margin: 1.2rem 0; padding: 1rem 1.2rem; border: 1px solid var(--line); border-radius: 6px; }
article:target, .schema:target { border-color: var(--link); }
.lead { font-size: 1.1rem; }
.path { margin: .2rem 0; }
code { font: 13px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; }
td { padding: .3rem .8rem .3rem 0; border-top: 1px solid var(--line); vertical-align: top; }
td:first-child { width: 30%; }
td:nth-child(2) { width: 35%; }
dl { display: grid; grid-template-columns: 3.5rem minmax(0, 1fr); gap: .25rem .5rem; margin: 0; }
dd { margin: 0; }
small { color: light-dark(#5a646e, #9aa4ae); }
.verb { display: inline-block; min-width: 3.4rem; padding: 0 .35rem; border-radius: 3px; background: #3d6b99; color: #fff;
  font: 600 11px/1.6 ui-monospace, monospace; text-align: center; }
.post { background: #2f7a4d; } .put, .patch { background: #8f6112; } .delete { background: #a83a3a; }
@media (max-width: 50rem) { body { display: block; } nav { position: static; height: auto; max-height: 40vh; } main { padding: 1rem; } }
`;
