/** HTML that cannot be broken by what is put into it. */

/** A piece of HTML, as opposed to text that is still to be escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Piece = Html | string | number | null | readonly Piece[];

/** Text in it is escaped, pieces of HTML are not; null is nothing. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(parts.map((part, i) => part + printed(pieces[i] ?? null)).join(''));
}

function printed(piece: Piece): string {
  if (piece === null) return '';
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'object') return piece.map(printed).join('');
  return String(piece).replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Paragraphs with **strong** words and `code`: all the Markdown that our prose uses. */
export function prose(text: string): Html[] {
  return text.split('\n\n').map((paragraph) => html`<p>${spans(paragraph)}</p>`);
}

function spans(text: string): Piece[] {
  return text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).map((span) => {
    if (span.startsWith('**')) return html`<strong>${span.slice(2, -2)}</strong>`;
    if (span.startsWith('`')) return html`<code>${span.slice(1, -1)}</code>`;
    return span;
  });
}
