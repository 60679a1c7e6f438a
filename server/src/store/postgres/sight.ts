/**
 * Whose rows a statement is about. The role that a server runs as sees and writes rows of these companies only, whatever
 * the statement asks for (docs/decisions/0025); to the owner of the tables it makes no difference.
 */
import pg from 'pg';

/** Where statements are sent. */
export interface Asking {
  query<Row extends pg.QueryResultRow>(statement: pg.QueryConfig): Promise<pg.QueryResult<Row>>;
  /** Rows as lists, in the order of the columns. */
  query<Row extends unknown[]>(statement: pg.QueryArrayConfig): Promise<pg.QueryArrayResult<Row>>;
}

/** Where statements that read are sent: each says whose rows it is about. */
export interface Reads {
  of(...companies: readonly number[]): Asking;
  /** Of nobody: it sees what lists the companies, and what was made for those who look across them. */
  readonly across: Asking;
}

/** `on` must come from our pools: their connections know what to do with the companies of a statement. */
export function readsOn(on: pg.Pool | pg.PoolClient): Reads {
  const of = (...companies: readonly number[]): Asking => ({
    query: ((statement: pg.QueryConfig) =>
      on.query({ ...statement, sight: sightOf(companies) } as pg.QueryConfig)) as Asking['query'],
  });
  return { of, across: of() };
}

/** The companies, as the setting holds them. */
export function sightOf(companies: readonly number[]): string {
  return `{${companies.join(',')}}`;
}

/** From here to the end of the transaction. */
export async function look(client: pg.PoolClient, ...companies: readonly number[]): Promise<void> {
  await client.query({ ...LOOK, values: [sightOf(companies)] });
}

const LOOK = { name: 'look', text: `SELECT set_config('affidavit.companies', $1, true)` };

type InSight = pg.QueryConfig & { sight?: string };

/**
 * Prepares a new connection. Through a pooler (`isPooled`) statements are sent without their names: a name belongs to a
 * session, and the next transaction may get another one.
 */
export async function teach(client: pg.ClientBase, isPooled: boolean): Promise<void> {
  const look = isPooled ? { ...LOOK, name: '' } : LOOK;
  const { query } = client;
  client.query = ((config: string | InSight, ...rest: unknown[]) => {
    if (typeof config === 'string') return Reflect.apply(query, client, [config, ...rest]);
    const statement = isPooled ? { ...config, name: undefined } : config;
    if (statement.sight === undefined) return Reflect.apply(query, client, [statement, ...rest]);
    const [callback] = rest.filter((one) => typeof one === 'function');
    if (callback !== undefined) return Reflect.apply(query, client, [new Sighted(statement, look), callback]);
    return new Promise((resolve, reject) => {
      const settle = (error: unknown, result: unknown) => (error ? reject(error) : resolve(result));
      Reflect.apply(query, client, [new Sighted(statement, look), settle]);
    });
  }) as typeof client.query;
  // So that its name is known before it is used.
  if (!isPooled) await client.query({ ...LOOK, values: [sightOf([])] });
}

/** What is used of a connection of node-postgres. */
interface Wire {
  parse(statement: { name: string; text: string }): void;
  bind(portal: { statement: string; values: readonly string[] }): void;
  describe(portal: object): void;
  execute(portal: object): void;
  _send(message: Uint8Array): void;
}

/** What is overridden of a query of node-postgres. */
type QueryClass = new (
  config: pg.QueryConfig,
) => {
  name: string | undefined;
  prepare(connection: Wire): void;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Wire): void;
};

function isQueryClass(query: unknown): query is QueryClass {
  const methods = ['prepare', 'handleRowDescription', 'handleDataRow', 'handleCommandComplete'];
  return typeof query === 'function' && methods.every((name) => typeof query.prototype[name] === 'function');
}

/**
 * A connection whose messages wait until all of them are sent in one write. It asks once what the columns of a statement with a
 * name are: they stay the same as long as it has the name.
 */
interface Bundle extends Wire {
  /** By the name of the statement, as node-postgres understood it. */
  readonly described: Map<string, unknown>;
  /** Whether the statement that is sent now has to be described no more. */
  isDescribed: boolean;
  send(): void;
}

const bundles = new WeakMap<Wire, Bundle>();

function bundleOf(connection: Wire): Bundle {
  let bundle = bundles.get(connection);
  if (bundle === undefined) {
    const waiting: Uint8Array[] = [];
    bundle = Object.assign(Object.create(connection) as Wire, {
      described: new Map<string, unknown>(),
      isDescribed: false,
      _send: (message: Uint8Array) => void waiting.push(message),
      describe(this: Bundle, portal: object) {
        if (!this.isDescribed) connection.describe.call(this, portal);
      },
      send: () => connection._send(Buffer.concat(waiting.splice(0))),
    });
    bundles.set(connection, bundle);
  }
  return bundle;
}

const Query: unknown = pg.Query;
if (!isQueryClass(Query)) throw new Error('this release of node-postgres is not the one that is known here');

/**
 * A statement behind one that says what it may see. PostgreSQL takes all that comes before a Sync as one transaction
 * (https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-PIPELINING), so they go as one message, are
 * answered as one, and the setting ends with them.
 */
class Sighted extends Query {
  readonly #sight: string;
  readonly #look: { name: string; text: string };
  #looked = false;
  #bundle: Bundle | null = null;

  constructor({ sight = '', ...statement }: InSight, look: { name: string; text: string }) {
    super({ ...statement, queryMode: 'extended' } as pg.QueryConfig);
    this.#sight = sight;
    this.#look = look;
  }

  override prepare(connection: Wire): void {
    const { name, text } = this.#look;
    const bundle = bundleOf(connection);
    this.#bundle = bundle;
    if (name === '') bundle.parse({ name, text });
    bundle.bind({ statement: name, values: [this.#sight] });
    bundle.execute({});
    const described = this.name === undefined ? undefined : bundle.described.get(this.name);
    bundle.isDescribed = described !== undefined;
    try {
      super.prepare(bundle);
    } finally {
      bundle.send();
    }
    if (described !== undefined) super.handleRowDescription(described);
  }

  override handleRowDescription(message: unknown): void {
    if (this.name !== undefined) this.#bundle?.described.set(this.name, message);
    super.handleRowDescription(message);
  }

  override handleDataRow(message: unknown): void {
    if (this.#looked) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: Wire): void {
    if (this.#looked) super.handleCommandComplete(message, connection);
    this.#looked = true;
  }
}
