import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { type BadFolder, UNCHECKED } from "./bad-items.js";

const yaml = (text: string | Buffer) => ({ "bad.yaml": text });
const NO_DATA = "it is not read: data stands in files that end in .yaml or .yml, and in observation.csv";

/** Files that cannot be read, and what is no file. */
export const BAD_FILES: BadFolder[] = [
  [
    "Latin-1",
    yaml(Buffer.from("agencies:\n  - name: Tr\xe0 Vinh\n", "latin1")),
    ["bad.yaml:2: byte 23 of the file, 0xE0, is not UTF-8; save the file as UTF-8", UNCHECKED],
  ],
  [
    "windows-1258",
    yaml(Buffer.from("# S\xf5\xd2 Th\xf4ng tin\n", "latin1")),
    ["bad.yaml:1: byte 4 of the file, 0xF5, is not UTF-8; save the file as UTF-8", UNCHECKED],
  ],
  [
    "UTF-16",
    yaml(Buffer.from("\uFEFFagencies: []\n", "utf16le")),
    ["bad.yaml:1: byte 1 of the file, 0xFF, is not UTF-8; save the file as UTF-8", UNCHECKED],
  ],
  [
    "half a letter at its end",
    { "observation.csv": Buffer.from("id\nobservation:\xe1\xbb", "latin1") },
    ["observation.csv:2: byte 16 of the file, 0xE1, is not UTF-8; save the file as UTF-8", UNCHECKED],
  ],
  ["an ending in capitals", { "agency.YAML": "agencies: []\n" }, [`agency.YAML: ${NO_DATA}`]],
  [
    "other names",
    { "agency.yaml~": "x", "notes.txt": "x", "figures.csv": "id\n" },
    [`agency.yaml~: ${NO_DATA}`, `figures.csv: ${NO_DATA}`, `notes.txt: ${NO_DATA}`],
  ],
  [
    "a folder called b.yaml",
    { "b.yaml": (path) => mkdirSync(path) },
    ["b.yaml: it is a folder; the files of a report stand side by side", UNCHECKED],
  ],
  [
    "a folder in it",
    { more: (path) => mkdirSync(path) },
    ["more: it is a folder; the files of a report stand side by side"],
  ],
  [
    "a link that leads nowhere",
    { "b.yaml": (path) => symlinkSync("nowhere", path) },
    ["b.yaml: it is a link that leads nowhere", UNCHECKED],
  ],
  [
    "a link to itself",
    { "b.yaml": (path) => symlinkSync("b.yaml", path) },
    ["b.yaml: it cannot be read (ELOOP)", UNCHECKED],
  ],
  [
    "a pipe, which would wait for ever",
    { "b.yaml": (path) => execFileSync("mkfifo", [path]) },
    ["b.yaml: it is no regular file", UNCHECKED],
  ],
  [
    "a device",
    { "observation.csv": (path) => symlinkSync("/dev/zero", path) },
    ["observation.csv: it is no regular file", UNCHECKED],
  ],
  ["an empty file", yaml(""), ["bad.yaml:1: the file must be a map of collections", UNCHECKED]],
  ["a list", yaml("# agencies\n- a\n"), ["bad.yaml:2: the file must be a map of collections", UNCHECKED]],
  [
    "a collection that is none",
    yaml("agencies:\nplaces: x\n"),
    ["bad.yaml:1: agencies must be a list", "bad.yaml:2: places must be a list", UNCHECKED],
  ],
  [
    "two documents",
    yaml("agencies: []\n---\nplaces: []\n"),
    ["bad.yaml:2: Source contains multiple documents; please use YAML.parseAllDocuments()", UNCHECKED],
  ],
  [
    "a bracket that is never closed",
    yaml("agencies: []\nplaces: [\n"),
    [
      "bad.yaml:3: Flow sequence in block collection must be sufficiently indented and end with a ]",
      UNCHECKED,
    ],
  ],
  [
    "a tab for an indent",
    yaml("agencies:\n\t- a\n"),
    ["bad.yaml:2: Tabs are not allowed as indentation", UNCHECKED],
  ],
  [
    "an escape that is none",
    yaml('agencies:\n  - { id: "\\q" }\n'),
    ["bad.yaml:2: Invalid escape sequence \\q", UNCHECKED],
  ],
  [
    "tags",
    yaml("agencies:\n  - name: !foo a\n    code: !!int 7\n    nameEn: !!binary aGk=\n"),
    [
      "bad.yaml:2: Unresolved tag: !foo",
      "bad.yaml:3: Unresolved tag: tag:yaml.org,2002:int",
      "bad.yaml:4: Unresolved tag: tag:yaml.org,2002:binary",
      UNCHECKED,
    ],
  ],
  [
    "an alias without an anchor",
    yaml("agencies:\n  - *a\n"),
    [
      "bad.yaml:2: no value before it has the anchor &a",
      "bad.yaml:2 (agencies[0]): an item must be a map",
      UNCHECKED,
    ],
  ],
  [
    "an anchor that holds itself",
    yaml("agencies: &a [*a]\n"),
    ["bad.yaml:1 (agencies[0]): an item must be a map"],
  ],
  [
    "more aliases than a file needs",
    yaml(
      `agencies:\n  - &a { id: agency:a, name: x, section: "1", lines: 2, aliases: [&x x${", *x".repeat(1001)}] }\n`,
    ),
    ["bad.yaml:2: there are more than 1000 aliases; write the values out", UNCHECKED],
  ],
  [
    "lists nested without an end",
    yaml(`agencies: ${"[".repeat(100_000)}\n`),
    ["bad.yaml:1: nothing in a data file is nested as deep as this", UNCHECKED],
  ],
  ["a name of two lines", { "a\nb.txt": "x" }, [`"a\\nb.txt": ${NO_DATA}`]],
];
