/** A process of its own that takes a data folder, says so, and keeps it until it is killed. */
import { lockFolder } from '../../local/store/lock.ts';

lockFolder(process.argv[2] ?? '');
// Nobody keeps what lockFolder answered: that must not cost the lock. Run with --expose-gc.
globalThis.gc?.();
process.stdout.write('taken\n');
setInterval(() => {}, 60_000);
