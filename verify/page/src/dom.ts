/** Building the page. Everything that is shown goes in as text: nothing of a file can become markup. */

export type Child = Node | string | null;

/** An element with a class, or with attributes, and what is in it; null is left out. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> | string,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  const all = typeof attributes === 'string' ? { class: attributes } : attributes;
  for (const [attribute, value] of Object.entries(all)) if (value !== '') made.setAttribute(attribute, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A table of two columns. */
export function facts(rows: readonly (readonly [string, Child])[]): HTMLElement {
  return element(
    'dl',
    '',
    ...rows
      .filter(([, value]) => value !== null)
      .flatMap(([name, value]) => [element('dt', '', name), element('dd', '', value)]),
  );
}

export function section(title: string, ...children: readonly Child[]): HTMLElement {
  return element('section', '', element('h2', '', title), ...children);
}

/** Has the browser save a text as a file. */
export function save(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  element('a', { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}
