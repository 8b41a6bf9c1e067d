import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Thing } from "../entities/base.js";
import { THINGS } from "../entities/index.js";
import { PACKAGE_ROOT } from "../src/paths.js";
import { useDatabase } from "./harness.js";

const database = useDatabase();

/**
 * The second reading of what the source names, line by line: a line, the kind of thing, words of its name with their
 * diacritics, and what the text says of it as columns of the data. A column without a value is one that the text does
 * not fill: of what form a document is, or whether a programme is for radio.
 */
const reading: { line: string; kind: keyof typeof THINGS; name: string; says: string }[] = parse(
  readFileSync(join(PACKAGE_ROOT, "tests/named.csv"), "utf8"),
  { columns: true },
);

type Loaded = Thing & Record<string, unknown>;

/** The loaded things of one kind. */
async function loaded(kind: keyof typeof THINGS): Promise<Loaded[]> {
  const rows = (await database.dataSource.getRepository(THINGS[kind].entity).find()) as unknown as Loaded[];
  return rows.filter(({ lineStart }) => lineStart !== null);
}

const namesOf = ({ name, aliases, number }: Loaded): string =>
  [name, number ?? "", ...aliases].join("\n").toLowerCase();

const stands = (thing: Loaded, line: number): boolean =>
  Number(thing.lineStart) <= line && line <= Number(thing.lineEnd ?? thing.lineStart);

/** Whether a thing has just what the reading says of it. */
const agrees = (thing: Loaded, says: string): boolean =>
  says
    .split(";")
    .filter((fact) => fact !== "")
    .every((fact) => {
      const [column = "", value] = fact.split("=");
      return String((column in thing ? thing[column] : thing[`${column}Id`]) ?? "") === value;
    });

test.each(Array.from(new Set(reading.map(({ kind }) => kind))))(
  "Every %s that the second reading names is in the data, with what the text says of it, and no other is",
  async (kind) => {
    const unread = await loaded(kind);
    const missed: string[] = [];
    for (const { line, name, says } of reading.filter((row) => row.kind === kind)) {
      const fitting = unread.filter(
        (thing) =>
          stands(thing, Number(line)) && namesOf(thing).includes(name.toLowerCase()) && agrees(thing, says),
      );
      // Of an office and its board, whose name is in the other's, the shorter name is the board's.
      const [found] = fitting.sort((a, b) => a.name.length - b.name.length);
      if (found) unread.splice(unread.indexOf(found), 1);
      else missed.push(`${name} on line ${line} (${says})`);
    }
    expect(missed).toEqual([]);
    expect(unread.map(({ id }) => id)).toEqual([]);
  },
);

test("No Khmer name is made up where the source gives none", async () => {
  const { data } = await database.ask("{ things(where: { nameKm: { isNull: false } }) { totalCount } }");
  expect(data).toEqual({ things: { totalCount: 0 } });
});
