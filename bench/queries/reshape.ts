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

const inner = (value: unknown) => (value ?? {}) as Record<string, unknown>;
