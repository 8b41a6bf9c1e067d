import { THINGS, type ThingPrefix } from "../../entities/index.js";
import type { Item } from "./read.js";

const ID = /^([a-z]+):([a-z0-9]+(?:[-.][a-z0-9]+)*)$/;
/** Kinds that give figures their meaning; no report tells them. */
const DEFINITIONS: readonly string[] = ["unit", "dimension", "member", "period", "indicator"];

/** What the items of one folder may refer to, and the mistakes found in them so far. */
export class Folder {
  readonly mistakes: string[] = [];
  readonly reportId: string;
  readonly #ids = new Map<string, string>();
  readonly #sections = new Map<string, string>();

  constructor(
    items: Item[],
    /** Whether the database has a thing already. */
    private readonly inDatabase: (id: string) => boolean,
  ) {
    for (const { place, collection, values } of items) {
      const id = String(values.id);
      const twin = this.#ids.get(id);
      if (twin) this.mistakes.push(`${place}: ${id} stands in ${twin} too`);
      this.#ids.set(id, place);
      if (collection === "sections") this.#sections.set(String(values.number), id);
    }
    const reports = items.filter(({ collection }) => collection === "reports");
    if (reports.length !== 1) this.mistakes.push(`a folder holds exactly one report, not ${reports.length}`);
    this.reportId = String(reports[0]?.values.id);
  }

  /** The reader's complaint about one item. */
  complain({ place, values }: Item, message: string): void {
    this.mistakes.push(`${place} (${values.id}): ${message}`);
  }

  knows(id: string): boolean {
    return this.#ids.has(id) || this.inDatabase(id);
  }

  /** The slug of an item's id, which must have the prefix. */
  slugOf(item: Item, prefix: string): string {
    const [, given, slug = ""] = ID.exec(String(item.values.id)) ?? [];
    if (given !== prefix) this.complain(item, `its id must look like ${prefix}:some-name`);
    return slug;
  }

  /** An id that must be known and of the right kind. */
  reference(item: Item, key: string, value: unknown, prefix?: ThingPrefix): string {
    const id = String(value);
    if (prefix && !id.startsWith(`${prefix}:`))
      this.complain(item, `${key}: ${id} is not the id of a ${prefix}`);
    else if (!this.knows(id)) this.complain(item, `${key}: nothing has the id ${id}`);
    return id;
  }

  /** Whether things of the kind come from a report, as all but definitions do. */
  hasSource(prefix: string): boolean {
    return !DEFINITIONS.includes(prefix);
  }

  /** Section and lines of an item: what the source of its row is. */
  sourceOf(item: Item, prefix: string): Record<string, unknown> {
    const { section, lines } = item.values;
    if (section === undefined && !this.hasSource(prefix))
      return { reportId: null, sectionId: null, lineStart: null, lineEnd: null };
    const sectionId = prefix === "section" ? String(item.values.id) : this.#sections.get(String(section));
    if (!sectionId)
      this.complain(item, section === undefined ? "section is missing" : `there is no section ${section}`);
    const [, start, end] = /^(\d+)(?:-(\d+))?$/.exec(String(lines)) ?? [];
    const [lineStart, lineEnd] = [Number(start), Number(end ?? start)];
    if (!(lineStart >= 1 && lineEnd >= lineStart))
      this.complain(item, `lines must look like 250 or 250-252, not ${lines}`);
    return { reportId: this.reportId, sectionId: sectionId ?? null, lineStart, lineEnd };
  }
}

/** The kind of thing that a collection of a data file holds. */
export function prefixOf(collection: string): ThingPrefix | undefined {
  const kind = Object.entries(THINGS).find(([, { many }]) => many === collection);
  return kind?.[0] as ThingPrefix | undefined;
}
