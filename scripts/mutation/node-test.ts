/** What the tests of verify/ use of node:test, collected instead of run, so that they can be run again and again. */

export interface TestContext {
  skip(reason?: string): void;
  after(clean: () => unknown): void;
  test(name: string, run: TestFunction): Promise<void>;
}

type TestFunction = (context: TestContext) => unknown;

export interface CollectedTest {
  name: string;
  run: TestFunction;
}

/** The tests of the modules imported so far, in their order. */
export const collected: CollectedTest[] = [];

/** Stands for `test` of node:test. */
export function test(name: string, ...rest: [TestFunction] | [object, TestFunction]): void {
  const run = rest.length === 1 ? rest[0] : rest[1];
  collected.push({ name, run });
}

/** Runs one test with its subtests; rejects with what it throws. */
export async function runCollected({ run }: CollectedTest): Promise<void> {
  const cleaners: (() => unknown)[] = [];
  const context: TestContext = {
    skip: () => {},
    after: (clean) => {
      cleaners.push(clean);
    },
    test: (name, sub) => runCollected({ name, run: sub }),
  };
  try {
    await run(context);
  } finally {
    for (const clean of cleaners) await clean();
  }
}

export default test;
