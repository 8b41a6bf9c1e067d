import { HOLDERS, Observation } from "../../entities/observation.js";
import { columnsOf } from "../../resolvers/model/columns.js";
import { breakdownOf } from "./breakdown.js";
import type { Folder } from "./folder.js";
import { type Item, idOf } from "./item.js";
import { shown } from "./mistakes.js";
import type { Columns } from "./table.js";
import { readValue } from "./values.js";

/** One figure of a data file: what its row, its breakdown and the things that it names are, before it has a version. */
export interface Figure {
  figure: string;
  /** Columns of the observation, but for id, version and moment. */
  values: Record<string, unknown>;
  /** Dimension code → member code. */
  breakdown: Record<string, string>;
  about: string[];
  counted: string[];
}

const FIELDS = columnsOf(Observation);
const PLAIN = ["value", "precision", "qualifier", "status", "statedAs"];
const REQUIRED = ["status", "indicator", "subject", "unit"];
const KNOWN = [
  "id",
  "indicator",
  "subject",
  "about",
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

/** The columns of observation.csv. */
export const COLUMNS: Columns = { known: KNOWN, required: ["id", ...REQUIRED, "section", "lines"] };

/** Reads one row of observation.csv; the folder hears of what is wrong with it. */
export function figureOf(item: Item, folder: Folder): Figure {
  for (const key of Object.keys(item.values))
    if (!KNOWN.includes(key))
      folder.complain(item, `there is no ${shown(key)}; known are ${KNOWN.join(", ")}`, key);
  const cells = Object.fromEntries(KNOWN.map((key) => [key, folder.textOf(item, key)]));
  folder.slugOf(item, "observation");
  const plain = PLAIN.map((key) => {
    const column = FIELDS.get(key);
    const cell = cells[key];
    return [key, column && cell !== undefined ? readValue(item, column, cell, folder) : null];
  });
  for (const key of REQUIRED)
    if (!Object.hasOwn(item.values, key)) folder.complain(item, `${key} is missing`);
  const missing = cells.status === "MISSING";
  if (["value", "qualifier"].some((key) => Object.hasOwn(item.values, key) === missing))
    folder.complain(item, "a figure has a value and a qualifier, or else the status MISSING");
  if (Number(cells.precision ?? 1) <= 0)
    folder.complain(
      item,
      "precision must be more than 0, the step that the value is rounded to",
      "precision",
    );
  if (cells.unit) folder.need(item, `unit:${cells.unit}`, `there is no unit ${shown(cells.unit)}`, "unit");
  if (cells.partOf) folder.below(item, "partOf", folder.figure(item, "partOf", cells.partOf));
  const things = (key: "about" | "counted"): string[] => {
    const ids = Array.from(new Set((cells[key] ?? "").split(/\s+/).filter(Boolean)));
    return ids.map((id) => folder.reference(item, key, id));
  };
  const about = things("about");
  for (const id of about)
    if (id === cells.subject) folder.complain(item, `about: ${shown(id)} is its subject already`, "about");
    else noHolder(item, "about", id, folder);
  if (cells.subject) noHolder(item, "subject", cells.subject, folder);
  const reference = (key: string, prefix?: string) => {
    const id = cells[key];
    return id === undefined ? null : folder.reference(item, key, id, prefix);
  };
  return {
    figure: idOf(item),
    values: {
      ...Object.fromEntries(plain),
      ...folder.sourceOf(item, "observation"),
      unit: cells.unit ?? null,
      indicatorId: reference("indicator", "indicator"),
      subjectId: reference("subject"),
      periodId: reference("period", "period"),
      partOf: cells.partOf ?? null,
      complete: cells.complete === undefined ? null : completeness(item, cells.complete, folder),
    },
    breakdown: breakdownOf(item, "dimensions", (cells.dimensions ?? "").split(";"), folder),
    about,
    counted: things("counted"),
  };
}

/** A report has the figures that it states, a unit those that are in it: neither is what a figure is about. */
function noHolder(item: Item, key: string, id: string, folder: Folder): void {
  const [kind = ""] = id.split(":", 1);
  if (!HOLDERS.includes(kind)) return;
  const others = `${HOLDERS.slice(0, -1).join(", ")} or ${HOLDERS.at(-1)}`;
  folder.complain(item, `${key}: ${shown(id)} is a ${kind}; a figure is about no ${others}`, key);
}

function completeness(item: Item, cell: string, folder: Folder): boolean {
  if (cell !== "yes" && cell !== "no")
    folder.complain(item, `complete must be yes or no, not ${shown(cell)}`, "complete");
  return cell === "yes";
}
