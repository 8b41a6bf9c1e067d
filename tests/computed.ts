import type { TestDatabase } from "./harness.js";

const COMPUTED = "value least greatest stated unit formula origin figures { id source { lineStart } }";

/** What is computed of one figure, by the field that gives it. */
export async function computedOf(database: TestDatabase, id: string, field: string) {
  const { data, errors } = await database.askBoth(
    `query ($id: ID!) { observation(id: $id) { value status computed: ${field} { ${COMPUTED} } } }`,
    { id: `observation:${id}` },
  );
  expect(errors).toEqual([]);
  return data.observation;
}

/** Runs what changes figures, and takes it back. */
export async function changed(
  database: TestDatabase,
  sql: string,
  undo: string,
  ask: () => Promise<void>,
): Promise<void> {
  await database.dataSource.query(sql);
  try {
    await ask();
  } finally {
    await database.dataSource.query(undo);
  }
}

/** SQL that gives a figure another value. */
export const setValue = (id: string, value: string, status = "FINAL"): string =>
  `UPDATE observation SET value = ${value}, status = '${status}' WHERE id = 'observation:${id}'`;
