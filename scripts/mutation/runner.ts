/**
 * A test runner for Stryker that loads the tests of verify/ once and runs those that reach a mutant in the same process:
 * a process for every test file and mutant takes hours.
 */
import { globSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  type CompleteDryRunResult,
  type DryRunOptions,
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  type TestRunnerCapabilities,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { type CollectedTest, collected, runCollected } from './node-test.ts';

type Memory = typeof import('./remembered.ts');

/** How the instrumented code talks with its runner. */
interface Instrumentation {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: CompleteDryRunResult['mutantCoverage'];
}

const shared: typeof globalThis & { __stryker__?: Instrumentation } = globalThis;
shared.__stryker__ ??= {};
const instrumentation: Instrumentation = shared.__stryker__;

class InProcessRunner implements TestRunner {
  private tests: Map<string, CollectedTest> | null = null;
  /** How long each test took when it last held, in milliseconds: quick ones go first, for the first failure ends a run. */
  private readonly times = new Map<string, number>();

  capabilities(): TestRunnerCapabilities {
    return { reloadEnvironment: false };
  }

  async dryRun(options: DryRunOptions): Promise<DryRunResult> {
    const result = await this.run([...(await this.load()).keys()], options.disableBail);
    const { mutantCoverage } = instrumentation;
    return mutantCoverage === undefined ? result : { ...result, mutantCoverage };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    instrumentation.hitLimit = options.hitLimit;
    instrumentation.hitCount = options.hitLimit === undefined ? undefined : 0;
    if (options.mutantActivation === 'static') instrumentation.activeMutant = options.activeMutant.id;
    try {
      const tests = await this.load();
      instrumentation.activeMutant = options.activeMutant.id;
      const result = await this.run(options.testFilter ?? [...tests.keys()], options.disableBail);
      return toMutantRunResult(
        determineHitLimitReached(instrumentation.hitCount, options.hitLimit) ?? result,
      );
    } catch (error) {
      return toMutantRunResult({ status: DryRunStatus.Error, errorMessage: String(error) });
    } finally {
      instrumentation.activeMutant = undefined;
    }
  }

  /** Only at the first run, so that what a module does when it is loaded is mutated too. */
  private async load(): Promise<Map<string, CollectedTest>> {
    if (this.tests !== null) return this.tests;
    const beside = (name: string): string => new URL(name, import.meta.url).href;
    const shims = new Map([
      ['node:test', beside('node-test.ts')],
      ['fast-check', beside('fast-check.ts')],
      ['./remembered.ts', beside('remembered.ts')],
    ]);
    registerHooks({
      resolve(specifier, context, next) {
        const url = shims.get(specifier);
        const isOwn =
          context.parentURL === url || context.parentURL?.endsWith('/remembered.test.ts') === true;
        return url === undefined || isOwn ? next(specifier, context) : { url, shortCircuit: true };
      },
    });
    const tests = new Map<string, CollectedTest>();
    for (const file of [...globSync('verify/src/*.test.ts').sort(), 'verify/test/sentences.test.ts']) {
      const before = collected.length;
      await import(pathToFileURL(resolve(file)).href);
      for (const test of collected.slice(before)) tests.set(`${file}: ${test.name}`, test);
    }
    this.tests = tests;
    return tests;
  }

  private async run(ids: readonly string[], all: boolean): Promise<CompleteDryRunResult> {
    const { forgetAll }: Memory = await import('./remembered.ts');
    forgetAll();
    const results: TestResult[] = [];
    const time = (id: string): number => this.times.get(id) ?? 0;
    for (const id of ids.toSorted((a, b) => time(a) - time(b))) {
      const result = await this.runOne(id);
      results.push(result);
      if (result.status === TestStatus.Failed && !all) break;
    }
    return { status: DryRunStatus.Complete, tests: results };
  }

  private async runOne(id: string): Promise<TestResult> {
    const test = this.tests?.get(id);
    const started = performance.now();
    const base = { id, name: id };
    if (test === undefined) return { ...base, timeSpentMs: 0, status: TestStatus.Skipped };
    instrumentation.currentTestId = id;
    try {
      await runCollected(test);
      const timeSpentMs = performance.now() - started;
      this.times.set(id, timeSpentMs);
      return { ...base, timeSpentMs, status: TestStatus.Success };
    } catch (error) {
      const failureMessage = error instanceof Error ? error.message : String(error);
      return { ...base, timeSpentMs: performance.now() - started, status: TestStatus.Failed, failureMessage };
    } finally {
      instrumentation.currentTestId = undefined;
    }
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
