/**
 * `npm run test:crash`: kills the server with SIGKILL under a write load, again and again, and compares what was
 * acknowledged with what is there (docs/reliability.md).
 *
 *   --rounds N   how often (default 200)
 *   --seed N     repeat a run's requests and kill times
 *   --control    one round, then damaged copies of its store, which the checks must find
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { type Campaign, runCampaign } from './campaign.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string' },
    control: { type: 'boolean', default: false },
  },
});

function whole(name: string, text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value > 0) return value;
  throw new Error(`--${name} must be a positive whole number, not "${text}"`);
}

const campaign: Campaign = {
  rounds: values.control ? 1 : whole('rounds', values.rounds),
  seed: whole('seed', values.seed ?? String(randomInt(1, 2 ** 31))),
  checkEvery: 10,
  controls: values.control,
  progress(round, acknowledged) {
    if (!process.stdout.isTTY) return;
    process.stdout.write(`\rround ${round} of ${campaign.rounds}, ${acknowledged} acknowledged `);
    if (round === campaign.rounds) process.stdout.write('\n');
  },
};

console.log(`crash test: ${campaign.rounds} rounds, seed ${campaign.seed}`);
try {
  const { acknowledged, retried, checkpoints, controls } = await runCampaign(campaign);
  for (const said of controls) console.log(`control: ${said}`);
  console.log(`${retried} events were sent again after a kill, ${checkpoints} checkpoints were seen`);
  console.log(`${campaign.rounds} rounds, ${acknowledged} acknowledged, 0 lost, 0 doubled, fsck clean`);
} catch (error) {
  console.error(`\nseed ${campaign.seed}: ${(error as Error).message}`);
  process.exitCode = 1;
}
