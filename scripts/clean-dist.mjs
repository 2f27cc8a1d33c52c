// Removes what an earlier build left: a piece whose source is gone would still be loaded from dist.
import { rm } from 'node:fs/promises';

await rm(new URL('../dist/', import.meta.url), { recursive: true, force: true });
