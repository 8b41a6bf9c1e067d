import { Observation } from "../../entities/observation.js";
import { columnsOf } from "../../resolvers/model/columns.js";
import type { Folder } from "./folder.js";
import type { Item } from "./read.js";
import { readValue } from "./things.js";

/** One figure of a data file: what its row, its breakdown and its counted things are, before it has a version. */
export interface Figure {
  figure: string;
  /** Columns of the observation, but for id, version and moment. */
  values: Record<string, unknown>;
  /** Dimension code → member code. */
  breakdown: Record<string, string>;
  counted: string[];
}

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

/** Reads one row of observation.csv; what is wrong with it is told to the folder. */
export function figureOf(item: Item, folder: Folder): Figure {
  const columns = columnsOf(Observation);
  const cells = item.values as Record<string, string | undefined>;
  folder.slugOf(item, "observation");
  for (const key of Object.keys(cells))
    if (!KEYS.includes(key)) folder.complain(item, `there is no ${key}; known are ${KEYS.join(", ")}`);
  const plain = PLAIN.map((key) => {
    const column = columns.get(key);
    const cell = cells[key];
    return [key, column && cell !== undefined ? readValue(item, column, cell, folder) : null];
  });
  for (const key of ["status", "indicator", "subject", "unit"])
    if (!cells[key]) folder.complain(item, `${key} is missing`);
  const missing = cells.status === "MISSING";
  if ((cells.value === undefined) !== missing || (cells.qualifier === undefined) !== missing)
    folder.complain(item, "a figure has a value and a qualifier, or else the status MISSING");
  if (cells.unit && !folder.knows(`unit:${cells.unit}`))
    folder.complain(item, `there is no unit ${cells.unit}`);
  const counted = (cells.counted ?? "").split(/\s+/).filter(Boolean);
  for (const id of counted) folder.reference(item, "counted", id);
  return {
    figure: String(cells.id),
    values: {
      ...Object.fromEntries(plain),
      ...folder.sourceOf(item, "observation"),
      unit: cells.unit ?? null,
      indicatorId: folder.reference(item, "indicator", cells.indicator, "indicator"),
      subjectId: folder.reference(item, "subject", cells.subject),
      periodId: cells.period ? folder.reference(item, "period", cells.period, "period") : null,
      partOf: cells.partOf ? folder.reference(item, "partOf", cells.partOf) : null,
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
  const pairs = cell.split(";").filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => {
      const [dimension = "", member = ""] = pair.split("=");
      if (!folder.knows(`member:${dimension}.${member}`))
        folder.complain(item, `dimensions: there is no member ${pair}`);
      return [dimension, member];
    }),
  );
}
