/** What the compiler makes of the templates, as it lies in `snapshots/`: enough to judge them where no compiler is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../house/sources.ts';

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly location?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly identity?: { readonly type: string; readonly userAssignedIdentities?: Readonly<Record<string, unknown>> };
  readonly sku?: Readonly<Record<string, unknown>>;
  readonly properties?: Readonly<Record<string, unknown>>;
}

export const snapshotText = (name: string): string =>
  readFileSync(join(root, 'test', 'bicep', 'snapshots', `${name}.snap`), 'utf8');

export const resourcesOf = (name: string): readonly Resource[] =>
  (JSON.parse(snapshotText(name)) as { predictedResources: Resource[] }).predictedResources;

export const ofType = (resources: readonly Resource[], type: string): readonly Resource[] =>
  resources.filter(one => one.type === type);

/** The last part of a name that has its parents before it. */
export const ownName = ({ name }: { readonly name: string }): string => name.slice(name.lastIndexOf('/') + 1);

/** A value deep inside, by its path: `routing.endpoints.eventHubs`. */
export const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
