import { type BadFolder, BLANK, UNCHECKED, yaml } from "./bad-items.js";

const HEADER =
  "id,indicator,subject,value,unit,precision,qualifier,status,dimensions,partOf,counted,complete,statedAs,section,lines";
const CELLS = {
  id: "observation:bad",
  indicator: "indicator:online-service-count",
  subject: "system:igate",
  value: "5",
  unit: "service",
  precision: "",
  qualifier: "EXACT",
  status: "FINAL",
  dimensions: "",
  partOf: "",
  counted: "",
  complete: "",
  statedAs: "",
  section: "1",
  lines: "3",
};
/** One row, with some cells as given. */
const row = (cells: Partial<typeof CELLS> = {}) => Object.values({ ...CELLS, ...cells }).join(",");
/** observation.csv with rows from line 2 on. */
const table = (...rows: string[]) => ({ "observation.csv": `${[HEADER, ...rows].join("\n")}\n` });
const cells = (given: Partial<typeof CELLS>) => table(row(given));
const at = (complaint: string) => `observation.csv:2 (observation:bad): ${complaint}`;

const NUMBER = "a number such as 38500000000 or 77.66, of at most 40 digits and 20 decimals";

/** Rows and tables that are no figures. */
export const BAD_TABLES: BadFolder[] = [
  [
    "two columns of one name",
    { "observation.csv": `${HEADER},value\n${row()},6\n` },
    ["observation.csv:1: there are two columns value"],
  ],
  ...["0", "-0.01"].map(
    (precision): BadFolder => [
      `values rounded to steps of ${precision}`,
      cells({ precision }),
      [at("precision must be more than 0, the step that the value is rounded to")],
    ],
  ),
  [
    "an unknown column",
    { "observation.csv": `${HEADER},colour\n${row()},red\n${row({ id: "observation:b" })},\n` },
    ["observation.csv:1: there is no column colour; known are …"],
  ],
  [
    "columns that objects inherit",
    { "observation.csv": `${HEADER},__proto__,constructor,hasOwnProperty\n${row()},a,b,c\n` },
    [
      "observation.csv:1: there is no column __proto__; known are …",
      "observation.csv:1: there is no column constructor; known are …",
      "observation.csv:1: there is no column hasOwnProperty; known are …",
    ],
  ],
  [
    "a column without a name",
    { "observation.csv": `${HEADER},\n${row()},\n` },
    ['observation.csv:1: there is no column ""; known are …'],
  ],
  [
    "no column of units",
    { "observation.csv": `${HEADER.replace("unit,", "")}\n${row({ status: "" }).replace("service,", "")}\n` },
    ["observation.csv:1: the column unit is missing"],
  ],
  [
    "a table with semicolons",
    { "observation.csv": "id;indicator\nobservation:a;indicator:b\n" },
    [
      "observation.csv:1: there is no column id;indicator; known are …",
      ...["id", "status", "indicator", "subject", "unit", "section", "lines"].map(
        (column) => `observation.csv:1: the column ${column} is missing`,
      ),
    ].sort((a, b) => Number(a.includes("missing")) - Number(b.includes("missing"))),
  ],
  [
    "an empty table",
    { "observation.csv": "\n" },
    ["observation.csv:1: there is no line with the names of the columns", UNCHECKED],
  ],
  [
    "a row of too few and one of too many cells",
    table("observation:a,x", row({ partOf: "observation:a" }), `${row({ id: "observation:c" })},`),
    [
      "observation.csv:2 (observation:a): it has 2 cells, and the table has 15 columns",
      "observation.csv:4 (observation:c): it has 16 cells, and the table has 15 columns",
    ],
  ],
  [
    "a row of empty cells",
    table(",,,,,,,,,,,,,,"),
    [
      "observation.csv:2: its id must look like observation:some-name",
      ...["status", "indicator", "subject", "unit"].map(
        (column) => `observation.csv:2: ${column} is missing`,
      ),
      "observation.csv:2: a figure has a value and a qualifier, or else the status MISSING",
      "observation.csv:2: section is missing",
      "observation.csv:2: lines is missing",
    ],
  ],
  [
    "a mistake below a cell of three lines",
    table(row({ id: "observation:a", statedAs: '"1\n2\n3"' }), "", row({ unit: "pieces" })),
    ["observation.csv:6 (observation:bad): there is no unit pieces"],
  ],
  [
    "a mistake in a row of three lines",
    cells({ statedAs: '"1\n2\n3"', unit: "pieces" }),
    [at("there is no unit pieces")],
  ],
  [
    "a quote inside a cell",
    table(row({ id: "observation:a", unit: "pieces" }), row({ statedAs: '5 "năm"' })),
    [
      "observation.csv:2 (observation:a): there is no unit pieces",
      'observation.csv:3: a cell that holds a quote must stand in quotes, and the quote be doubled: "so ""said"""',
      UNCHECKED,
    ].slice(1),
  ],
  [
    "a quote that is never closed",
    table(row({ statedAs: '"5' })),
    ["observation.csv:2: a quote is opened and never closed", UNCHECKED],
  ],
  ["U+0000 in a cell", cells({ statedAs: "5\0" }), [at("statedAs: the character U+0000 cannot be stored")]],
  [
    "U+0000 in an id",
    cells({ id: "observation:b\0" }),
    ["observation.csv:2 (observation:b\uFFFD): id: the character U+0000 cannot be stored"],
  ],
  ["a blank cell in quotes", cells({ statedAs: '" "' }), [at(`statedAs: ${BLANK}`)]],
  [
    "a cell of a megabyte",
    cells({ statedAs: "5".repeat(2 ** 20) }),
    [at("statedAs: at most 1000 bytes of UTF-8 are kept, not 1048576")],
  ],
  [
    "a dimension twice",
    cells({ dimensions: "level=3;level=4" }),
    [at("dimensions: level stands there twice")],
  ],
  [
    "a member with two signs",
    cells({ dimensions: "level=3=9" }),
    [at("dimensions must look like level=3;channel=online, not level=3=9")],
  ],
  [
    "a dimension without a member",
    cells({ dimensions: "level" }),
    [at("dimensions must look like level=3;channel=online, not level")],
  ],
  [
    "an empty pair of dimensions",
    cells({ dimensions: "level=3;;scope=x" }),
    [at("dimensions must look like level=3;channel=online, not level=3;;scope=x")],
  ],
  [
    "a dimension with a dot",
    cells({ dimensions: "level.3=x" }),
    [at("dimensions must look like level=3;channel=online, not level.3=x")],
  ],
  [
    "dimensions that objects inherit",
    cells({ dimensions: "constructor=hasownproperty" }),
    [at("dimensions: there is no member constructor=hasownproperty")],
  ],
  [
    "a figure that is a part of itself",
    cells({ partOf: "observation:bad" }),
    [at("partOf leads in a circle: observation:bad → observation:bad")],
  ],
  [
    "figures that are parts of one another",
    table(
      row({ id: "observation:a", partOf: "observation:b" }),
      row({ id: "observation:b", partOf: "observation:a" }),
    ),
    [
      "observation.csv:2 (observation:a): partOf leads in a circle: observation:a → observation:b → observation:a",
    ],
  ],
  [
    "a part of a figure of another report",
    cells({ partOf: "observation:dvc-muc-do-1-2" }),
    [at("partOf: no figure has the id observation:dvc-muc-do-1-2")],
  ],
  ["a value with an exponent", cells({ value: "1e20" }), [at(`value must be ${NUMBER}, not 1e20`)]],
  ["a value with a decimal comma", cells({ value: '"77,66"' }), [at(`value must be ${NUMBER}, not 77,66`)]],
  [
    "a value of 41 digits",
    cells({ value: "1".repeat(41) }),
    [at(`value must be ${NUMBER}, not ${"1".repeat(41)}`)],
  ],
  ["a value that is not a number", cells({ value: "NaN" }), [at(`value must be ${NUMBER}, not NaN`)]],
  [
    "lines of eleven digits",
    cells({ lines: "99999999999" }),
    [at("lines must look like 250 or 250-252, not 99999999999")],
  ],
  [
    "completeness that is neither yes nor no",
    cells({ complete: "true" }),
    [at("complete must be yes or no, not true")],
  ],
  [
    "a status that objects inherit",
    cells({ status: "toString" }),
    [at("status must be one of …, not toString")],
  ],
  [
    "a unit that objects inherit",
    cells({ unit: "constructor", counted: "__proto__" }),
    [at("there is no unit constructor"), at("counted: nothing has the id __proto__")],
  ],
  [
    "a figure in YAML under a key that figures lack",
    yaml("observations:\n  - { id: observation:y, colour: red, dimensions: [level=3] }\n"),
    [
      "bad.yaml:2 (observation:y): there is no colour; known are …",
      "bad.yaml:2 (observation:y): dimensions must be one text, not a list",
      ...["status", "indicator", "subject", "unit"].map(
        (key) => `bad.yaml:2 (observation:y): ${key} is missing`,
      ),
      "bad.yaml:2 (observation:y): a figure has a value and a qualifier, or else the status MISSING",
      "bad.yaml:2 (observation:y): section is missing",
      "bad.yaml:2 (observation:y): lines is missing",
    ],
  ],
];
