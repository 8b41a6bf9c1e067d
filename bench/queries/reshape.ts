/** Brings the data of an answer into the shape in which contenders are compared; nothing may be left out. */
export type Reshape = (data: Record<string, unknown>) => Record<string, unknown>;

type Groups = { groups: Record<string, Record<string, unknown>>[] };

/** An answer that has the shape already: columns are renamed by aliases in the question itself. */
export const same: Reshape = (data) => data;

/** Groups as [[keys], number], in the order of their keys: PostGraphile gives keys as a list, and groups in no order. */
export const byKeys = {
  cuulong: reshaped({
    securityIncidents: ({ keys, count }) => [[keys?.severity, inner(keys?.occurredOn).start], count],
    observations: ({ keys, sum }) => [[inner(keys?.indicator).id, inner(keys?.period).id], sum?.value],
  }),
  postgraphile: reshaped({
    securityIncidents: ({ keys, rows }) => [keys, rows?.rowId],
    observations: ({ keys, sum }) => [keys, sum?.value],
  }),
};

function reshaped(groups: Record<string, (group: Groups["groups"][number]) => unknown[]>): Reshape {
  return (data) => {
    const shaped = Object.entries(groups).map(([field, pair]) => [
      field,
      (data[field] as Groups).groups
        .map(pair)
        .sort((one, other) => (String(one[0]) < String(other[0]) ? -1 : 1)),
    ]);
    return { ...data, ...Object.fromEntries(shaped) };
  };
}

type Tree = { [key: string]: unknown };

/** Makes something of every object that an answer holds, from the innermost out. */
function everywhere(value: unknown, make: (object: Tree) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => everywhere(item, make));
  if (value === null || typeof value !== "object") return value;
  const made = Object.entries(value).map(([key, item]) => [key, everywhere(item, make)]);
  return make(Object.fromEntries(made));
}

/** Groups by one key, wherever they stand, as [key, number] in the order of the keys. */
function counted(pair: (group: Tree) => [unknown, unknown]): Reshape {
  const make = (object: Tree) =>
    Array.isArray(object.groups)
      ? {
          ...object,
          groups: object.groups.map(pair).sort((one, other) => (String(one[0]) < String(other[0]) ? -1 : 1)),
        }
      : object;
  return (data) => everywhere(data, make) as Tree;
}

/** Groups by one key, which PostGraphile gives as a list of keys. */
export const byOneKey = {
  cuulong: counted(({ keys, count }) => [Object.values(inner(keys))[0], count]),
  postgraphile: counted(({ keys, rows }) => [(keys as unknown[])[0], inner(rows).rowId]),
};

/** What links lead to, which PostGraphile gives as links. */
export const linkedDocuments: Reshape = (data) =>
  everywhere(data, (object) => ("document" in object ? object.document : object)) as Tree;

const inner = (value: unknown) => (value ?? {}) as Record<string, unknown>;
