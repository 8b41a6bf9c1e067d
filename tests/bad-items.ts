/** What is put into a folder by its name (a text, bytes, or what makes something else at the path), and what is said of it. */
export type BadFolder = [
  title: string,
  put: Record<string, string | Buffer | ((path: string) => void)>,
  says: string[],
];

/** bad.yaml with one agency; what is given of it begins on line 5. */
export const agency = (...lines: string[]) => ({
  "bad.yaml": [
    "agencies:",
    "  - id: agency:bad",
    '    section: "1"',
    "    lines: 2",
    ...lines.map((line) => `    ${line}`),
    "",
  ].join("\n"),
});
export const named = (...lines: string[]) => agency("name: Sở", ...lines);
/** The same of any collection, line by line. */
export const yaml = (...lines: string[]) => ({ "bad.yaml": `${lines.join("\n")}\n` });
export const QUOTES = "put a text into quotes";
export const BLANK = "a text must not be blank; leave the key out where there is none";
const long = (bytes: number) => "a".repeat(bytes);

export const UNCHECKED = "References were not checked, since not everything could be read.";

/** Folders whose YAML can be read as YAML, and not as data. */
export const BAD_ITEMS: BadFolder[] = [
  [
    "a name that is a map",
    agency("name: { a: 1 }"),
    [`bad.yaml:5 (agency:bad): name must be a text, not a map; ${QUOTES}`],
  ],
  [
    "a name that is a list",
    agency("name: [a, b]"),
    ["bad.yaml:5 (agency:bad): name must be one text, not a list"],
  ],
  [
    "a name with a colon and a blank, which makes it a map",
    agency("name:", "  Sở: Trà Vinh"),
    [`bad.yaml:5 (agency:bad): name must be a text, not a map; ${QUOTES}`],
  ],
  ["a name that is null", agency("name: null"), ["bad.yaml:2 (agency:bad): name is missing"]],
  ["a name that is not there", agency(), ["bad.yaml:2 (agency:bad): name is missing"]],
  ["an empty name", agency('name: ""'), [`bad.yaml:5 (agency:bad): name: ${BLANK}`]],
  ["a blank name", agency('name: " \\t\\u00a0\\u3000\\u200b"'), [`bad.yaml:5 (agency:bad): name: ${BLANK}`]],
  [
    "aliases with a map and null",
    named("aliases:", "  - { a: 1 }", "  - null", "  - x", "  - ''"),
    [
      `bad.yaml:7 (agency:bad): aliases must be a text, not a map; ${QUOTES}`,
      `bad.yaml:8 (agency:bad): aliases must be a text, not null; ${QUOTES}`,
      `bad.yaml:10 (agency:bad): aliases: ${BLANK}`,
    ],
  ],
  [
    "aliases that are a map",
    named("aliases: { a: 1 }"),
    [`bad.yaml:6 (agency:bad): aliases must be a text, not a map; ${QUOTES}`],
  ],
  [
    "a list in a list",
    named("aliases: [[a]]"),
    [`bad.yaml:6 (agency:bad): aliases must be a text, not a list in a list; ${QUOTES}`],
  ],
  [
    "U+0000 in a text",
    agency('name: "a\\0b"'),
    ["bad.yaml:5 (agency:bad): name: the character U+0000 cannot be stored"],
  ],
  [
    "a lone surrogate in a text",
    agency('name: "a\\uD83D"'),
    ["bad.yaml:5 (agency:bad): name: the character U+D83D cannot be stored"],
  ],
  [
    "U+0000 in an id and in a reference",
    yaml("agencies:", '  - { id: "agency:a\\0", name: x, section: "1", lines: 2, parent: "agency:\\0" }'),
    [
      "bad.yaml:2 (agency:a\uFFFD): id: the character U+0000 cannot be stored",
      "bad.yaml:2 (agency:a\uFFFD): parent: the character U+0000 cannot be stored",
    ],
  ],
  [
    "a name of a megabyte",
    agency(`name: ${long(2 ** 20)}`),
    ["bad.yaml:5 (agency:bad): name: at most 1000 bytes of UTF-8 are kept, not 1048576"],
  ],
  [
    "a name of 1,002 bytes in 334 letters",
    agency(`name: ${"ở".repeat(334)}`),
    ["bad.yaml:5 (agency:bad): name: at most 1000 bytes of UTF-8 are kept, not 1002"],
  ],
  [
    "an id of 201 bytes",
    yaml("agencies:", `  - { id: "agency:${long(194)}", name: x, section: "1", lines: 2 }`),
    [`bad.yaml:2 (agency:${long(53)}…): at most 200 bytes of UTF-8 are kept, not 201`],
  ],
  [
    "a name that takes more than one line of a message",
    agency('name: "a"', 'kind: "x\\ny\\e[1m"'),
    ['bad.yaml:6 (agency:bad): kind must be one of …, not "x\\ny\\u001b[1m"'],
  ],
  [
    "a day that no calendar has",
    yaml(
      "documents:",
      '  - { id: "document:a", name: x, number: "1", section: "1", lines: 2, issuedOn: 2021-13-45 }',
    ),
    ["bad.yaml:2 (document:a): issuedOn must be a day such as 2021-09-14, not 2021-13-45"],
  ],
  [
    "a 29 February of 2021",
    named("validFrom: 2021-02-29"),
    ["bad.yaml:6 (agency:bad): validFrom must be a day such as 2021-09-14, not 2021-02-29"],
  ],
  [
    "a day of the year 0",
    named("validFrom: 0000-01-01"),
    ["bad.yaml:6 (agency:bad): validFrom must be a day such as 2021-09-14, not 0000-01-01"],
  ],
  [
    "a time for a day",
    named("validFrom: 2021-09-14T10:00:00Z"),
    ["bad.yaml:6 (agency:bad): validFrom must be a day such as 2021-09-14, not 2021-09-14T10:00:00Z"],
  ],
  [
    "a day as Vietnamese write it",
    named("validTo: 14/9/2021"),
    ["bad.yaml:6 (agency:bad): validTo must be a day such as 2021-09-14, not 14/9/2021"],
  ],
  [
    "a boolean that is none",
    named("collective: yes"),
    ["bad.yaml:6 (agency:bad): collective must be true or false, not yes"],
  ],
  [
    "a position of eleven digits",
    yaml(
      "plannedTasks:",
      '  - { id: "task:a", name: x, number: "1", position: 99999999999, section: "1", lines: 2 }',
    ),
    ["bad.yaml:2 (task:a): position must be a whole number of at most 9 digits, not 99999999999"],
  ],
  [
    "a dimension over which an indicator is not additive and which there is not",
    yaml("indicators:", '  - { id: "indicator:a", name: x, basis: FLOW, notAdditiveOver: [level, nothing] }'),
    ["bad.yaml:2 (indicator:a): there is no dimension nothing"],
  ],
  [
    "a factor with an exponent",
    yaml("indicators:", '  - { id: "indicator:a", name: x, basis: RATE, factor: 1e2 }'),
    [
      "bad.yaml:2 (indicator:a): factor must be a number such as 38500000000 or 77.66, of at most 40 digits and 20 decimals, not 1e2",
    ],
  ],
  [
    "a value of an enum that it inherits",
    named("kind: constructor"),
    ["bad.yaml:6 (agency:bad): kind must be one of …, not constructor"],
  ],
  [
    "lines of eleven digits",
    yaml("agencies:", "  - id: agency:bad", "    name: x", '    section: "1"', "    lines: 99999999999"),
    ["bad.yaml:5 (agency:bad): lines must look like 250 or 250-252, not 99999999999"],
  ],
  [
    "lines that are a list",
    yaml("agencies:", "  - id: agency:bad", "    name: x", '    section: ["1"]', "    lines: [250]"),
    [
      "bad.yaml:4 (agency:bad): section must be one text, not a list",
      "bad.yaml:5 (agency:bad): lines must be one text, not a list",
    ],
  ],
  [
    "no section and no lines",
    yaml("agencies:", "  - { id: agency:bad, name: x }"),
    ["bad.yaml:2 (agency:bad): section is missing", "bad.yaml:2 (agency:bad): lines is missing"],
  ],
  [
    "a definition with lines and no section",
    yaml("units:", "  - { id: unit:bad, name: x, lines: 4 }"),
    ["bad.yaml:2 (unit:bad): section is missing"],
  ],
];
