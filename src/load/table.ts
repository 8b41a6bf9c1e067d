import { type CsvError, type InfoRecord, parse } from "csv-parse/sync";
import type { SourceFile } from "./files.js";
import type { Item } from "./item.js";
import { type Mistakes, shown } from "./mistakes.js";
import { composed, faultOf, storable } from "./texts.js";

/** The columns that a table may have, and those that it must have. */
export interface Columns {
  known: readonly string[];
  required: readonly string[];
}

interface Row {
  record: string[];
  raw: string;
  info: InfoRecord;
}

/** Words for what csv-parse says in the terms of its options. */
const FAULTS: Record<string, string> = {
  INVALID_OPENING_QUOTE:
    'a cell that holds a quote must stand in quotes, and the quote be doubled: "so ""said"""',
  CSV_INVALID_CLOSING_QUOTE: "behind a closing quote a comma or the end of the line must follow",
  CSV_QUOTE_NOT_CLOSED: "a quote is opened and never closed",
};

/** Reads a table: one row an item of the collection; an empty cell is an absent value. */
export function readTable(
  { file, text }: SourceFile,
  collection: string,
  columns: Columns,
  mistakes: Mistakes,
): Item[] {
  const [top, ...rows] = rowsOf(file, text, mistakes);
  if (!top) {
    mistakes.lose("there is no line with the names of the columns", { file, line: 1 });
    return [];
  }
  const header = top.record.map(composed);
  const complete = checkHeader(header, columns, { file, line: lineOf(top) }, mistakes);
  const idAt = header.indexOf("id");
  return rows.map((row): Item => {
    const cells = row.record.map(composed);
    const [id = "", line] = [storable(cells[idAt] ?? ""), lineOf(row)];
    const even = cells.length === header.length;
    if (!even)
      mistakes.add(`it has ${cells.length} cells, and the table has ${header.length} columns`, {
        file,
        line,
        item: id,
      });
    if (!even || !complete) return { file, line, collection, values: id === "" ? {} : { id }, partial: true };
    const filled = header.flatMap((column, index): [string, string | undefined][] => {
      const cell = cells[index] ?? "";
      if (cell === "" || !columns.known.includes(column)) return [];
      const fault = faultOf(cell);
      if (fault) mistakes.add(`${column}: ${fault}`, { file, line, item: id });
      return [[column, fault ? undefined : cell]];
    });
    return { file, line, collection, values: Object.fromEntries(filled) };
  });
}

/** Whether the table has every column that it must have; its other mistakes keep no row from being read. */
function checkHeader(
  header: string[],
  { known, required }: Columns,
  place: { file: string; line: number },
  mistakes: Mistakes,
): boolean {
  for (const [index, column] of header.entries()) {
    if (header.indexOf(column) < index) mistakes.add(`there are two columns ${shown(column)}`, place);
    else if (!known.includes(column))
      mistakes.add(`there is no column ${shown(column)}; known are ${known.join(", ")}`, place);
  }
  const absent = required.filter((column) => !header.includes(column));
  for (const column of absent) mistakes.add(`the column ${column} is missing`, place);
  return absent.length === 0;
}

function rowsOf(file: string, text: string, mistakes: Mistakes): Row[] {
  const lines = new Set<number>();
  const skip = (error: CsvError | undefined, raw = ""): undefined => {
    const { code = "", message = "", lines: last = 1 } = (error ?? {}) as Partial<CsvError & InfoRecord>;
    const line = lineOf({ raw, info: { lines: last } });
    // Each quote of a cell is a mistake of its own to csv-parse.
    if (!lines.has(line)) mistakes.lose(FAULTS[code] ?? message, { file, line });
    lines.add(line);
  };
  return parse(text, {
    info: true,
    raw: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    skip_records_with_error: true,
    on_skip: skip,
  }) as unknown as Row[];
}

/** The line that a row begins on: csv-parse knows the one that it ends on. */
function lineOf({ raw, info }: { raw: string; info: { lines: number } }): number {
  return info.lines - (raw.trim().match(/\r\n|\n|\r/g)?.length ?? 0);
}
