import { loadFolder } from "../src/load/index.js";
import { useDatabase } from "./harness.js";
import { edited, REPORT } from "./report.js";

const database = useDatabase();

/** The verdict of a rule on a figure, whatever its version, with stated, computed and difference. */
async function checkOf(rule: string, figure: string): Promise<(string | null)[] | undefined> {
  const { data, errors } = await database.ask(
    `query ($rule: CheckRule!) {
      checks(where: { rule: { eq: $rule } }, first: 1000) {
        nodes { verdict stated computed difference observations { id } }
      }
    }`,
    { rule },
  );
  expect(errors).toEqual([]);
  type Found = Record<"verdict" | "stated" | "computed" | "difference", string | null> & {
    observations: { id: string }[];
  };
  const found = (data.checks.nodes as Found[]).find(({ observations }) =>
    observations.some(({ id }) => id.replace(/@.*/, "") === `observation:${figure}`),
  );
  return found && [found.verdict, found.stated, found.computed, found.difference];
}

const AS_TOLD: [words: string, rule: string, figure: string, found: (string | null)[]][] = [
  ["155 + 330 + 106 bodies make 591", "PARTS", "ioffice-co-quan", ["AGREES", "591", "591", "0"]],
  ["467 + 1,845 certificates make 2,312", "PARTS", "chung-thu-so-hoat-dong", ["AGREES", "2312", "2312", "0"]],
  ["1,767 + 78 make 1,845", "PARTS", "chung-thu-so-ca-nhan-usb", ["AGREES", "1845", "1845", "0"]],
  ["291 + 762 + 805 services make 1,858", "PARTS", "dvc-truc-tuyen", ["AGREES", "1858", "1858", "0"]],
  [
    "10,358 + 1,694 dossiers make 12,052",
    "PARTS",
    "ho-so-muc-do-3-truc-tiep",
    ["AGREES", "12052", "12052", "0"],
  ],
  [
    "141,319 + 534,289 subscribers make 675,608",
    "PARTS",
    "thue-bao-internet",
    ["AGREES", "675608", "675608", "0"],
  ],
  ["thirteen kinds of portal document make 455", "PARTS", "cong-ttdt-van-ban", ["AGREES", "455", "455", "0"]],
  ["13 + 3 packages make 16", "PARTS", "goi-thau", ["AGREES", "16", "16", "0"]],
  ["158 + 5 dossiers make 163", "PARTS", "ho-so-bao-chi", ["AGREES", "163", "163", "0"]],
  ["111,123 of 143,098 is 77.66 %", "RATE", "ioffice-ty-le-ky-so", ["AGREES", "77.66", "77.66", "0.00"]],
  [
    "1,694 of 12,052 is 14.06 %",
    "RATE",
    "ty-le-ho-so-muc-do-3-truc-tuyen",
    ["AGREES", "14.06", "14.06", "0.00"],
  ],
  [
    "9,294 of 13,634 is 68.17 %",
    "RATE",
    "ty-le-ho-so-muc-do-4-truc-tuyen",
    ["AGREES", "68.17", "68.17", "0.00"],
  ],
  ["762 of 1,858 is 41.01 %", "RATE", "dvc-ty-le-muc-do-3", ["AGREES", "41.01", "41.01", "0.00"]],
  [
    "291 of 1,858 is 15.66 %, not 15.67",
    "RATE",
    "dvc-ty-le-muc-do-1-2",
    ["DISAGREES", "15.67", "15.66", "0.01"],
  ],
  ["a density without a population", "RATE", "mat-do-internet", ["NOT_COMPUTABLE", "66.94", null, null]],
  ["a disbursement rate without a plan", "RATE", "ty-le-giai-ngan", ["NOT_COMPUTABLE", "15.72", null, null]],
  [
    "three shares make 100 within their rounding",
    "SHARES",
    "dvc-ty-le-muc-do-4",
    ["AGREES", "100.01", "100", "0.01"],
  ],
  [
    "the sanction decisions are 4 and then 11",
    "STATED_TWICE",
    "quyet-dinh-xu-phat",
    ["DISAGREES", "4", "11", "-7"],
  ],
  [
    "all densities fit about 1,009,200 people",
    "IMPLIED_DENOMINATOR",
    "mat-do-internet",
    ["AGREES", "1009199", "1009228", "-29"],
  ],
  ["eight cases are among no petitions", "WITHIN", "don-thu", ["DISAGREES", "0", "8", "-8"]],
  [
    "what was disbursed is within what was contracted",
    "WITHIN",
    "giai-ngan",
    ["AGREES", "27853000000", "1572000000", "26281000000"],
  ],
  ["five banners are named as three", "COUNT", "cong-ttdt-banner", ["DISAGREES", "5", "3", "2"]],
  ["nine communes are named as nine", "COUNT", "xa-dat-tieu-chi-8", ["AGREES", "9", "9", "0"]],
  [
    "the portal's half-year figures are not of nine months",
    "PERIOD",
    "cong-ttdt-tin-bai-tieng-viet",
    ["DIFFERS", "181", "273", "-92"],
  ],
  [
    "a nine-month figure is of its report's period",
    "PERIOD",
    "doanh-thu-buu-chinh",
    ["AGREES", null, null, null],
  ],
];

test.each(AS_TOLD)("In the report, %s", async (_words, rule, figure, found) => {
  expect(await checkOf(rule, figure)).toEqual(found);
});

const PLANTED: [
  words: string,
  from: string,
  to: string,
  rule: string,
  figure: string,
  found: (string | null)[],
][] = [
  [
    "a part that is one too many breaks its total",
    ",155,agency,",
    ",156,agency,",
    "PARTS",
    "ioffice-co-quan",
    ["DISAGREES", "591", "592", "-1"],
  ],
  [
    "a wrong total breaks its rates too",
    ",1858,service,",
    ",1860,service,",
    "RATE",
    "dvc-ty-le-muc-do-3",
    ["DISAGREES", "41.01", "40.97", "0.04"],
  ],
  [
    "shares beyond their rounding do not make 100",
    ",43.33,percent,",
    ",44.33,percent,",
    "SHARES",
    "dvc-ty-le-muc-do-3",
    ["DISAGREES", "101.01", "100", "1.01"],
  ],
  [
    "shares that miss 100 by more than half a step each do not make it",
    ",43.33,percent,",
    ",43.34,percent,",
    "SHARES",
    "dvc-ty-le-muc-do-3",
    ["DISAGREES", "100.02", "100", "0.02"],
  ],
  [
    "one value stated twice agrees",
    ",11,decision,",
    ",4,decision,",
    "STATED_TWICE",
    "quyet-dinh-xu-phat",
    ["AGREES", "4", "4", "0"],
  ],
  [
    "a commune that is left out is missed",
    "place:xa-my-chanh ",
    "",
    "COUNT",
    "xa-dat-tieu-chi-8",
    ["DISAGREES", "9", "8", "1"],
  ],
  [
    "an open list of names is not counted",
    ",yes,09 xã",
    ",no,09 xã",
    "COUNT",
    "xa-dat-tieu-chi-8",
    undefined as never,
  ],
  [
    "a density that no common population fits is found",
    ",82.07,",
    ",81.07,",
    "IMPLIED_DENOMINATOR",
    "mat-do-internet",
    ["DISAGREES", "1021552", "1009330", "12222"],
  ],
  [
    "a population makes densities computable",
    ",,person,,,MISSING,",
    ",1009200,person,,EXACT,FINAL,",
    "RATE",
    "mat-do-internet",
    ["AGREES", "66.94", "66.94", "0.00"],
  ],
  [
    "a period that is not stated cannot be held against the report's",
    "period:2021-9m,38500000000",
    ",38500000000",
    "PERIOD",
    "doanh-thu-buu-chinh",
    ["NOT_COMPUTABLE", null, null, null],
  ],
];

test.each(PLANTED)("Planted in the report, %s", async (_words, from, to, rule, figure, found) => {
  await loadFolder(database.dataSource, edited("observation.csv", from, to));
  expect(await checkOf(rule, figure)).toEqual(found);
});

test("Reported values are never altered by a check", async () => {
  await loadFolder(database.dataSource, REPORT);
  const figures = () => database.ask("{ observations(first: 1000) { nodes { id value statedAs } } }");
  const before = await figures();
  await database.ask("{ checks(first: 1000) { nodes { computed } } }");
  expect(await figures()).toEqual(before);
});
