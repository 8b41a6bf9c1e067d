import type { DatePart } from "../../schema/enums/statistics.js";
import { InputError } from "../../schema/errors.js";

type Part = keyof typeof DatePart;

/** Whether a column of the SQL type is grouped by spans of days. */
export const isDate = (cast: string): boolean => cast === "date" || cast === "timestamptz";

/** A span of days that a day falls in: its first day, its length in months, and what it is called. */
interface Span {
  start(day: string): string;
  months: number;
  /** What it is called, made of its first month; that of a statutory span is the month which its first days close in. */
  label(month: string): string;
}

/** Reporting rules close data on the 14th: of a day, the first day of the month whose data it belongs to. */
const closing = (day: string): string =>
  `date_trunc('month', ${day}::timestamp - interval '14 days') + interval '1 month'`;

const quarter = (month: string): string => `date_trunc('quarter', ${month})`;
const year = (month: string): string => `date_trunc('year', ${month})`;
const half = (month: string): string =>
  `${year(month)} + CASE WHEN extract(month FROM ${month}) > 6 THEN interval '6 months' ELSE interval '0' END`;

/** The day on which the data of a month opens: the 15th of the month before. */
const opening = (month: string): string => `(${month} - interval '1 month')::date + 14`;

/** A quarter and its year: III/2021. */
const ordinalSql = (month: string): string =>
  `to_char(extract(quarter FROM ${month}), 'FMRN') || to_char(${month}, '"/"FMYYYY')`;

const SPANS: Record<Exclude<Part, "DAY">, Span> = {
  MONTH: {
    start: (day) => `date_trunc('month', ${day}::timestamp)::date`,
    months: 1,
    label: (m) => `to_char(${m}, '"Tháng "FMMM"/"FMYYYY')`,
  },
  QUARTER: {
    start: (day) => `${quarter(`${day}::timestamp`)}::date`,
    months: 3,
    label: (m) => `'Quý ' || ${ordinalSql(m)}`,
  },
  YEAR: {
    start: (day) => `${year(`${day}::timestamp`)}::date`,
    months: 12,
    label: (m) => `to_char(${m}, '"Năm "FMYYYY')`,
  },
  STATUTORY_MONTH: {
    start: (day) => opening(closing(day)),
    months: 1,
    label: (m) => `to_char(${m}, '"Kỳ báo cáo tháng "FMMM"/"FMYYYY')`,
  },
  STATUTORY_QUARTER: {
    start: (day) => opening(quarter(`(${closing(day)})`)),
    months: 3,
    label: (m) => `'Kỳ báo cáo quý ' || ${ordinalSql(m)}`,
  },
  STATUTORY_HALF_YEAR: {
    start: (day) => opening(half(`(${closing(day)})`)),
    months: 6,
    label: (m) =>
      `'Kỳ báo cáo 6 tháng ' || CASE WHEN extract(month FROM ${m}) > 6 THEN 'cuối' ELSE 'đầu' END || to_char(${m}, '" năm "FMYYYY')`,
  },
  STATUTORY_NINE_MONTHS: {
    start: (day) =>
      `CASE WHEN extract(month FROM ${closing(day)}) <= 9 THEN ${opening(year(`(${closing(day)})`))} END`,
    months: 9,
    label: (m) => `to_char(${m}, '"Kỳ báo cáo 9 tháng năm "FMYYYY')`,
  },
  STATUTORY_YEAR: {
    start: (day) => opening(year(`(${closing(day)})`)),
    months: 12,
    label: (m) => `to_char(${m}, '"Kỳ báo cáo năm "FMYYYY')`,
  },
};

/** The first day of the span that a day falls in. */
export const startSql = (part: Part, day: string): string => (part === "DAY" ? day : SPANS[part].start(day));

/** The first day after a span, and what the span is called, both computed from its first day. */
export function spanSql(part: Part, start: string): { end: string; label: string } {
  if (part === "DAY") return { end: `${start} + 1`, label: `to_char(${start}, 'FMDD/FMMM/FMYYYY')` };
  const { months, label } = SPANS[part];
  const shift = part.startsWith("STATUTORY") ? 14 : 0;
  const after = `(${start} - ${shift} + interval '${months} months')::date + ${shift}`;
  const month = shift > 0 ? `(${start} - ${shift} + interval '1 month')` : `${start}::timestamp`;
  return { end: after, label: label(month) };
}

/** A date's part; a date is not grouped by as it is, but by the spans that it falls in. */
export function partOf(value: unknown): Part {
  if (value === "DAY" || (typeof value === "string" && value in SPANS)) return value as Part;
  throw new InputError(`by: ${String(value)} is not a part of a date.`);
}
