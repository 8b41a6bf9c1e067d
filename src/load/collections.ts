import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
} from "yaml";
import type { SourceFile } from "./files.js";
import type { Item, Value } from "./item.js";
import { type Mistakes, type Place, shown } from "./mistakes.js";
import { deepNesting } from "./nesting.js";
import { composed, faultOf, storable } from "./texts.js";

/** Aliases can make a small file a large one. */
const MOST_ALIASES = 1000;

interface Pair {
  key: string;
  node: unknown;
  line: number;
}

/** Reads a YAML file: a map from collections to lists of items, which are maps from keys to texts and lists of texts. */
export function readCollections(source: SourceFile, mistakes: Mistakes): Item[] {
  const { file, text } = source;
  const deep = deepNesting(text);
  if (deep === undefined) return new Reader(source, mistakes).items();
  const line = text.slice(0, deep).split("\n").length;
  mistakes.lose("nothing in a data file is nested as deep as this", { file, line });
  return [];
}

/** Walks the nodes to the depth that data has and no further, so that whatever stands deeper is a mistake of its line. */
class Reader {
  readonly #file: string;
  readonly #lines = new LineCounter();
  readonly #document: Document;
  #aliases = 0;

  constructor(
    { file, text }: SourceFile,
    private readonly mistakes: Mistakes,
  ) {
    this.#file = file;
    // Every value is the text that was written, so that the number 1.10 of a document does not become 1.1.
    this.#document = parseDocument(text, {
      schema: "failsafe",
      customTags: ["null"],
      resolveKnownTags: false,
      uniqueKeys: false,
      prettyErrors: false,
      lineCounter: this.#lines,
    }) as Document;
  }

  items(): Item[] {
    if (this.#hasFaults()) return [];
    const root = this.#resolved(this.#document.contents);
    if (!isMap(root)) {
      this.mistakes.lose("the file must be a map of collections", {
        file: this.#file,
        line: this.#lineOf(root),
      });
      return [];
    }
    return this.#pairs(root, { file: this.#file }).flatMap(({ key: collection, node, line }) => {
      const list = this.#resolved(node);
      if (isSeq(list))
        return list.items.flatMap((entry, index) => this.#item(collection, entry, index, line));
      this.mistakes.lose(`${shown(collection)} must be a list`, { file: this.#file, line });
      return [];
    });
  }

  /** Reports what is no YAML, one mistake a line: the first one tends to be the cause of the others. */
  #hasFaults(): boolean {
    const { errors, warnings } = this.#document;
    const faults = new Map<number, string>();
    for (const { pos, message } of [...errors, ...warnings]) {
      const { line } = this.#lines.linePos(pos[0]);
      if (!faults.has(line)) faults.set(line, message);
    }
    for (const [line, message] of faults) this.mistakes.lose(message, { file: this.#file, line });
    return faults.size > 0;
  }

  #item(collection: string, entry: unknown, index: number, above: number): Item[] {
    const map = this.#resolved(entry);
    const name = `${collection}[${index}]`;
    const place = { file: this.#file, line: this.#lineOf(entry, above), item: name };
    if (!isMap(map)) {
      this.mistakes.add("an item must be a map", place);
      return [];
    }
    const id = map.items.find(({ key }) => isScalar(key) && key.value === "id")?.value;
    if (isScalar(id) && typeof id.value === "string" && id.value !== "")
      place.item = storable(composed(id.value));
    const pairs = this.#pairs(map, place);
    const values = pairs.flatMap(({ key, node, line }): [string, Value | undefined][] => {
      const value = this.#resolved(node);
      // Null is a key that was left out.
      if (value === null || (isScalar(value) && value.value === null)) return [];
      return [[key, this.#value(key, value, { ...place, line })]];
    });
    const lines = new Map(pairs.map(({ key, line }) => [key, line]));
    return [
      { file: this.#file, line: place.line, collection, name, values: Object.fromEntries(values), lines },
    ];
  }

  /** The pairs of a map by their keys, each of which stands there once. */
  #pairs(map: YAMLMap, place: Place): Pair[] {
    const pairs = new Map<string, Pair>();
    for (const { key: node, value } of map.items) {
      const line = this.#lineOf(node, place.line);
      const written = this.#resolved(node);
      if (!isScalar(written) || typeof written.value !== "string") {
        this.mistakes.add("a key must be a text", { ...place, line });
        continue;
      }
      const key = composed(written.value);
      if (pairs.has(key)) this.mistakes.add(`${shown(key)} stands there twice`, { ...place, line });
      else pairs.set(key, { key, node: value, line });
    }
    return Array.from(pairs.values());
  }

  /** A text or a list of texts; undefined where it is neither, which is then reported. */
  #value(key: string, node: unknown, place: Place): Value | undefined {
    if (!isSeq(node)) return this.#text(key, node, place);
    return node.items.flatMap(
      (entry) =>
        this.#text(key, this.#resolved(entry), { ...place, line: this.#lineOf(entry, place.line) }) ?? [],
    );
  }

  #text(key: string, node: unknown, place: Place): string | undefined {
    if (isScalar(node) && typeof node.value === "string") {
      const text = composed(node.value);
      const fault = faultOf(text);
      if (fault === undefined) return text;
      this.mistakes.add(`${shown(key)}: ${fault}`, place);
    } else if (node !== undefined) {
      const found = isMap(node) ? "a map" : isSeq(node) ? "a list in a list" : "null";
      this.mistakes.add(`${shown(key)} must be a text, not ${found}; put a text into quotes`, place);
    }
    return undefined;
  }

  /** What an alias stands for, and any other node itself. */
  #resolved(node: unknown): unknown {
    if (!isAlias(node)) return node;
    const place = { file: this.#file, line: this.#lineOf(node) };
    const target = ++this.#aliases > MOST_ALIASES ? undefined : node.resolve(this.#document);
    if (this.#aliases === MOST_ALIASES + 1)
      this.mistakes.lose(`there are more than ${MOST_ALIASES} aliases; write the values out`, place);
    else if (!target && this.#aliases <= MOST_ALIASES)
      this.mistakes.lose(`no value before it has the anchor &${shown(node.source)}`, place);
    return target;
  }

  #lineOf(node: unknown, otherwise = 1): number {
    const range = (node as Node | null | undefined)?.range;
    return range ? this.#lines.linePos(range[0]).line : otherwise;
  }
}
