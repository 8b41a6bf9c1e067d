/** What occurs twice or more, and what a text may be at its oddest: composed and not, in several scripts. */
export const TEXTS = [
  "Trà Vinh",
  "Trà Vinh",
  "trà vinh",
  "Tra\u0300 Vinh",
  "Đường truyền số liệu",
  "Đường truyền số liệu".normalize("NFD"),
  "Ấp Tân Hòa",
  "ap tan hoa",
  "đ",
  "Đ",
  "d",
  "ă",
  "ê",
  "zê",
  "",
  " ",
  "ព្រះត្រពាំង",
  "សេវាសាធារណៈ",
  "e\u0301 é",
  "© 2021",
  "😀👩‍💻",
  'a "b" \\ / \b\f\n\r\t\u0001\u007f\u2028',
  "%_\\",
  "null",
  "'); --",
  "Rất dài ".repeat(2000),
];

/** Days on either side of the ends of years and of the days on which reports close. */
export const DAYS = [
  // Spans around them still have years of four digits, as the Date scalar has.
  "1000-01-01",
  "9998-12-31",
  "2020-12-14",
  "2020-12-15",
  "2020-12-31",
  "2021-01-01",
  "2021-01-14",
  "2021-01-15",
  "2021-02-28",
  "2021-03-14",
  "2021-03-15",
  "2021-06-14",
  "2021-06-15",
  "2021-09-14",
  "2021-09-14",
  "2021-09-15",
  "2021-12-14",
  "2021-12-15",
  "2021-12-31",
  "2024-02-29",
];

/** Equal numbers written otherwise, small ones, and more digits than a computer's own numbers hold. */
export const NUMBERS = [
  "0",
  "0",
  "-0.5",
  "1.5",
  "1.50",
  "100",
  "100.000",
  "38500000000",
  "0.0001",
  "12345678901234.5678",
  "123456789012345678901234567890",
  "-123456789012345678901234567890.5",
  "999999999999999999999999999999.99999999999999999999",
  "0.00000000005",
  "-0.00000000005",
  "-0.33333333333333333333",
  "2.50000000000000000000",
];

/** Moments on either side of midnight in Vietnam, and of the ends of a year and of a reporting year there. */
export const MOMENTS = [
  "1970-01-01T00:00:00.000Z",
  "2020-12-31T16:59:59.999Z",
  "2020-12-31T17:00:00.000Z",
  "2021-09-14T16:59:59.999Z",
  "2021-09-14T17:00:00.000Z",
  "2021-09-14T23:59:59.999Z",
  "2021-12-14T16:59:59.999Z",
  "2021-12-14T17:00:00.000Z",
];

/** Few codes, so that figures have members in common. */
export const DIMENSIONS = ["level", "service", "địa-bàn"];
export const MEMBERS = ["a", "ă", "b", "z", "đ", "Z"];
