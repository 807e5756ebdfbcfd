/**
 * Enters people in the table of a deployment:
 *   node start.mjs run bicep/hooks/enter-people.ts people.json [--contact E-MAIL [PHONE]]
 * The account is TOCSIN_STORAGE_ACCOUNT, the right to write that of whoever is signed in (`az login`). With --contact
 * everybody in the file is reached there, in English: for a first page, whoever is on duty is you.
 */
import { readFile } from 'node:fs/promises';
import { AzureCliCredential } from '@azure/identity';
import { tablesInAzure } from '../../adapters/azure-tables.ts';
import type { Person } from '../../engine/people.ts';
import type { Tables } from '../../engine/ports.ts';
import { putPerson } from '../../functions/store/people.ts';

interface Contact {
  readonly email: string;
  readonly phone?: string;
}

/** People of the file, each as they are to be written. Throws with a sentence about what is wrong. */
export function peopleOf(text: string, contact?: Contact): readonly Person[] {
  const found: unknown = JSON.parse(text);
  if (!Array.isArray(found)) throw new Error('A list of people is wanted: [{ "id": …, "name": …, "email": …, "phone": … }].');
  return found.map((person: Partial<Person>, n) => {
    if (!person?.id || !person.name) throw new Error(`Person ${n + 1} has no "id" or no "name".`);
    const { email, phone, language, ...others } = person;
    const reached: Partial<Person> = contact ?? {
      ...(language && { language }),
      ...(email && { email }),
      ...(phone && { phone }),
    };
    if (reached.phone && !/^\+\d{5,15}$/.test(reached.phone)) throw new Error(`${reached.phone} is not a number as +4799999999.`);
    return { ...others, ...reached } as Person;
  });
}

export async function enterPeople(tables: Tables, people: readonly Person[]): Promise<void> {
  for (const person of people) await putPerson(tables, person);
}

async function main(args: readonly string[], account: string | undefined): Promise<void> {
  const [file, flag, email, phone] = args;
  const contact = flag === '--contact' && email ? { email, ...(phone && { phone }) } : undefined;
  if (!file || !account || (flag && !contact)) {
    throw new Error('TOCSIN_STORAGE_ACCOUNT=NAME node start.mjs run bicep/hooks/enter-people.ts FILE [--contact E-MAIL [PHONE]]');
  }
  const people = peopleOf(await readFile(file, 'utf8'), contact);
  await enterPeople(tablesInAzure({ account, credential: new AzureCliCredential() }), people);
  console.log(`${people.length} people: ${people.map(({ id }) => id).join(', ')}`);
}

if (import.meta.main) {
  await main(process.argv.slice(2), process.env.TOCSIN_STORAGE_ACCOUNT).catch(error => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
}
