/**
 * What a record says under a name that came from outside. Records have members of the language as well: a signal may be called `toString`,
 * a rule `constructor`.
 */
export const own = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
