/** Lives of alarms whose histories are kept: each brings another kind of step into the driver's history. */
import type { Tables } from '../../engine/ports.ts';
import type { Plant, ScenarioOptions } from '../../local/scenario.ts';
import { byPhoneOnly, doorRule, facilities, freezerIsClosed, freezerIsLeftOpen, notifies } from '../nights/night.ts';

export interface Life {
  readonly name: string;
  /** What is in it that no other life has. */
  readonly about: string;
  readonly options: Partial<ScenarioOptions>;
  tell(plant: Plant): Promise<void>;
}

const door = (plant: Plant) => plant.device('door-1', { deviceType: 'door', name: 'Back door', site: 'oslo' });

const overBeforeThePage: Life = {
  name: 'over-before-the-page',
  about: 'News while the driver sleeps, nobody is paged, and an end.',
  options: { rules: [doorRule, facilities] },
  async tell(plant) {
    await door(plant).reports('door', 'open').once();
    await plant.wait('50s');
    await door(plant).reports('door', 'closed').once();
    await plant.wait('1h');
  },
};

const answered: Life = {
  name: 'answered',
  about: 'A page, its answer, "over" to whoever had it; answers come as news beside timers.',
  options: {},
  async tell(plant) {
    const device = await freezerIsLeftOpen(plant);
    await plant.wait('2m');
    await plant.phone('lena').answers();
    await freezerIsClosed(plant, device);
  },
};

const handedOn: Life = {
  name: 'handed-on',
  about: 'The first person cannot, the second has it, then takes the answer back: news again and again.',
  options: {},
  async tell(plant) {
    const device = await freezerIsLeftOpen(plant);
    await plant.wait('2m');
    await plant.phone('lena').answers('cannot');
    await plant.wait('1m');
    await plant.phone('ingrid').answers();
    await plant.wait('3m');
    await plant.mailbox('ingrid').answers('withdraw');
    await plant.wait('20m');
    await plant.phone('ingrid').answers();
    await freezerIsClosed(plant, device);
  },
};

const nobodyAnswers: Life = {
  name: 'nobody-answers',
  about: 'All steps and rounds of a policy, many pages at once, a case opened and closed, hours of sleep.',
  options: {},
  async tell(plant) {
    const device = await freezerIsLeftOpen(plant);
    await plant.wait('4h');
    await freezerIsClosed(plant, device);
  },
};

const providersDown: Life = {
  name: 'providers-down',
  about: 'Sends that fail and are tried again at the times their outcomes ask for.',
  options: {},
  async tell(plant) {
    plant.provider('sms').fails({ status: 503, times: 4 });
    const device = await freezerIsLeftOpen(plant);
    await plant.wait('20m');
    await plant.mailbox('lena').answers();
    await freezerIsClosed(plant, device);
  },
};

const byPhone = [notifies(doorRule, 'by-phone'), byPhoneOnly];

const longLife: Life = {
  name: 'long-life',
  about: 'More than sixty looks: a relay to the next generation, which goes on and ends.',
  options: { rules: byPhone },
  async tell(plant) {
    await door(plant).reports('door', 'open').once();
    await plant.wait('17h');
    await door(plant).reports('door', 'closed').once();
    await plant.wait('1m');
  },
};

/** A store that cannot be read so many times from now on. */
function storeThatFails() {
  let left = 0;
  const list =
    (tables: Tables): Tables['list'] =>
    async (table, query) => {
      if (table === 'alarms' && left-- > 0) throw Object.assign(new Error('the store is away'), { code: 'store/unavailable' });
      return tables.list(table, query);
    };
  const wrap: NonNullable<ScenarioOptions['wrap']> = ports => ({
    ...ports,
    tables: { ...ports.tables, list: list(ports.tables) },
  });
  return {
    wrap,
    fails(times: number) {
      left = times;
    },
  };
}

function storeAway(): Life {
  const store = storeThatFails();
  return {
    name: 'store-away',
    about: 'Activities that throw and are called again, later each time, with news meanwhile.',
    options: { rules: byPhone, wrap: store.wrap },
    async tell(plant) {
      store.fails(3);
      await door(plant).reports('door', 'open').once();
      await plant.wait('29m');
      store.fails(5);
      await plant.wait('1m2s');
      await door(plant).reports('door', 'closed').once();
      await plant.wait('10m');
    },
  };
}

export const lives = (): readonly Life[] => [
  overBeforeThePage,
  answered,
  handedOn,
  nobodyAnswers,
  providersDown,
  longLife,
  storeAway(),
];
