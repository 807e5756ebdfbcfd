/**
 * Writes the histories that `golden.test.ts` replays: `npm run record-replays`. What was recorded before is then no longer proven,
 * so from the first release on only new lives are added; until then a line in CHANGELOG.md says that drivers under way are ended.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { driverId } from '../../engine/alarms/occurrence.ts';
import { type Plant, scenario } from '../../local/scenario.ts';
import { samplePeople, shippedRules } from '../nights/night.ts';
import { type Golden, goldenFolder } from './golden.ts';
import { type Life, lives } from './lives.ts';

async function record(life: Life): Promise<readonly Golden[]> {
  const plant = await scenario({ rules: shippedRules(), people: samplePeople(), ...life.options });
  try {
    await life.tell(plant);
    const { body } = await plant.api('GET', '/api/alarms?top=200');
    const ids = (body.items as readonly { id: string }[]).map(({ id }) => id);
    return ids.flatMap(id => generationsOf(plant, id)).map(history => ({ about: life.about, history }));
  } finally {
    await plant.close();
  }
}

function generationsOf(plant: Plant, alarmId: string): readonly Golden['history'][] {
  const { durable } = plant.house.host;
  const found: Golden['history'][] = [];
  for (let generation = 0; ; generation++) {
    const history = durable.history(driverId(alarmId, generation));
    if (history.length === 0) return found;
    found.push(history);
  }
}

/** One event a line: a change of the driver then shows as the lines that it changes. */
const written = ({ about, history }: Golden): string =>
  `{ "about": ${JSON.stringify(about)},\n  "history": [\n${history.map(event => `    ${JSON.stringify(event)}`).join(',\n')}\n] }\n`;

mkdirSync(goldenFolder, { recursive: true });
for (const life of lives()) {
  const recorded = await record(life);
  for (const [i, golden] of recorded.entries()) {
    const name = recorded.length === 1 ? life.name : `${life.name}.${i}`;
    writeFileSync(join(goldenFolder, `${name}.json`), written(golden));
    console.log(`${name}: ${golden.history.length} events`);
  }
}
console.log('Say in CHANGELOG.md that drivers under way are ended, and why the old histories could not be kept.');
