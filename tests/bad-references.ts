import { agency, type BadFolder, named, QUOTES, yaml } from "./bad-items.js";

/** Folders whose keys, ids and references are not what they must be. */
export const BAD_REFERENCES: BadFolder[] = [
  [
    "an id that is a list",
    yaml("agencies:", '  - { id: ["agency:a"], name: x, section: "1", lines: 2 }'),
    ["bad.yaml:2 (agencies[0]): its id must look like agency:some-name"],
  ],
  [
    "no ids",
    yaml("agencies:", '  - { name: x, section: "1", lines: 2 }', '  - { name: y, section: "1", lines: 2 }'),
    [
      "bad.yaml:2 (agencies[0]): its id must look like agency:some-name",
      "bad.yaml:3 (agencies[1]): its id must look like agency:some-name",
    ],
  ],
  [
    "an id that another file has",
    {
      ...agency("name: x"),
      "more.yaml": 'agencies:\n  - { id: "agency:bad", name: y, section: "1", lines: 2 }\n',
    },
    ["more.yaml:2 (agency:bad): it stands in bad.yaml:2 too"],
  ],
  [
    "a key that stands twice",
    named("nameEn: a", "nameEn: b"),
    ["bad.yaml:7 (agency:bad): nameEn stands there twice"],
  ],
  [
    "a key that stands twice once it is composed",
    named('"nameEn": a', '"name\\u0045n": b'),
    ["bad.yaml:7 (agency:bad): nameEn stands there twice"],
  ],
  [
    "a collection that stands twice",
    yaml("agencies: []", "places: []", "agencies: []"),
    ["bad.yaml:3: agencies stands there twice"],
  ],
  [
    "a programme, a theme and a document where something else stands",
    named('serves: ["theme:a"]', 'onTheme: ["programme:a"]', 'draftOf: ["agency:bad"]'),
    [
      "bad.yaml:6 (agency:bad): serves: theme:a does not begin with programme:",
      "bad.yaml:7 (agency:bad): onTheme: programme:a does not begin with theme:",
      "bad.yaml:8 (agency:bad): draftOf: agency:bad does not begin with document:",
    ],
  ],
  ["an unknown key", named("colour: red"), ["bad.yaml:6 (agency:bad): there is no colour; known are …"]],
  [
    "keys that objects inherit",
    named("constructor: a", "__proto__: { polluted: yes }", "hasOwnProperty: c", "toString: d"),
    [
      "bad.yaml:6 (agency:bad): there is no constructor; known are …",
      `bad.yaml:7 (agency:bad): __proto__ must be a text, not a map; ${QUOTES}`,
      "bad.yaml:7 (agency:bad): there is no __proto__; known are …",
      "bad.yaml:8 (agency:bad): there is no hasOwnProperty; known are …",
      "bad.yaml:9 (agency:bad): there is no toString; known are …",
    ],
  ],
  [
    "collections that objects inherit",
    yaml("constructor:", "  - { id: a }", "__proto__:", "  - { id: b }", "toString: { a: b }"),
    [
      "bad.yaml:2 (a): there is no collection constructor",
      "bad.yaml:4 (b): there is no collection __proto__",
      "bad.yaml:5: toString must be a list",
      "References were not checked, since not everything could be read.",
    ],
  ],
  [
    "references to what objects inherit",
    named("parent: agency:constructor", "concerns: [__proto__, hasOwnProperty]", "place: toString"),
    [
      "bad.yaml:6 (agency:bad): parent: nothing has the id agency:constructor",
      "bad.yaml:7 (agency:bad): concerns: nothing has the id __proto__",
      "bad.yaml:7 (agency:bad): concerns: nothing has the id hasOwnProperty",
      "bad.yaml:8 (agency:bad): place: toString does not begin with place:",
    ],
  ],
  [
    "keys that are no texts",
    named("? [a]", ": b", "~: c", "'': d"),
    [
      "bad.yaml:6 (agency:bad): a key must be a text",
      "bad.yaml:8 (agency:bad): a key must be a text",
      'bad.yaml:9 (agency:bad): there is no ""; known are …',
    ],
  ],
  [
    "a merge key, which is a key like any other",
    named("<<: x"),
    ["bad.yaml:6 (agency:bad): there is no <<; known are …"],
  ],
  [
    "a reference that is a map, and a link that is null",
    named("parent: { id: agency:x }", "concerns: [~]"),
    [
      `bad.yaml:6 (agency:bad): parent must be a text, not a map; ${QUOTES}`,
      `bad.yaml:7 (agency:bad): concerns must be a text, not null; ${QUOTES}`,
    ],
  ],
  [
    "a reference that is a list",
    named("parent: [agency:a, agency:b]"),
    ["bad.yaml:6 (agency:bad): parent must be one text, not a list"],
  ],
  [
    "items that are no maps",
    yaml("agencies:", "  - agency:bad", "  - [a]", "  - ~"),
    [
      "bad.yaml:2 (agencies[0]): an item must be a map",
      "bad.yaml:3 (agencies[1]): an item must be a map",
      "bad.yaml:4 (agencies[2]): an item must be a map",
    ],
  ],
  [
    "a parent of itself",
    named("parent: agency:bad"),
    ["bad.yaml:6 (agency:bad): parent leads in a circle: agency:bad → agency:bad"],
  ],
  [
    "parents in a circle, and one below it",
    yaml(
      "agencies:",
      '  - { id: "agency:d", name: d, section: "1", lines: 2, parent: "agency:a" }',
      '  - { id: "agency:a", name: a, section: "1", lines: 2, parent: "agency:b" }',
      '  - { id: "agency:b", name: b, section: "1", lines: 2, parent: "agency:c" }',
      '  - { id: "agency:c", name: c, section: "1", lines: 2, parent: "agency:a" }',
    ),
    ["bad.yaml:3 (agency:a): parent leads in a circle: agency:a → agency:b → agency:c → agency:a"],
  ],
  [
    "a system that hosts itself",
    yaml(
      "infrastructureSystems:",
      '  - { id: "system:bad", name: x, section: "1", lines: 2, host: "system:bad" }',
    ),
    ["bad.yaml:2 (system:bad): host leads in a circle: system:bad → system:bad"],
  ],
  [
    "a member of another dimension than its id says",
    yaml(
      "dimensionMembers:",
      '  - { id: "member:level.9", name: x, dimension: "dimension:channel" }',
      '  - { id: "member:nine", name: x, dimension: "dimension:nine" }',
    ),
    [
      "bad.yaml:2 (member:level.9): the id of a member is made of its dimension's code and its own: member:level.3",
      "bad.yaml:3 (member:nine): the id of a member is made of its dimension's code and its own: member:level.3",
      "bad.yaml:3 (member:nine): dimension: nothing has the id dimension:nine",
    ],
  ],
  [
    "a unit whose code is not that of its id",
    yaml("units:", "  - { id: unit:bad, name: x, code: good }"),
    ["bad.yaml:2 (unit:bad): code must be bad, as its id says, or left out"],
  ],
  [
    "two sections of one number",
    yaml("sections:", '  - { id: "section:bad.2", number: "1", name: x, position: 2, lines: 4 }'),
    ["report.yaml:4 (section:bad.1): section:bad.2 has the number 1 too"],
  ],
  [
    "two reports",
    yaml("reports:", '  - { id: "report:two", number: "2", name: x, section: "1", lines: 1 }'),
    ["a folder holds exactly one report, not 2"],
  ],
  [
    "a title, which is the name under another name",
    named("title: x"),
    ["bad.yaml:6 (agency:bad): there is no title; known are …"],
  ],
];
