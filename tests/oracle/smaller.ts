import type { ListAsk } from "./asks.js";

const WHOLE = ["field", "model", "behind", "after", "edges"];

/** The question with as much left out as still fails. */
export async function smaller(ask: ListAsk, fails: (ask: ListAsk) => Promise<boolean>): Promise<ListAsk> {
  let smallest = ask;
  for (let tries = 0, found = true; found && tries < 200; ) {
    found = false;
    for (const candidate of without(smallest)) {
      tries += 1;
      if (tries > 400) break;
      const still = await fails(candidate).catch(() => false);
      if (!still) continue;
      smallest = candidate;
      found = true;
      break;
    }
  }
  return smallest;
}

/** Each way to leave one part out of what a question is made of. */
function* without<Part>(part: Part): Iterable<Part> {
  if (Array.isArray(part)) {
    for (const index of part.keys()) yield part.filter((_, at) => at !== index) as Part;
    for (const [index, item] of part.entries())
      for (const less of without(item)) yield part.map((one, at) => (at === index ? less : one)) as Part;
    return;
  }
  if (typeof part !== "object" || part === null) return;
  for (const [name, value] of Object.entries(part)) {
    if (WHOLE.includes(name) || value === undefined) continue;
    const { [name]: _, ...rest } = part as Record<string, unknown>;
    if (!REQUIRED.includes(name)) yield rest as Part;
    for (const less of without(value)) yield { ...part, [name]: less };
  }
}

const REQUIRED = [
  "ones",
  "short",
  "inner",
  "groups",
  "total",
  "keys",
  "measures",
  "ratios",
  "of",
  "to",
  "by",
  "fn",
  "property",
  "named",
];
