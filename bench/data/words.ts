/** Quarters that things are reported in; rows stand in the order in which reports of them would be loaded. */
export const QUARTERS = 16;

/** A table with the SELECT that fills its columns; n counts from 1 to `rows`. */
export interface Table {
  name: string;
  columns: string;
  rows: number;
  select: string;
  /** Which of the rows are kept; all without it. */
  where?: string;
  /** For the table of all things: the prefix of the ids, and what its trigger would find under number and code. */
  thing?: { prefix: string; code?: string };
}

/** The id of the row of a kind with a number. */
export const id = (prefix: string, number: string) =>
  `'${prefix}:synthetic-' || lpad((${number})::text, 8, '0')`;
/** One of several texts, chosen by the seed and the row. */
export const one = (salt: number, ...texts: string[]) =>
  `(ARRAY[${texts.map((text) => `'${text}'`).join(", ")}])[1 + pick(${salt}, n, ${texts.length})]`;
/** A place's name. */
export const place = (salt: number) =>
  one(salt, "An", "Bình", "Đại", "Đức", "Hiệp", "Hòa", "Lộc", "Long", "Mỹ", "Ngãi", "Phú", "Tân", "Thạnh");
/** The report that mentions everything. */
export const REPORT = "'report:synthetic-00000001'";
/** The first day of a quarter, counted from 0. */
export const quarterStart = (quarter: string) =>
  `(date '2020-01-01' + make_interval(months => 3 * (${quarter})::int))::date`;
