/** A span of days: its first day, the first day after it, and what it is called. */
export interface Span {
  start: string;
  end: string;
  label: string;
}

const ROMAN = ["I", "II", "III", "IV"];

const VIETNAM = 7 * 60 * 60 * 1000;

/** The day that Vietnam has at a moment. */
export const dayOf = (moment: string): string =>
  new Date(Date.parse(moment) + VIETNAM).toISOString().slice(0, 10);

/** A day some days later, or earlier. */
export function shifted(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Months of each span, and whether they close on the 14th. */
const LENGTHS: Record<string, { months: number; statutory: boolean }> = {
  MONTH: { months: 1, statutory: false },
  QUARTER: { months: 3, statutory: false },
  YEAR: { months: 12, statutory: false },
  STATUTORY_MONTH: { months: 1, statutory: true },
  STATUTORY_QUARTER: { months: 3, statutory: true },
  STATUTORY_HALF_YEAR: { months: 6, statutory: true },
  STATUTORY_NINE_MONTHS: { months: 9, statutory: true },
  STATUTORY_YEAR: { months: 12, statutory: true },
};

/** The span that a day falls in; null where it falls in none. */
export function spanOf(day: string, part: string): Span | null {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  if (part === "DAY") return { start: day, end: shifted(day, 1), label: `${date}/${month}/${year}` };
  const length = LENGTHS[part];
  if (!length) throw new Error(`The span ${part} is not known.`);
  const { months, statutory } = length;
  const at = year * 12 + month - 1 + (statutory && date >= 15 ? 1 : 0);
  const [own, within] = [Math.floor(at / 12), at % 12];
  if (months === 9 && within >= 9) return null;
  const first = own * 12 + Math.floor(within / months) * months;
  const bound = (index: number) => (statutory ? dayIn(index - 1, 15) : dayIn(index, 1));
  const nth = Math.floor(within / months);
  return { start: bound(first), end: bound(first + months), label: labelOf(part, own, nth) };
}

function dayIn(index: number, date: number): string {
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

function labelOf(part: string, year: number, nth: number): string {
  switch (part) {
    case "MONTH":
      return `Tháng ${nth + 1}/${year}`;
    case "QUARTER":
      return `Quý ${ROMAN[nth]}/${year}`;
    case "YEAR":
      return `Năm ${year}`;
    case "STATUTORY_MONTH":
      return `Kỳ báo cáo tháng ${nth + 1}/${year}`;
    case "STATUTORY_QUARTER":
      return `Kỳ báo cáo quý ${ROMAN[nth]}/${year}`;
    case "STATUTORY_HALF_YEAR":
      return `Kỳ báo cáo 6 tháng ${nth === 0 ? "đầu" : "cuối"} năm ${year}`;
    case "STATUTORY_NINE_MONTHS":
      return `Kỳ báo cáo 9 tháng năm ${year}`;
    default:
      return `Kỳ báo cáo năm ${year}`;
  }
}
