/** The plant: some forty devices at three sites, each behind a gateway. */

export type DeviceType = 'freezer' | 'cold-room' | 'leak-sensor' | 'gateway' | 'pump' | 'server-room' | 'tank';

export interface SimulatedDevice {
  readonly id: string;
  readonly type: DeviceType;
  readonly name: string;
  readonly site: string;
  /** The gateway it talks through; a gateway talks for itself. */
  readonly gateway?: string;
  /** Where it stands, for people who must go there. */
  readonly place: string;
}

export const timeZone = 'Europe/Oslo';

interface Kind {
  readonly type: DeviceType;
  readonly prefix: string;
  readonly name: string;
  readonly place: string;
}

const kinds: Readonly<Record<Exclude<DeviceType, 'gateway'>, Kind>> = {
  freezer: { type: 'freezer', prefix: 'frz', name: 'Freezer', place: 'freezer hall' },
  'cold-room': { type: 'cold-room', prefix: 'cold', name: 'Cold room', place: 'loading bay' },
  'leak-sensor': { type: 'leak-sensor', prefix: 'leak', name: 'Leak sensor', place: 'basement' },
  pump: { type: 'pump', prefix: 'pump', name: 'Pump', place: 'plant room' },
  'server-room': { type: 'server-room', prefix: 'srv', name: 'Server room', place: 'first floor' },
  tank: { type: 'tank', prefix: 'tank', name: 'Diesel tank', place: 'yard' },
};

const sites = [
  {
    id: 'oslo',
    name: 'Oslo',
    gateways: 2,
    counts: { freezer: 8, 'cold-room': 3, 'leak-sensor': 2, pump: 1, 'server-room': 1, tank: 1 },
  },
  {
    id: 'bergen',
    name: 'Bergen',
    gateways: 2,
    counts: { freezer: 5, 'cold-room': 2, 'leak-sensor': 1, pump: 2, 'server-room': 0, tank: 1 },
  },
  {
    id: 'tromso',
    name: 'Tromsø',
    gateways: 1,
    counts: { freezer: 3, 'cold-room': 1, 'leak-sensor': 1, pump: 1, 'server-room': 1, tank: 1 },
  },
] as const;

type Site = (typeof sites)[number];

export const siteCount: number = sites.length;
export const simulatedDevices: readonly SimulatedDevice[] = sites.flatMap(site => [...gatewaysOf(site), ...thingsOf(site)]);

function gatewaysOf(site: Site): readonly SimulatedDevice[] {
  return Array.from({ length: site.gateways }, (_, i) => ({
    id: `gw-${site.id}-${i + 1}`,
    type: 'gateway' as const,
    name: `${site.name} ${i + 1}`,
    site: site.id,
    place: 'network cabinet',
  }));
}

/** Shared out among the gateways of the site in turn. */
function thingsOf(site: Site): readonly SimulatedDevice[] {
  const all = Object.values(kinds).flatMap(kind =>
    Array.from({ length: site.counts[kind.type as keyof Site['counts']] }, (_, i) => ({ kind, number: i + 1 })),
  );
  return all.map(({ kind, number }, i) => ({
    id: `${kind.prefix}-${site.id}-${String(number).padStart(2, '0')}`,
    type: kind.type,
    name: `${kind.name} ${number}, ${site.name}`,
    site: site.id,
    gateway: `gw-${site.id}-${(i % site.gateways) + 1}`,
    place: kind.place,
  }));
}
