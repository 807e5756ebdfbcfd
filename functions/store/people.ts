/** The directory. Contacts are here and nowhere else; everything else names people by id. */
import { rowKey } from '../../engine/keys.ts';
import type { Person } from '../../engine/people.ts';
import type { Tables } from '../../engine/ports.ts';
import { asJson, listAll, update } from './rows.ts';

const table = 'people';

/** Everybody, without the number of those who wrote STOP: it must not be texted. */
export async function readPeople(tables: Tables): Promise<readonly Person[]> {
  const [people, stopped] = await Promise.all([
    listAll<Person>(tables, table, { partition: 'people' }),
    listAll<{ stopped: boolean }>(tables, table, { partition: 'numbers' }),
  ]);
  const silent = new Set(stopped.filter(({ value }) => value.stopped).map(({ row }) => row));
  return people.map(({ value }) => (value.phone !== undefined && silent.has(rowKey(value.phone)) ? withoutPhone(value) : value));
}

/** One of them with the number they gave, and whether it wrote STOP. */
export async function readPerson(tables: Tables, id: string): Promise<{ person: Person; stopped: boolean } | undefined> {
  const person = (await tables.read(table, 'people', rowKey(id)))?.value as Person | undefined;
  if (!person) return undefined;
  const number = person.phone === undefined ? undefined : await tables.read(table, 'numbers', rowKey(person.phone));
  return { person, stopped: (number?.value as { stopped?: boolean } | undefined)?.stopped === true };
}

function withoutPhone({ phone: _, ...person }: Person): Person {
  return person;
}

/** Those whose number this is, STOP or not: several people may share a phone. */
export async function peopleWithNumber(tables: Tables, phone: string): Promise<readonly Person[]> {
  const people = await listAll<Person>(tables, table, { partition: 'people' });
  return people.map(({ value }) => value).filter(person => person.phone === phone);
}

export async function putPerson(tables: Tables, person: Person): Promise<void> {
  await tables.write(table, 'people', [{ kind: 'put', row: rowKey(person.id), value: asJson(person) }]);
}

/** STOP and START as the number's owner wrote them. */
export async function setStopped(tables: Tables, phone: string, stopped: boolean): Promise<void> {
  await update<{ stopped: boolean }>(tables, { table, partition: 'numbers', row: rowKey(phone) }, () => ({ value: { stopped } }));
}
