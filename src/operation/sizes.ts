import type { DataSource } from "typeorm";
import { readSizes } from "../database/sizes.js";
import type { Engine } from "../engine/index.js";

/** How often it is looked whether the tables have grown. */
const WATCH_MS = 60_000;

/** Keeps costs true while rows come and go; while the database is away they stay what they were. */
export function watchSizes(dataSource: DataSource, engine: Engine): NodeJS.Timeout {
  const look = async () => {
    const sizes = await readSizes(dataSource);
    if (sizes.differFrom(engine.plans.sizes)) engine.plans.sizes = sizes;
  };
  return setInterval(() => look().catch(() => {}), WATCH_MS).unref();
}
