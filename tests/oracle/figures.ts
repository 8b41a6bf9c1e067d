import type { Model } from "../../resolvers/model/model.js";
import type { Fn } from "./asks.js";
import { Refusal } from "./refusal.js";
import type { Row, Rows } from "./rows.js";

/** A figure with what decides whether it may be computed with. */
interface Figure {
  row: Row;
  indicator: Row | undefined;
  period: Row | undefined;
  members: Map<string, string>;
}

/** Why the values of figures must not be computed with, in whichever of the words that hold; undefined where they may be. */
export function figuresRefusal(rows: Rows, model: Model, fn: Fn, all: readonly Row[]): Refusal | undefined {
  const figures = all
    .filter(({ value }) => value !== null)
    .map((row): Figure => {
      const coordinates = rows.follow(row, model, "dimensions");
      return {
        row,
        indicator: rows.one(row, model, "indicator"),
        period: rows.one(row, model, "period"),
        members: new Map(coordinates.map(({ dimension, member }) => [String(dimension), String(member)])),
      };
    });
  const found = new Set<string>();
  const differ = (what: (figure: Figure) => unknown) => new Set(figures.map(what)).size > 1;
  const basis = (...names: string[]) =>
    figures.some(({ indicator }) => names.includes(String(indicator?.basis)));
  if (differ(({ row }) => row.unit)) found.add("unlike units");
  if (fn === "sum" || fn === "avg") {
    if (basis("RATE")) found.add("rates");
    if (differ(({ row }) => row.indicatorId)) found.add("more than one indicator");
    if (differ(({ row }) => row.status === "PLAN")) found.add("planned figures");
    if (differ(breakdownOf)) found.add("broken down by");
    if (differ(({ row }) => tierOf(rows, String(row.subjectId))))
      found.add("unlike kinds or levels|more than one subject");
    if (new Set(figures.map(({ row }) => row.figure)).size < figures.length)
      found.add("more than one version");
    if (twice(figures)) found.add("more than once");
    if (differ(({ indicator, period, row }) => lengthOf(indicator, period, row, fn)))
      found.add("periods that may overlap|stocks of more than one period");
  }
  if (fn === "sum") {
    if (basis("TARGET")) found.add("targets");
    if (differ(notAdditive)) found.add("is not additive");
    if (differ(({ indicator, row }) => (indicator?.additiveOverSubjects ? "" : row.subjectId)))
      found.add("more than one subject");
  }
  return found.size > 0 ? new Refusal(new RegExp(Array.from(found).join("|"))) : undefined;
}

const breakdownOf = ({ members }: Figure): string => Array.from(members.keys()).sort().join();

/** The members over which the indicator is not additive. */
function notAdditive({ indicator, members }: Figure): string {
  const named = (indicator?.notAdditiveOver ?? []) as readonly string[];
  const pairs = Array.from(members).filter(
    ([dimension]) => !indicator?.additive || named.includes(dimension),
  );
  return JSON.stringify(pairs.sort());
}

/** Whether two say the same of the same subject and period. */
function twice(figures: Figure[]): boolean {
  const said = figures.map(({ row, members }) =>
    JSON.stringify([row.indicatorId, row.subjectId, row.periodId, Array.from(members).sort()]),
  );
  return new Set(said).size < said.length;
}

/** What subjects have in common that do not contain one another. */
function tierOf(rows: Rows, id: string): string {
  const modelOf = (name: string) =>
    Array.from(rows.catalogue.models).find((model) => model.name === name) as Model;
  const place = rows.byId(modelOf("Place"), id);
  const agency = rows.byId(modelOf("Agency"), id);
  let below = 0;
  for (let one = agency; one?.parentId && below < 100; below += 1) {
    const parent = rows.byId(modelOf("Agency"), String(one.parentId));
    if (!parent || parent.level !== one.level) break;
    one = parent;
  }
  return JSON.stringify([id.split(":")[0], place?.level ?? null, agency?.level ?? null, below]);
}

/** What periods have in common that do not overlap; those of stocks and distinct counts are never added. */
function lengthOf(indicator: Row | undefined, period: Row | undefined, row: Row, fn: Fn): string {
  const { basis } = indicator ?? {};
  if (fn === "avg" && (basis === "STOCK" || basis === "TARGET")) return "";
  const alike = basis === "FLOW" || fn === "avg";
  return alike && period && period.kind !== "RANGE"
    ? `${period.scheme} ${period.kind}`
    : String(row.periodId);
}
