import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../local/store/database.ts';
import { mail, openPlant, sms } from './plant.ts';

test('a new start finds what was accepted, the reports under way and the cases', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-inbox-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'plant.db');
  const once = sms();
  const card = {
    id: mail().operationId,
    title: 'f-7',
    description: 'freezer-too-warm~f-7~3',
    priority: 'high',
    queue: 'cold',
  } as const;

  const db = openDatabase(path);
  const first = await openPlant({ db });
  await first.sms.send(once);
  await first.email.send(mail());
  await first.crm.open(card);
  const before = first.inbox.log();
  db.close();

  const again = openDatabase(path);
  onTestFinished(() => again.close());
  const second = await openPlant({ db: again });
  expect(second.inbox.log()).toEqual(before);
  expect(second.worker.nextDue()).toBeGreaterThan(second.clock.now());
  await second.sms.send(once);
  await second.email.send(mail());
  await second.crm.open(card);
  expect(second.inbox.log()).toEqual(before);
  await second.pass(4_000);
  expect(second.delivered).toHaveLength(2);
});
