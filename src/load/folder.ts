import type { Item } from "./read.js";

const ID = /^([a-z]+):([a-z0-9]+(?:[-.][a-z0-9]+)*)$/;
const LINES = /^(\d{1,9})(?:-(\d{1,9}))?$/;
/** Kinds that give figures their meaning; they need no report. */
const DEFINITIONS: readonly string[] = ["unit", "dimension", "member", "period", "indicator"];
/** The collection of figures, which are no things. */
export const FIGURES = "observations";

interface Mistake {
  item: Item;
  message: string;
}

/** What the items of one folder may refer to, and the mistakes found in them so far. */
export class Folder {
  readonly reportId: string;
  readonly #general: string[] = [];
  readonly #mistakes: Mistake[] = [];
  /** Mistakes unless the database has the thing. */
  readonly #unsettled: (Mistake & { id: string })[] = [];
  readonly #things = new Set<string>();
  readonly #figures = new Set<string>();
  readonly #sections = new Map<string, string>();

  constructor(private readonly items: Item[]) {
    const places = new Map<string, string>();
    for (const item of items) {
      const { place, collection, values } = item;
      const id = String(values.id);
      const twin = places.get(id);
      if (twin) this.complain(item, `it stands in ${twin} too`);
      places.set(id, place);
      (collection === FIGURES ? this.#figures : this.#things).add(id);
      if (collection === "sections") this.#addSection(item, String(values.number), id);
    }
    const reports = items.filter(({ collection }) => collection === "reports");
    if (reports.length !== 1) this.#general.push(`a folder holds exactly one report, not ${reports.length}`);
    this.reportId = String(reports[0]?.values.id);
  }

  #addSection(item: Item, number: string, id: string): void {
    const twin = this.#sections.get(number);
    if (twin) this.complain(item, `${twin} has the number ${number} too`);
    this.#sections.set(number, id);
  }

  /** The reader's complaint about one item. */
  complain(item: Item, message: string): void {
    this.#mistakes.push({ item, message });
  }

  /** A complaint about one item unless the folder or the database has a thing. */
  need(item: Item, id: string, message: string): void {
    if (!this.#things.has(id)) this.#unsettled.push({ item, message, id });
  }

  /** The ids of things that the folder refers to and does not hold. */
  get foreignIds(): string[] {
    return Array.from(new Set(this.#unsettled.map(({ id }) => id)));
  }

  get thingIds(): string[] {
    return Array.from(this.#things);
  }

  get figureIds(): string[] {
    return Array.from(this.#figures);
  }

  /** Every mistake in the order of the files, once it is known which foreign ids the database has. */
  mistakes(held: ReadonlySet<string>): string[] {
    const order = new Map(this.items.map((item, index) => [item, index]));
    const place = ({ item }: Mistake) => order.get(item) ?? 0;
    const all = [...this.#mistakes, ...this.#unsettled.filter(({ id }) => !held.has(id))];
    const lines = all
      .sort((a, b) => place(a) - place(b))
      .map(({ item, message }) => `${item.place} (${item.values.id}): ${message}`);
    return [...this.#general, ...lines];
  }

  /** The slug of an item's id, which must have the prefix. */
  slugOf(item: Item, prefix: string): string {
    const [, given, slug = ""] = ID.exec(String(item.values.id)) ?? [];
    if (given !== prefix) this.complain(item, `its id must look like ${prefix}:some-name`);
    return slug;
  }

  /** The id of a thing, which must be known and of the right kind. */
  reference(item: Item, key: string, value: unknown, prefix?: string): string {
    const id = String(value);
    if (prefix && !id.startsWith(`${prefix}:`))
      this.complain(item, `${key}: ${id} does not begin with ${prefix}:`);
    else this.need(item, id, `${key}: nothing has the id ${id}`);
    return id;
  }

  /** The id of a figure of the folder. */
  figure(item: Item, key: string, id: string): string {
    if (!this.#figures.has(id)) this.complain(item, `${key}: no figure has the id ${id}`);
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
    const [, start, end] = LINES.exec(String(lines)) ?? [];
    const [lineStart, lineEnd] = [Number(start), Number(end ?? start)];
    if (!(lineStart >= 1 && lineEnd >= lineStart))
      this.complain(item, `lines must look like 250 or 250-252, not ${lines}`);
    return { reportId: this.reportId, sectionId: sectionId ?? null, lineStart, lineEnd };
  }
}
