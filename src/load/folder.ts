import { type Chain, circlesIn } from "./circles.js";
import { type Item, idOf, placeOf } from "./item.js";
import { type Mistakes, shown } from "./mistakes.js";
import { LONGEST, tooLong } from "./texts.js";

const ID = /^([a-z]+):([a-z0-9]+(?:[-.][a-z0-9]+)*)$/;
const LINES = /^(\d{1,9})(?:-(\d{1,9}))?$/;
/** Kinds that give figures and words their meaning; they need no report. */
const DEFINITIONS: readonly string[] = ["unit", "dimension", "member", "period", "indicator", "abbreviation"];
/** The collection of figures, which are no things. */
export const FIGURES = "observations";

/** A mistake unless the database has the thing. */
interface Unsettled {
  item: Item;
  message: string;
  key: string | undefined;
  id: string;
}

/** What the items of one folder may refer to; the mistakes in them go to its list. */
export class Folder {
  readonly reportId: string;
  readonly #unsettled: Unsettled[] = [];
  readonly #things = new Map<string, Item>();
  readonly #figures = new Map<string, Item>();
  readonly #sections = new Map<string, string>();
  readonly #chains = new Map<string, Chain>();

  constructor(
    items: Item[],
    readonly mistakes: Mistakes,
  ) {
    for (const item of items) {
      const id = idOf(item);
      const twin = this.itemOf(id);
      if (twin) this.complain(item, `it stands in ${twin.file}:${twin.line} too`);
      else if (id !== "") (item.collection === FIGURES ? this.#figures : this.#things).set(id, item);
      if (item.collection === "sections") this.#addSection(item, id);
    }
    const reports = items.filter(({ collection }) => collection === "reports");
    if (reports.length !== 1 && !mistakes.unread)
      mistakes.add(`a folder holds exactly one report, not ${reports.length}`);
    this.reportId = reports[0] ? idOf(reports[0]) : "";
  }

  #addSection(item: Item, id: string): void {
    const { number } = item.values;
    if (typeof number !== "string") return;
    const twin = this.#sections.get(number);
    if (twin) this.complain(item, `${twin} has the number ${shown(number)} too`, "number");
    this.#sections.set(number, id);
  }

  /** The item of an id, be it a thing or a figure. */
  itemOf(id: string): Item | undefined {
    return this.#things.get(id) ?? this.#figures.get(id);
  }

  /** The reader's complaint about one item, or about one key of it. */
  complain(item: Item, message: string, key?: string): void {
    this.mistakes.add(message, placeOf(item, key));
  }

  /** A complaint about one item unless the folder or the database has a thing. */
  need(item: Item, id: string, message: string, key?: string): void {
    if (!this.#things.has(id) && !this.mistakes.unread) this.#unsettled.push({ item, message, key, id });
  }

  /** The ids of things that the folder refers to and does not hold. */
  get foreignIds(): string[] {
    return Array.from(new Set(this.#unsettled.map(({ id }) => id)));
  }

  get thingIds(): string[] {
    return Array.from(this.#things.keys());
  }

  get figureIds(): string[] {
    return Array.from(this.#figures.keys());
  }

  /** Complains of every foreign id that the database turns out not to have. */
  settle(held: ReadonlySet<string>): void {
    for (const { item, message, key, id } of this.#unsettled)
      if (!held.has(id)) this.complain(item, message, key);
  }

  /** The text behind a key, which must not be a list; undefined where there is none, or none that can be used. */
  textOf(item: Item, key: string): string | undefined {
    const value = item.values[key];
    if (!Array.isArray(value)) return value;
    this.complain(item, `${shown(key)} must be one text, not a list`, key);
    return undefined;
  }

  /** The slug of an item's id, which must have the prefix. */
  slugOf(item: Item, prefix: string): string {
    if (Object.hasOwn(item.values, "id") && item.values.id === undefined) return "";
    const [, given, slug = ""] = ID.exec(idOf(item)) ?? [];
    const fault =
      given === prefix ? tooLong(idOf(item), LONGEST.id) : `its id must look like ${prefix}:some-name`;
    if (fault) this.complain(item, fault, "id");
    return slug;
  }

  /** The id of a thing, which must be known and of the right kind. */
  reference(item: Item, key: string, id: string, prefix?: string): string {
    if (prefix && !id.startsWith(`${prefix}:`))
      this.complain(item, `${key}: ${shown(id)} does not begin with ${prefix}:`, key);
    else this.need(item, id, `${key}: nothing has the id ${shown(id)}`, key);
    return id;
  }

  /** The id of a figure of the folder. */
  figure(item: Item, key: string, id: string): string {
    if (!this.#figures.has(id) && !this.mistakes.unread)
      this.complain(item, `${key}: no figure has the id ${shown(id)}`, key);
    return id;
  }

  /** Notes that an item stands below another by a key that leads to its own kind, as parent and partOf do. */
  below(item: Item, key: string, id: string, stored?: Chain["stored"]): void {
    const name = `${item.collection}.${key}`;
    const chain: Chain = this.#chains.get(name) ?? { key, stored, above: new Map() };
    this.#chains.set(name, chain);
    chain.above.set(idOf(item), id);
  }

  get chains(): Chain[] {
    return Array.from(this.#chains.values());
  }

  /** Complains of each circle of a chain at one of the items of the folder that close it. */
  refuseCircles({ key, above }: Chain, stored: ReadonlyMap<string, string>): void {
    for (const circle of circlesIn(above, stored)) {
      const [first = ""] = circle;
      const item = this.itemOf(first);
      if (item) this.complain(item, `${key} leads in a circle: ${[...circle, first].join(" → ")}`, key);
    }
  }

  /** Whether things of the kind come from a report, as all but definitions do. */
  hasSource(prefix: string): boolean {
    return !DEFINITIONS.includes(prefix);
  }

  /** Section and lines of an item: what the source of its row is. */
  sourceOf(item: Item, prefix: string): Record<string, unknown> {
    const has = (key: string) => Object.hasOwn(item.values, key);
    if (!has("section") && !has("lines") && !this.hasSource(prefix))
      return { reportId: null, sectionId: null, lineStart: null, lineEnd: null };
    const [section, lines] = [this.textOf(item, "section"), this.textOf(item, "lines")];
    const sectionId = prefix === "section" ? idOf(item) : this.#sections.get(section ?? "");
    if (sectionId === undefined && !has("section")) this.complain(item, "section is missing");
    else if (sectionId === undefined && section !== undefined && !this.mistakes.unread)
      this.complain(item, `there is no section ${shown(section)}`, "section");
    const [, start, end] = LINES.exec(lines ?? "") ?? [];
    const [lineStart, lineEnd] = [Number(start), Number(end ?? start)];
    if (!has("lines")) this.complain(item, "lines is missing");
    else if (lines !== undefined && !(lineStart >= 1 && lineEnd >= lineStart))
      this.complain(item, `lines must look like 250 or 250-252, not ${shown(lines)}`, "lines");
    return { reportId: this.reportId, sectionId: sectionId ?? null, lineStart, lineEnd };
  }
}
