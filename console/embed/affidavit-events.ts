/**
 * `<affidavit-events token="…">`: some events of a company, newest first, on a page of somebody else's. It reads what its
 * token opens, and sends nothing but that. All that events say is shown as text, whatever it is.
 *
 * Attributes: `token` (POST /api/embed-tokens); `size`, how many at once (1 to 500, at first 20); `theme`: `light`, `dark` or
 * `auto`, as the reader likes it (without one: as the page is); `label`, what the list is called to screen readers.
 */
import type { EmbeddedEvent, EmbeddedEvents } from '@affidavit/client';
import { inWords } from '../src/parts/words.ts';
import { style } from './style.ts';

const SIZE_AT_FIRST = '20';
/** The server that sent this file. */
const SERVER = new URL(import.meta.url).origin;

/** A shape, a word and a colour: any one of them is enough. */
const RESULTS: Readonly<Record<string, readonly [shape: string, word: string, className: string]>> = {
  PASSED: ['●', 'Passed', 'passed'],
  FAILED: ['▲', 'Failed', 'failed'],
  ERROR: ['■', 'Error', 'error'],
  READY: ['◌', 'Ready', 'faint'],
  PREAUDIT: ['◌', 'Pre-audit', 'faint'],
};

const PROBLEMS: Readonly<Record<number, string>> = {
  401: 'The token of this list is not good any more.',
  403: 'The token of this list is not for this page.',
};

class AffidavitEvents extends HTMLElement {
  static readonly observedAttributes = ['token', 'size', 'label'];

  readonly #list = document.createElement('ul');
  readonly #said = document.createElement('p');
  readonly #more = document.createElement('button');
  #cursor = '';
  /** Ends what is on its way when other events are asked for. */
  #reading = new AbortController();

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    this.#said.setAttribute('role', 'status');
    this.#more.type = 'button';
    this.#more.textContent = 'Show earlier ones';
    this.#more.addEventListener('click', () => void this.#read());
    root.append(this.#list, this.#said, this.#more);
  }

  connectedCallback(): void {
    this.#begin();
  }

  disconnectedCallback(): void {
    this.#reading.abort();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#begin();
  }

  #begin(): void {
    this.#reading.abort();
    this.#reading = new AbortController();
    this.#cursor = '';
    this.#list.replaceChildren();
    this.#list.setAttribute('aria-label', this.getAttribute('label') ?? 'Events');
    void this.#read();
  }

  async #read(): Promise<void> {
    const { signal } = this.#reading;
    this.#more.disabled = true;
    this.#more.hidden = this.#cursor === '';
    this.#said.textContent = 'Reading events …';
    try {
      const { data, pagination } = await this.#ask(signal);
      signal.throwIfAborted();
      const before = this.#list.childElementCount;
      this.#list.append(...data.map(lineOf));
      const count = before + data.length;
      this.#said.textContent = count === 0 ? 'No events yet.' : `${count} events shown.`;
      this.#cursor = pagination.cursor ?? '';
      this.#more.hidden = this.#cursor === '';
    } catch (error) {
      if (signal.aborted) return;
      this.#said.textContent =
        error instanceof Refusal ? error.message : 'The events cannot be read just now.';
      this.#more.hidden = error instanceof Refusal && error.status < 500;
    }
    this.#more.textContent = this.#cursor === '' ? 'Try again' : 'Show earlier ones';
    this.#more.disabled = false;
  }

  async #ask(signal: AbortSignal): Promise<EmbeddedEvents> {
    const url = new URL('/api/embed/events', SERVER);
    url.searchParams.set('size', this.getAttribute('size') ?? SIZE_AT_FIRST);
    if (this.#cursor !== '') url.searchParams.set('cursor', this.#cursor);
    const answer = await fetch(url, {
      signal,
      headers: { authorization: `Bearer ${this.getAttribute('token') ?? ''}` },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    if (!answer.ok) throw new Refusal(answer.status);
    return (await answer.json()) as EmbeddedEvents;
  }
}

class Refusal extends Error {
  readonly status: number;

  constructor(status: number) {
    super(PROBLEMS[status] ?? `The events cannot be read just now (${status}).`);
    this.status = status;
  }
}

function lineOf(event: EmbeddedEvent): HTMLLIElement {
  const line = document.createElement('li');
  const time = document.createElement('time');
  time.dateTime = event.createdAt;
  time.textContent = `${event.createdAt.slice(0, 19).replace('T', ' ')} UTC`;
  const about = [inWords(event.type), event.actor, event.connection, event.testName];
  const what = document.createElement('div');
  what.append(
    text('div', 'said', event.description ?? 'What it said was erased.'),
    text('div', 'said faint', about.filter((one) => one !== null).join(' · ')),
  );
  line.append(time, what, resultOf(event.status));
  return line;
}

function resultOf(status: string | null): HTMLElement {
  const [shape, word, className] = RESULTS[status ?? ''] ?? ['', status ?? '', 'faint'];
  const result = text('span', className, '');
  const sign = text('span', '', shape);
  sign.setAttribute('aria-hidden', 'true');
  result.append(sign, ` ${word}`);
  return result;
}

function text(name: string, className: string, said: string): HTMLElement {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = said;
  return element;
}

// A page may load the file twice.
if (customElements.get('affidavit-events') === undefined)
  customElements.define('affidavit-events', AffidavitEvents);
