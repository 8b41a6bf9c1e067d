import { Observation } from "../../entities/observation.js";
import { columnsOf } from "../../resolvers/model/columns.js";
import type { Folder } from "./folder.js";
import type { Item } from "./read.js";
import { readValue } from "./values.js";

/** One figure of a data file: what its row, its breakdown and its counted things are, before it has a version. */
export interface Figure {
  figure: string;
  /** Columns of the observation, but for id, version and moment. */
  values: Record<string, unknown>;
  /** Dimension code → member code. */
  breakdown: Record<string, string>;
  counted: string[];
}

const COLUMNS = columnsOf(Observation);
const PLAIN = ["value", "precision", "qualifier", "status", "statedAs"];
const KEYS = [
  "id",
  "indicator",
  "subject",
  "period",
  "unit",
  "dimensions",
  "partOf",
  "counted",
  "complete",
  "section",
  "lines",
  ...PLAIN,
];

/** Reads one row of observation.csv; the folder hears of what is wrong with it. */
export function figureOf(item: Item, folder: Folder): Figure {
  const cells = Object.fromEntries(
    Object.entries(item.values).flatMap(([key, cell]) => (cell === null ? [] : [[key, String(cell)]])),
  ) as Record<string, string | undefined>;
  folder.slugOf(item, "observation");
  for (const key of Object.keys(cells))
    if (!KEYS.includes(key)) folder.complain(item, `there is no ${key}; known are ${KEYS.join(", ")}`);
  const plain = PLAIN.map((key) => {
    const column = COLUMNS.get(key);
    const cell = cells[key];
    return [key, column && cell !== undefined ? readValue(item, column, cell, folder) : null];
  });
  for (const key of ["status", "indicator", "subject", "unit"])
    if (!cells[key]) folder.complain(item, `${key} is missing`);
  const missing = cells.status === "MISSING";
  if ((cells.value === undefined) !== missing || (cells.qualifier === undefined) !== missing)
    folder.complain(item, "a figure has a value and a qualifier, or else the status MISSING");
  if (cells.unit) folder.need(item, `unit:${cells.unit}`, `there is no unit ${cells.unit}`);
  const counted = Array.from(new Set((cells.counted ?? "").split(/\s+/).filter(Boolean)));
  for (const id of counted) folder.reference(item, "counted", id);
  const reference = (key: string, prefix?: string) => {
    const id = cells[key];
    return id === undefined ? null : folder.reference(item, key, id, prefix);
  };
  return {
    figure: String(cells.id),
    values: {
      ...Object.fromEntries(plain),
      ...folder.sourceOf(item, "observation"),
      unit: cells.unit ?? null,
      indicatorId: reference("indicator", "indicator"),
      subjectId: reference("subject"),
      periodId: reference("period", "period"),
      partOf: cells.partOf === undefined ? null : folder.figure(item, "partOf", cells.partOf),
      complete: cells.complete === undefined ? null : completeness(item, cells.complete, folder),
    },
    breakdown: breakdownOf(item, cells.dimensions ?? "", folder),
    counted,
  };
}

function completeness(item: Item, cell: string, folder: Folder): boolean {
  if (cell !== "yes" && cell !== "no") folder.complain(item, `complete must be yes or no, not ${cell}`);
  return cell === "yes";
}

/** level=3;channel=online → { level: "3", channel: "online" } */
function breakdownOf(item: Item, cell: string, folder: Folder): Record<string, string> {
  const breakdown = new Map<string, string>();
  for (const pair of cell.split(";").filter(Boolean)) {
    const [, dimension = "", member = ""] = /^([^=]*)=?(.*)$/.exec(pair) ?? [];
    folder.need(item, `member:${dimension}.${member}`, `dimensions: there is no member ${pair}`);
    if (breakdown.has(dimension)) folder.complain(item, `dimensions: ${dimension} stands there twice`);
    breakdown.set(dimension, member);
  }
  return Object.fromEntries(breakdown);
}
