import type { EntityManager } from "typeorm";
import type { Chain } from "./circles.js";
import type { Content } from "./content.js";
import { idOf } from "./item.js";

/** Adds the mistakes that only the database knows of. */
export async function settle(db: EntityManager, content: Content): Promise<void> {
  const { folder } = content;
  await refuseOthers(db, content);
  const held: { id: string }[] = await db.query("SELECT id FROM thing WHERE id = ANY($1)", [
    folder.foreignIds,
  ]);
  folder.settle(new Set(held.map(({ id }) => id)));
  for (const chain of folder.chains) folder.refuseCircles(chain, await storedOf(db, chain));
}

/** What another report holds is referred to by its id, not written again: its own source would be lost. */
async function refuseOthers(db: EntityManager, { folder, items }: Content): Promise<void> {
  const others: { id: string; owner: string }[] = await db.query(
    `SELECT id, report_id AS owner FROM thing WHERE id = ANY($1) AND report_id <> $3
     UNION ALL SELECT figure, report_id FROM observation WHERE figure = ANY($2) AND report_id <> $3`,
    [folder.thingIds, folder.figureIds, folder.reportId],
  );
  const owners = new Map(others.map(({ id, owner }) => [id, owner]));
  for (const item of items) {
    const owner = owners.get(idOf(item));
    if (owner) folder.complain(item, `${owner} has it already; refer to it by its id`);
  }
}

/** What stands above the things of other reports that a chain leads to: a circle can go through them. */
async function storedOf(db: EntityManager, { stored, above }: Chain): Promise<Map<string, string>> {
  const foreign = Array.from(above.values()).filter((id) => !above.has(id));
  if (!stored || foreign.length === 0) return new Map();
  const { table, column } = stored;
  const steps: { id: string; next: string }[] = await db.query(
    `WITH RECURSIVE step (id, next) AS (
       SELECT id, "${column}" FROM "${table}" WHERE id = ANY($1)
       UNION SELECT t.id, t."${column}" FROM "${table}" t JOIN step ON t.id = step.next
     ) SELECT id, next FROM step WHERE next IS NOT NULL`,
    [foreign],
  );
  return new Map(steps.map(({ id, next }) => [id, next]));
}
