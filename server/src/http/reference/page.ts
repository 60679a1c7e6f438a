/** The API reference: the OpenAPI document as one page that needs no script and asks for nothing but its style. */
import type { MediaType, OpenApiDocument, Operation, Response, Verb } from '../openapi/types.ts';
import { type Html, html, prose } from './html.ts';
import { component, row, typeName } from './schemas.ts';

interface Entry {
  verb: Verb;
  path: string;
  operation: Operation;
}

/** The whole page as text. */
export function referencePage(document: OpenApiDocument): string {
  const entries = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([verb, operation]): Entry => ({ verb: verb as Verb, path, operation })),
  );
  const groups = document.tags.map((tag) => ({
    ...tag,
    entries: entries.filter(({ operation }) => operation.tags.includes(tag.name)),
  }));
  const { info, components } = document;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title} API reference</title>
<link rel="stylesheet" href="/docs/style.css">
</head>
<body>
<nav aria-label="Operations">
<p><a href="#top">${info.title}</a> <small>${info.version}</small></p>
${groups.map(navigation)}
<p><a href="#schemas">Schemas</a></p>
</nav>
<main id="top">
<h1>${info.title} API</h1>
<p class="lead">${info.summary} As a document for programs: <a href="/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
${prose(info.description)}
${groups.map(
  ({ name, description, entries: inGroup }) => html`<h2 id="${anchor(name)}">${name}</h2>
<p>${description}</p>
${inGroup.map(article)}`,
)}
<h2 id="schemas">Schemas</h2>
${Object.entries(components.schemas).map(([name, schema]) => component(name, schema))}
</main>
</body>
</html>
`.text;
}

function navigation({ name, entries }: { name: string; entries: readonly Entry[] }): Html {
  const items = entries.map(
    ({ verb, operation }) =>
      html`<li><a href="#${operation.operationId}">${badge(verb)} ${operation.operationId}</a></li>`,
  );
  return html`<p><a href="#${anchor(name)}">${name}</a></p>
<ul>${items}</ul>
`;
}

function article({ verb, path, operation }: Entry): Html {
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation;
  const permission = operation['x-permission'];
  return html`<article id="${operationId}">
<h3>${summary}</h3>
<p class="path">${badge(verb)} <code>${path}</code></p>
${description === undefined ? null : prose(description)}
<p><small><code>${operationId}</code>; ${permission === undefined ? 'open to everybody' : html`a key with <code>${permission}</code>`}</small></p>
${
  parameters.length === 0
    ? null
    : html`<h4>Parameters</h4>
<table>${parameters.map((one) => row(one.name, one.schema, one.required ? one.in : `${one.in}, optional`, one.description))}</table>`
}
${requestBody === undefined ? null : html`<h4>Body</h4>${contents(requestBody.content)}`}
<h4>Answers</h4>
<dl>${Object.entries(responses).map(([status, response]) => answer(status, response))}</dl>
</article>
`;
}

function answer(status: string, { description, content = {} }: Response): Html {
  return html`<dt><code>${status}</code></dt><dd>${description}${status < '300' ? contents(content) : null}</dd>`;
}

function contents(content: Readonly<Record<string, MediaType>>): Html[] {
  return Object.entries(content).map(([type, media]) => {
    const item = media['x-itemSchema'];
    const shown = item === undefined ? typeName(media.schema) : html`each line or message ${typeName(item)}`;
    return html`<div><small>${type}</small> ${shown}</div>`;
  });
}

function badge(verb: Verb): Html {
  return html`<span class="verb ${verb}">${verb.toUpperCase()}</span>`;
}

function anchor(tag: string): string {
  return `tag-${tag.replaceAll(/\W+/g, '-')}`;
}
